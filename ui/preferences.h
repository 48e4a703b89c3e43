#pragma once

#include <QObject>
#include <QSettings>
#include <qqmlregistration.h>

namespace coupe::ui {

/// How a person likes the window: kept in the data folder, never a secret among it.
class Preferences : public QObject
{
    Q_OBJECT
    Q_PROPERTY(Scheme scheme READ scheme WRITE setScheme NOTIFY schemeChanged FINAL)
    Q_PROPERTY(int windowWidth READ windowWidth CONSTANT FINAL)
    Q_PROPERTY(int windowHeight READ windowHeight CONSTANT FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of AppController")

public:
    enum Scheme { FollowSystem, Light, Dark };
    Q_ENUM(Scheme)

    explicit Preferences(const QString &file, QObject *parent = nullptr);

    Scheme scheme() const { return m_scheme; }
    void setScheme(Scheme scheme);
    int windowWidth() const;
    int windowHeight() const;

    Q_INVOKABLE void rememberWindow(int width, int height);
    /// Follow the system, light, dark, and around again.
    Q_INVOKABLE void nextScheme();

Q_SIGNALS:
    void schemeChanged();

private:
    QSettings m_settings;
    Scheme m_scheme;
};

} // namespace coupe::ui
