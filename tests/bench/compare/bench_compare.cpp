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

using namespace coupe;
using namespace coupe::bench;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;

namespace {

constexpr int Commits = 3'000;
constexpr int Pairs = 200;
constexpr int GitRounds = 40;

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

QByteArray manyLines(qint64 step)
{
    QByteArray text;
    for (qint64 i = 0; i < 49'000; ++i)
        text += QByteArray::number(i * step % 10'007).rightJustified(40, 'x') + '\n';
    return text;
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

    // The app that was released most recently has the longest past, as a rule.
    const Change newest = required(index->page({.env = u"production"_s}, 1)).changes.first();
    const ChangeFilter filter{.env = newest.env, .app = newest.app};
    QList<Change> changes = required(index->page(filter, Pairs + 1)).changes;
    changes.removeIf([](const Change &change) { return !change.present; });
    const Layout layout = required(Layout::make(newest.env));
    const auto at = [&](const Change &change) {
        return required(readFolder(*repository, change.commit, layout, newest.app));
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
                    {u"diff"_s, changes[i].commit, changes.first().commit, u"--"_s, newest.env + u'/' + newest.app});
            }));
    }
    if (rows == 0)
        qFatal("nothing differs");

    // Another app of the same chart: every file differs in nearly every line.
    const Folder one = at(changes.first());
    const QList<Change> others = required(index->wantedAt({}, u"staging"_s));
    const Change &other = others.first().app == newest.app ? others.last() : others.first();
    const Folder another =
        required(readFolder(*repository, other.commit, required(Layout::make(other.env)), other.app));
    QList<double> everything;
    for (int i = 0; i < Pairs; ++i)
        everything.append(milliseconds([&] { workspace::compare(one, another); }));

    const Folder big = folderOf(manyLines(7'919));
    const Folder bigToo = folderOf(manyLines(104'729));
    const double largest = milliseconds([&] { workspace::compare(big, bigToo); });

    workspace::ValueTrail trail(u"Kind0 "_s + newest.app, u"image"_s,
        [&](const QString &commit) { return readFolder(*repository, commit, layout, newest.app); });
    int steps = 0;
    const double walked =
        milliseconds([&] { required(trail.walk(changes, [&](const workspace::TrailStep &) { return ++steps > 0; })); });

    Figures figures(u"Comparing releases of an app with 6 manifests of 2 KB, medians of %1 pairs"_s.arg(ours.size()));
    figures.add(
        {u"two releases, folders read: lines, words, values / git diff"_s, median(ours), u"ms"_s, median(git), 1});
    figures.add({u"the same"_s, median(ours), u"ms"_s, {}, 2});
    figures.add({u"the same, 95th percentile"_s, percentile(ours, 0.95), u"ms"_s, {}, {}});
    figures.add({u"of that, reading both folders"_s, median(reading), u"ms"_s, {}, {}});
    figures.add({u"two apps of which each line of 6 manifests differs"_s, median(everything), u"ms"_s, {}, 20});
    figures.add({u"two files of 49,000 lines, 2 MB, each line differs"_s, largest, u"ms"_s, {}, 1000});
    figures.add({u"a value followed through history, a change"_s, walked / double(changes.size()), u"ms"_s, {}, 2});
    return figures.print();
}
