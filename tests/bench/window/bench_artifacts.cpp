// The list of artifacts with 100,000 rows, in Coupe's own window: every frame of scrolling through it, and the longest
// time the event loop stood still while artifacts were read over HTTP, decoded and merged. Exits with 1 when a target
// is missed.

#include "artifactserver.h"
#include "figures.h"
#include "shownwindow.h"

#include <QGuiApplication>
#include <QQmlEngine>

#include <cstdio>

using namespace coupe;
using namespace coupe::bench;
using namespace Qt::StringLiterals;
using workspace::ArtifactFeed;

namespace {

constexpr int Rows = 100'000;
constexpr int Part = 10'000;
constexpr double FrameTarget = 33;
constexpr double GapTarget = 50;
constexpr double WheelStep = 120; ///< pixels from one frame to the next
constexpr int FramesMeasured = 1000;

workspace::Profile profileOf(const ArtifactServer &server)
{
    workspace::Profile profile;
    profile.id = u"bench"_s;
    profile.name = u"Bench"_s;
    profile.server = server.url();
    return profile;
}

/// Reads on until @p count rows are there; the longest gap of the event loop meanwhile.
Span readUntil(ShownWindow &shown, ArtifactFeed &feed, qsizetype count)
{
    Heartbeat heartbeat;
    heartbeat.begin();
    const bool read = shown.wait([&] {
        if (feed.state() == ArtifactFeed::State::Failed)
            qFatal("%s", qPrintable(feed.error().message));
        if (feed.artifacts().size() < count && feed.state() == ArtifactFeed::State::Idle)
            feed.loadMore();
        return feed.artifacts().size() >= count;
    });
    if (!read)
        qFatal("The artifacts did not come.");
    return heartbeat.longest();
}

} // namespace

int main(int argc, char *argv[])
{
    prepareOffscreen();
    QGuiApplication application(argc, argv);
    QQmlEngine engine;
    const SystemClock clock;
    Figures figures(u"The list of %L1 artifacts, 1440 x 900"_s.arg(Rows));

    {
        const QTemporaryDir folder;
        const ArtifactServer server(Part, Part);
        workspace::Session session(
            {.profile = profileOf(server), .token = "token", .dataFolder = folder.path(), .clock = &clock});
        ShownWindow shown(engine, session, folder.path());
        shown.controller().navigation()->go(ui::Navigation::Artifacts);
        shown.frameAfter([] { });
        const Span gap = readUntil(shown, session.artifacts(), Part);
        figures.add({u"longest gap: 10,000 artifacts in one answer"_s, gap.wall, u"ms"_s, {}, GapTarget});
        figures.add({u"… of that, the processor's time"_s, gap.cpu, u"ms"_s, {}, {}});
    }

    const QTemporaryDir folder;
    const ArtifactServer server(Rows);
    workspace::Session session(
        {.profile = profileOf(server), .token = "token", .dataFolder = folder.path(), .clock = &clock});
    ShownWindow shown(engine, session, folder.path());
    shown.controller().navigation()->go(ui::Navigation::Artifacts);
    shown.frameAfter([] { });
    const Span firstGap = readUntil(shown, session.artifacts(), Part);
    figures.add({u"longest gap: the first 10,000, page by page"_s, firstGap.wall, u"ms"_s, {}, GapTarget});
    figures.add({u"… of that, the processor's time"_s, firstGap.cpu, u"ms"_s, {}, {}});
    readUntil(shown, session.artifacts(), Rows - Part);
    const Span lastGap = readUntil(shown, session.artifacts(), Rows);
    figures.add({u"longest gap: the last 10,000 of 100,000, page by page"_s, lastGap.wall, u"ms"_s, {}, GapTarget});
    figures.add({u"… of that, the processor's time"_s, lastGap.cpu, u"ms"_s, {}, {}});

    QQuickItem *list =
        shown.find("QQuickListView", [](QQuickItem *item) { return item->property("count").toInt() >= Rows; });
    if (!list)
        return 2;
    const Frames wheel = shown.scroll(list, Qt::Vertical, WheelStep, FramesMeasured);
    const double everywhere = list->property("contentHeight").toDouble() / FramesMeasured;
    const Frames leaps = shown.scroll(list, Qt::Vertical, everywhere, FramesMeasured);
    figures.add({u"scrolling, 120 px a frame: 99th percentile of %1"_s.arg(wheel.wall.size()),
        percentile(wheel.wall, 0.99), u"ms"_s, {}, FrameTarget});
    figures.add({u"… of that, the processor's time"_s, percentile(wheel.cpu, 0.99), u"ms"_s, {}, {}});
    figures.add({u"… median frame"_s, median(wheel.wall), u"ms"_s, {}, {}});
    figures.add({u"dragged from end to end, %1 px a frame: 99th percentile"_s.arg(everywhere, 0, 'f', 0),
        percentile(leaps.wall, 0.99), u"ms"_s, {}, FrameTarget});
    figures.add({u"… median frame"_s, median(leaps.wall), u"ms"_s, {}, {}});
    return figures.print();
}
