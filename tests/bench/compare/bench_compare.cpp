// Comparing releases of an app of a long history: reading both folders, lines, words and values, against `git diff` of
// the same folder on the same repository, a process as people would start it. Both in turn, medians compared. Exits
// with 1 when a target is missed.

#include "../history/longrepo.h"
#include "../window/figures.h"

#include <gitops/folderfiles.h>
#include <gitops/releaseindex.h>
#include <workspace/comparison.h>
#include <workspace/valuetrail.h>

#include <QCoreApplication>
#include <QElapsedTimer>

#include <random>

using namespace coupe;
using namespace coupe::bench;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;

namespace {

constexpr int Commits = 3'000;
constexpr int Pairs = 200;
constexpr int GitRounds = 40;
constexpr int LargeRounds = 5;

template <typename T> T required(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().message + u' ' + result.error().detail));
    return std::move(*result);
}

double milliseconds(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

Folder folderOf(const QByteArray &content)
{
    FolderFile file;
    file.path = u"big.txt"_s;
    file.state = FolderFile::State::Read;
    file.content = content;
    Folder folder;
    folder.present = true;
    folder.files.append(file);
    return folder;
}

/// Lines in no order, of @p kinds.
Folder manyLines(std::uint32_t seed, std::uint32_t kinds)
{
    std::mt19937 random(seed);
    QByteArray text;
    for (int i = 0; i < 49'000; ++i)
        text += QByteArray::number(random() % kinds).rightJustified(40, 'x') + '\n';
    return folderOf(text);
}

/// The app with the longest past.
ChangeFilter longestPast(ReleaseIndex &index)
{
    ChangeFilter filter{.env = u"production"_s};
    qint64 longest = 0;
    for (const QString &app : required(index.apps(filter.env))) {
        const qint64 count = required(index.count({.env = filter.env, .app = app}));
        filter.app = count > longest ? app : filter.app;
        longest = std::max(longest, count);
    }
    return filter;
}

double compareTimes(const Folder &one, const Folder &other, int rounds)
{
    QList<double> times;
    for (int i = 0; i < rounds; ++i)
        times.append(milliseconds([&] { workspace::compare(one, other); }));
    return median(times);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const LongRepo repo(Commits);
    const SystemClock clock;
    const auto repository = required(Repository::open(repo.path()));
    const auto index = required(ReleaseIndex::open(repo.filePath(u"index.sqlite"_s), *repository, clock));
    required(index->update());

    const ChangeFilter filter = longestPast(*index);
    QList<Change> changes = required(index->page(filter, Pairs + 1)).changes;
    changes.removeIf([](const Change &change) { return !change.present; });
    const Layout layout = required(Layout::make(filter.env));
    const auto at = [&](const Change &change) {
        return required(readFolder(*repository, change.commit, layout, filter.app));
    };

    QList<double> ours;
    QList<double> reading;
    QList<double> git;
    qsizetype rows = 0;
    for (qsizetype i = 1; i < changes.size(); ++i) {
        ours.append(milliseconds([&] {
            const workspace::Comparison made = workspace::compare(at(changes[i]), at(changes.first()));
            rows += made.files.isEmpty() ? 0 : made.files.first().rows.size();
        }));
        reading.append(milliseconds([&] { at(changes[i]), at(changes.first()); }));
        if (i <= GitRounds)
            git.append(milliseconds([&] {
                repo.git(
                    {u"diff"_s, changes[i].commit, changes.first().commit, u"--"_s, filter.env + u'/' + filter.app});
            }));
    }
    if (rows == 0)
        qFatal("nothing differs");

    // Another app of the same chart: every file differs in nearly every line.
    const Folder one = at(changes.first());
    const QList<Change> others = required(index->wantedAt({}, u"staging"_s));
    const Change &other = others.first().app == filter.app ? others.last() : others.first();
    const Folder another =
        required(readFolder(*repository, other.commit, required(Layout::make(other.env)), other.app));
    workspace::ValueTrail trail(u"Kind0 "_s + filter.app, u"image"_s,
        [&](const QString &commit) { return readFolder(*repository, commit, layout, filter.app); });
    QList<double> walked;
    for (const Change &change : changes)
        walked.append(
            milliseconds([&] { required(trail.walk({change}, [](const workspace::TrailStep &) { return true; })); }));

    Figures figures(u"Comparing releases of an app with 6 manifests of 2 KB, medians of %1 pairs"_s.arg(ours.size()));
    figures.add(
        {u"two releases, folders read: lines, words, values / git diff"_s, median(ours), u"ms"_s, median(git), 1});
    figures.add({u"the same"_s, median(ours), u"ms"_s, {}, 2});
    figures.add({u"the same, 95th percentile"_s, percentile(ours, 0.95), u"ms"_s, {}, {}});
    figures.add({u"of that, reading both folders"_s, median(reading), u"ms"_s, {}, {}});
    figures.add(
        {u"two apps of which each line of 6 manifests differs"_s, compareTimes(one, another, Pairs), u"ms"_s, {}, {}});
    figures.add({u"two files of 49,000 lines, 2 MB, that share next to nothing"_s,
        compareTimes(manyLines(1, 1'000'000), manyLines(2, 1'000'000), LargeRounds), u"ms"_s, {}, {}});
    figures.add({u"two such files of lines of two kinds"_s, compareTimes(manyLines(1, 2), manyLines(2, 2), LargeRounds),
        u"ms"_s, {}, {}});
    figures.add({u"a value followed through history, a change"_s, median(walked), u"ms"_s, {}, 2});
    return figures.print();
}
