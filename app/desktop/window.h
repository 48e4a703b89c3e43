#pragma once

#include <base/result.h>

#include <QObject>
#include <QQmlApplicationEngine>
#include <QQmlComponent>

#include <memory>

class QQuickWindow;

namespace coupe::ui {
class AppController;
}

namespace coupe::desktop {

/// The QML engine and what it shows. QML gets no network: whatever asks for it is refused.
class Window : public QObject
{
    Q_OBJECT

public:
    explicit Window(QObject *parent = nullptr);
    ~Window() override;

    /// Compiles the window's QML ahead of time, while something else is still being waited for.
    void prepare();
    /// The small window with a sentence and a bar, while something long is under way.
    void showOpening(const QString &sentence, double progress);
    /// Makes the window itself, not shown yet.
    Result<void> make(ui::AppController &controller);
    /// Shows what was made, and takes the small window away.
    void show();
    /// The small window with a failure, its only content.
    void showFailure(const Error &error);

    QQuickWindow *quickWindow() const { return m_window; }

Q_SIGNALS:
    void openingCancelled();
    void closed();

private:
    Result<QQuickWindow *> create(QQmlComponent &component, const QVariantMap &properties);
    QQuickWindow *opening();

    QQmlEngine m_engine;
    QQmlComponent m_main;
    std::unique_ptr<QQuickWindow> m_opening;
    std::unique_ptr<QQuickWindow> m_owned;
    QQuickWindow *m_window = nullptr;
};

} // namespace coupe::desktop
