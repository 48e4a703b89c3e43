#pragma once

#include <QObject>
#include <QStringList>
#include <qqmlregistration.h>

namespace coupe::ui {

/// Which place the window shows, and the way back.
class Navigation : public QObject
{
    Q_OBJECT
    Q_PROPERTY(Place place READ place NOTIFY placeChanged FINAL)
    Q_PROPERTY(bool canGoBack READ canGoBack NOTIFY placeChanged FINAL)
    Q_PROPERTY(bool canGoForward READ canGoForward NOTIFY placeChanged FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of AppController")

public:
    enum Place { Overview, Artifacts, History, Activity };
    Q_ENUM(Place)

    using QObject::QObject;

    Place place() const { return m_visited.at(m_at); }
    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_visited.size(); }

    Q_INVOKABLE void go(coupe::ui::Navigation::Place place);
    Q_INVOKABLE void back();
    Q_INVOKABLE void forward();

Q_SIGNALS:
    void placeChanged();

private:
    QList<Place> m_visited{Overview};
    qsizetype m_at = 0;
};

} // namespace coupe::ui
