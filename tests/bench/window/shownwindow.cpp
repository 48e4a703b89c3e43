#include "shownwindow.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QQmlComponent>
#include <QQuickWindow>

#include <cstdio>
#include <ctime>

namespace coupe::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Patience = 180'000;

double read(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

Span now()
{
    return {read(CLOCK_MONOTONIC), read(CLOCK_THREAD_CPUTIME_ID)};
}

QQuickItem *search(QQuickItem *item, const char *type, const std::function<bool(QQuickItem *)> &fits)
{
    if (!item->isVisible())
        return nullptr;
    if (item->inherits(type) && (!fits || fits(item)))
        return item;
    for (QQuickItem *child : item->childItems()) {
        if (QQuickItem *found = search(child, type, fits))
            return found;
    }
    return nullptr;
}

} // namespace

Stopwatch::Stopwatch() : m_begin(now()) { }

Span Stopwatch::elapsed() const
{
    const Span end = now();
    return {end.wall - m_begin.wall, end.cpu - m_begin.cpu};
}

Heartbeat::Heartbeat()
{
    startTimer(1, Qt::PreciseTimer);
}

void Heartbeat::begin()
{
    m_longest = {};
    m_sinceBeat = {};
}

void Heartbeat::timerEvent(QTimerEvent *)
{
    if (const Span gap = m_sinceBeat.elapsed(); gap.wall > m_longest.wall)
        m_longest = gap;
    m_sinceBeat = {};
}

void prepareOffscreen()
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    qputenv("QT_QPA_UPDATE_IDLE_TIME", "0");
}

ShownWindow::ShownWindow(QQmlEngine &engine, workspace::Session &session, const QString &folder)
    : m_controller(std::make_unique<ui::AppController>(session, folder + u"/coupe.ini"_s))
{
    engine.addImportPath(u":/qt/qml"_s);
    QQmlComponent component(&engine, QUrl(u"qrc:/qt/qml/Coupe/Pages/Main.qml"_s));
    QObject *object =
        component.createWithInitialProperties({{u"controller"_s, QVariant::fromValue(m_controller.get())}});
    m_window.reset(qobject_cast<QQuickWindow *>(object));
    if (!m_window)
        qFatal("%s", qPrintable(component.errorString()));
    QQmlEngine::setObjectOwnership(m_window.get(), QQmlEngine::CppOwnership);
    m_window->resize(1440, 900);
    QObject::connect(m_window.get(), &QQuickWindow::frameSwapped, m_window.get(), [this] { ++m_frames; });
}

ShownWindow::~ShownWindow() = default;

QQuickItem *ShownWindow::find(const char *type, const std::function<bool(QQuickItem *)> &fits) const
{
    return search(m_window->contentItem(), type, fits);
}

Span ShownWindow::frameAfter(const std::function<void()> &change)
{
    const Stopwatch stopwatch;
    change();
    m_window->update();
    const qint64 before = m_frames;
    wait([&] { return m_frames > before; });
    return stopwatch.elapsed();
}

Frames ShownWindow::scroll(QQuickItem *view, Qt::Orientation along, double step, int most)
{
    const bool down = along == Qt::Vertical;
    const char *position = down ? "contentY" : "contentX";
    const double end = down ? view->property("contentHeight").toDouble() - view->height()
                            : view->property("contentWidth").toDouble() - view->width();
    Frames frames;
    frameAfter([&] { view->setProperty(position, 0); });
    for (double at = step; at < end && frames.wall.size() < most; at += step) {
        const Span span = frameAfter([&] { view->setProperty(position, at); });
        frames.wall << span.wall;
        frames.cpu << span.cpu;
    }
    return frames;
}

bool ShownWindow::wait(const std::function<bool()> &reached) const
{
    QElapsedTimer timer;
    timer.start();
    while (!reached()) {
        if (timer.elapsed() > Patience)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

} // namespace coupe::bench
