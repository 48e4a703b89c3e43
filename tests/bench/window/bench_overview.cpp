// The Overview of 500 apps in 8 environments, in Coupe's own window: from the moment the board is there to the first
// frame that shows it, and every frame of scrolling through all of it. Exits with 1 when a target is missed.

#include "figures.h"
#include "shownwindow.h"

#include <workspace/snapshot.h>

#include <QGuiApplication>
#include <QQmlEngine>
#include <QTcpServer>

#include <cstdio>

using namespace coupe;
using namespace coupe::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int Apps = 500;
constexpr int AppsPerRepository = 10;
constexpr int Rounds = 10;
constexpr double PaintTarget = 100;
constexpr double FrameTarget = 33;
constexpr double WheelStep = 120; ///< pixels from one frame to the next
const QStringList Environments{u"preview"_s, u"development"_s, u"test"_s, u"staging"_s, u"production-eu"_s,
    u"production-us"_s, u"production-asia"_s, u"sandbox"_s};

gimlet::Release release(int app, int environment, int age, const QDateTime &now)
{
    const QDateTime time = now.addSecs(-60 * (app * 7 + environment * 31 + age * 3000));
    gimlet::Release release;
    release.app = u"service-%1"_s.arg(app, 3, 10, QChar(u'0'));
    release.env = Environments[environment];
    release.artifactId = u"acme/repository-%1-%2"_s.arg(app / AppsPerRepository).arg(app * 100 + environment + age);
    release.triggeredBy = age % 2 ? u"policy"_s : u"marta.k"_s;
    release.version = gimlet::Version{};
    release.version->repositoryName = u"acme/repository-%1"_s.arg(app / AppsPerRepository);
    release.version->sha = u"%1"_s.arg(quint64(app) * 7919 * 104729 + environment + age, 40, 16, QChar(u'a'));
    release.version->branch = u"main"_s;
    release.version->authorName = u"Zoë Müller"_s;
    release.version->message = u"Fix the rounding at checkout (#%1)"_s.arg(app);
    release.version->created = time;
    release.gitopsRef = u"%1"_s.arg(quint64(app) * 15485863 + environment * 1299709 + age, 40, 16, QChar(u'b'));
    release.created = time;
    release.gitopsCommitStatus = app % 17 == 0 ? u"ReconciliationFailed"_s
        : app % 11 == 0                        ? u"Progressing"_s
                                               : u"ReconciliationSucceeded"_s;
    release.gitopsCommitStatusDesc =
        app % 17 == 0 ? u"Deployment/%1 is not healthy: timeout"_s.arg(release.app) : QString();
    release.gitopsCommitCreated = time.addSecs(40);
    return release;
}

workspace::Picture picture()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    workspace::Picture picture;
    picture.asOf = now;
    for (int environment = 0; environment < Environments.size(); ++environment) {
        const QString &name = Environments[environment];
        picture.environments.append({.name = name, .infraRepo = {}, .appsRepo = {}});
        for (int app = 0; app < Apps; ++app) {
            picture.status[name].insert(u"service-%1"_s.arg(app, 3, 10, QChar(u'0')),
                (app + environment) % 23 == 0 ? std::nullopt : std::optional(release(app, environment, 0, now)));
            if (app % 3 == 0)
                picture.releases[name].append(release(app, environment, 0, now));
        }
    }
    return picture;
}

/// How many cells of the matrix stand in the window, by their names for screen readers.
int cellsShown(QQuickItem *item)
{
    int cells = item->isVisible() && !item->property("cellName").toString().isEmpty();
    for (QQuickItem *child : item->childItems())
        cells += cellsShown(child);
    return cells;
}

struct Paint {
    Span span;
    int cells = 0;
};

