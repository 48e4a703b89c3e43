#pragma once

#include <ui/appcontroller.h>
#include <workspace/session.h>

#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace coupe::bench {

/// How long something took by the clock, and how much of that this thread had the processor: the rest went to others.
struct Span {
    double wall = 0; ///< ms
    double cpu = 0; ///< ms
};

/// What every frame of a movement took, ms.
struct Frames {
    QList<double> wall;
    QList<double> cpu;
};

class Stopwatch
{
public:
    Stopwatch();
    Span elapsed() const;

private:
    Span m_begin;
};

/// Beats as often as the event loop lets it, and keeps the longest time between two beats.
class Heartbeat : public QObject
{
public:
    Heartbeat();
    void begin();
    Span longest() const { return m_longest; }

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    Stopwatch m_sinceBeat;
    Span m_longest;
};

/// Offscreen, with the software renderer, drawing at once when asked; whatever the machine has. Before the application.
void prepareOffscreen();

/// Coupe's own window, 1440 × 900, on a session of the benchmark's.
class ShownWindow
{
public:
    /// @p engine is the process's only one: Qt 6.4 sets up the first engine alone for modules that are linked in.
    /// @p folder holds what the window remembers.
    ShownWindow(QQmlEngine &engine, workspace::Session &session, const QString &folder);
    ~ShownWindow();

    QQuickWindow &window() { return *m_window; }
    ui::AppController &controller() { return *m_controller; }
    /// The first visible item of a type such as QQuickListView that @p fits; null when there is none.
    QQuickItem *find(const char *type, const std::function<bool(QQuickItem *)> &fits = {}) const;
    /// Changes something and waits for the frame that shows it.
    Span frameAfter(const std::function<void()> &change);
    /// Scrolls a Flickable from its beginning to its end, or for @p most frames, @p step pixels from one to the next.
    Frames scroll(QQuickItem *view, Qt::Orientation along, double step, int most = 100'000);
    /// Runs the event loop until @p reached; false when that takes more than a minute or two.
    bool wait(const std::function<bool()> &reached) const;

private:
    std::unique_ptr<ui::AppController> m_controller;
    std::unique_ptr<QQuickWindow> m_window;
    qint64 m_frames = 0;
};

} // namespace coupe::bench
