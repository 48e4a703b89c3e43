#pragma once

#include <QObject>
#include <QUrl>
#include <qqmlregistration.h>

namespace coupe::ui {

/// Links that came from a server or from git: opened only as http(s), and only after the person saw where they go.
class LinkController : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool asking READ asking NOTIFY askingChanged FINAL)
    Q_PROPERTY(QString host READ host NOTIFY askingChanged FINAL)
    Q_PROPERTY(QString address READ address NOTIFY askingChanged FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of AppController")

public:
    using QObject::QObject;

    bool asking() const { return m_url.isValid(); }
    QString host() const;
    QString address() const;

    /// Whether @p link is one that may be opened at all.
    static bool isSafe(const QString &link);

    Q_INVOKABLE void ask(const QString &link);
    Q_INVOKABLE void open();
    Q_INVOKABLE void cancel();
    Q_INVOKABLE void copy(const QString &text);

Q_SIGNALS:
    void askingChanged();
    void copied(const QString &text);

private:
    QUrl m_url;
};

} // namespace coupe::ui