/// The window stands there, loading; then the board comes.
Paint paintBoard(QQmlEngine &engine, const QTemporaryDir &folder, const workspace::Profile &profile, const Clock &clock)
{
    workspace::Session session({.profile = profile, .token = "token", .dataFolder = folder.path(), .clock = &clock});
    std::optional<Stopwatch> sinceBoard;
    QObject::connect(&session, &workspace::Session::boardChanged, &session, [&] {
        if (!sinceBoard && session.hasBoard())
            sinceBoard.emplace();
    });
    ShownWindow shown(engine, session, folder.path());
    shown.frameAfter([] { });
    session.start();
    Paint paint;
    QObject::connect(&shown.window(), &QQuickWindow::frameSwapped, &shown.window(), [&] {
        if (!sinceBoard || paint.cells > 0)
            return;
        const Span span = sinceBoard->elapsed();
        paint.cells = cellsShown(shown.window().contentItem());
        paint.span = span;
    });
    shown.wait([&] { return paint.cells > 0; });
    return paint;
}

} // namespace

int main(int argc, char *argv[])
{
    prepareOffscreen();
    QGuiApplication application(argc, argv);
    QQmlEngine engine;
    const QTemporaryDir folder;
    QTcpServer silent; // takes connections and never answers: the board is all there is
    silent.listen(QHostAddress::LocalHost);
    workspace::Profile profile;
    profile.id = u"bench"_s;
    profile.name = u"Bench"_s;
    profile.server = QUrl(u"http://127.0.0.1:%1"_s.arg(silent.serverPort()));
    profile.promotionOrder = Environments;
    const SystemClock clock;
    if (!workspace::saveSnapshot(
            workspace::snapshotPath(folder.path(), profile.id), {picture(), profile.server, u"marta.k"_s}))
        return 2;

    const Paint first = paintBoard(engine, folder, profile, clock);
    QList<double> paints;
    QList<double> paintsCpu;
    for (int round = 0; round < Rounds; ++round) {
        const Paint paint = paintBoard(engine, folder, profile, clock);
        paints << paint.span.wall;
        paintsCpu << paint.span.cpu;
    }

    workspace::Session session({.profile = profile, .token = "token", .dataFolder = folder.path(), .clock = &clock});
    ShownWindow shown(engine, session, folder.path());
    session.start();
    shown.wait([&] { return shown.controller().overview()->status() == ui::OverviewController::Ready; });
    shown.frameAfter([] { });
    QQuickItem *cells =
        shown.find("QQuickTableView", [](QQuickItem *item) { return item->property("interactive").toBool(); });
    if (!cells)
        return 2;
    const Frames down = shown.scroll(cells, Qt::Vertical, WheelStep);
    const Frames pages = shown.scroll(cells, Qt::Vertical, cells->height());
    const Frames across = shown.scroll(cells, Qt::Horizontal, 20);

    Figures figures(
        u"The Overview of %1 apps x %2 environments, 1440 x 900; %3 cells at first; medians of %4"_s.arg(Apps)
            .arg(Environments.size())
            .arg(first.cells)
            .arg(Rounds));
    figures.add({u"first paint from the board"_s, median(paints), u"ms"_s, {}, PaintTarget});
    figures.add({u"… of that, the processor's time"_s, median(paintsCpu), u"ms"_s, {}, {}});
    figures.add({u"… the very first of the process"_s, first.span.wall, u"ms"_s, {}, PaintTarget});
    figures.add({u"scrolling down, 120 px a frame: 99th percentile of %1"_s.arg(down.wall.size()),
        percentile(down.wall, 0.99), u"ms"_s, {}, FrameTarget});
    figures.add({u"… of that, the processor's time"_s, percentile(down.cpu, 0.99), u"ms"_s, {}, {}});
    figures.add({u"… median frame"_s, median(down.wall), u"ms"_s, {}, {}});
    figures.add({u"scrolling across, 20 px a frame: 99th percentile of %1"_s.arg(across.wall.size()),
        percentile(across.wall, 0.99), u"ms"_s, {}, FrameTarget});
    figures.add({u"a whole page a frame: median of %1"_s.arg(pages.wall.size()), median(pages.wall), u"ms"_s, {}, {}});
    return figures.print();
}
