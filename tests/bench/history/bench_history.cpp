// The release index of a long history: making it whole against `git log --raw` on the same repository, adding one
// commit, and what is asked of it afterwards. 10,000 commits, or as many as the first argument or COUPE_BENCH_COMMITS
// says. Both are run in turn, and medians compared. Exits with 1 when a target is missed.

#include "../window/figures.h"
#include "longrepo.h"

#include <gitops/releaseindex.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <cstdio>

using namespace coupe;
using namespace coupe::bench;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rounds = 7;
constexpr int Questions = 500;

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

double microseconds(const std::function<void()> &work)
{
    QList<double> times;
    for (int i = 0; i < Questions; ++i)
        times.append(milliseconds(work) * 1000);
    return median(times);
}

void readWithGit(const LongRepo &repo)
{
    QProcess process;
    process.setWorkingDirectory(repo.path());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(u"git"_s,
        {u"--git-dir=."_s, u"log"_s, u"--raw"_s, u"-z"_s, u"--no-abbrev"_s, u"--no-renames"_s, u"--format=%H%n%B"_s,
            u"main"_s});
    process.waitForFinished(-1);
}

void makeWhole(const LongRepo &repo, const QString &database)
{
    for (const QString &end : {u""_s, u"-wal"_s, u"-shm"_s})
        QFile::remove(database + end);
    const SystemClock clock;
    const auto repository = required(Repository::open(repo.path()));
    const auto index = required(ReleaseIndex::open(database, *repository, clock));
    if (!required(index->update()).complete)
        qFatal("the index is not complete");
}

/// What this process holds in memory of its own, without mapped files.
double heapMegabytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("RssAnon:"))
            return line.sliced(8).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

int commitsAsked()
{
    const QStringList arguments = QCoreApplication::arguments();
    const int asked = arguments.size() > 1 ? arguments[1].toInt() : qEnvironmentVariableIntValue("COUPE_BENCH_COMMITS");
    return asked > 0 ? asked : 10'000;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int commits = commitsAsked();
    LongRepo repo(commits);
    LongRepo tenth(commits / 10);
    const QString database = repo.filePath(u"index.sqlite"_s);
    const QString small = repo.filePath(u"small.sqlite"_s);

    // The last commits are held back, to be added one at a time.
    const QStringList last =
        repo.git({u"rev-list"_s, u"--first-parent"_s, u"-n%1"_s.arg(Rounds + 1), u"main"_s}).split(u'\n');
    repo.git({u"update-ref"_s, u"refs/heads/main"_s, last.last()});

    QList<double> git;
    QList<double> whole;
    QList<double> wholeOfTenth;
    for (int round = 0; round < Rounds; ++round) {
        git.append(milliseconds([&] { readWithGit(repo); }));
        whole.append(milliseconds([&] { makeWhole(repo, database); }));
        wholeOfTenth.append(milliseconds([&] { makeWhole(tenth, small); }));
    }
    const double heap = heapMegabytes();

    const SystemClock clock;
    const auto repository = required(Repository::open(repo.path()));
    const auto index = required(ReleaseIndex::open(database, *repository, clock));
    QList<double> one;
    for (qsizetype i = last.size() - 2; i >= 0; --i) {
        required(repository->advance(last[i + 1], last[i], u"bench"_s));
        one.append(milliseconds([&] { required(index->update()); }));
    }

    const ChangeFilter env{.env = u"staging"_s};
    const qint64 middle = required(index->page({}, 1, {})).changes.first().position - commits / 2;
    const Change newest = required(index->page(env, 1)).changes.first();
    const ChangeFilter word{.search = parseSearch(u"rounding "_s)};
    const ChangeFilter wordInEnv{.env = u"staging"_s, .search = parseSearch(u"rounding "_s)};
    const ChangeFilter beginning{.search = parseSearch(u"roun"_s)};
    const QDateTime moment = newest.time.addSecs(-qint64(commits) * 900);

    Figures figures(u"The release index of %1 commits, %2 changes, medians of %3 rounds"_s.arg(commits)
            .arg(required(index->count({})))
            .arg(Rounds));
    figures.add({u"complete index with full-text search / git log --raw -z"_s, median(whole), u"ms"_s, median(git), 2});
    figures.add({u"index of N / index of N/10"_s, median(whole), u"ms"_s, median(wholeOfTenth), 11});
    figures.add({u"one new commit / full index of %1"_s.arg(commits == 10'000 ? commits : commits / 10), median(one),
        u"ms"_s, median(commits == 10'000 ? whole : wholeOfTenth), 0.02});
    figures.add({u"heap after indexing"_s, heap, u"MB"_s, {}, 100});
    figures.add(
        {u"page of 20 of an environment"_s, microseconds([&] { required(index->page(env, 20)); }), u"us"_s, {}, 100});
    figures.add({u"the same in the middle of history"_s, microseconds([&] { required(index->page(env, 20, middle)); }),
        u"us"_s, {}, {}});
    figures.add({u"page of 20 of an app"_s,
        microseconds([&] { required(index->page({.env = newest.env, .app = newest.app}, 20)); }), u"us"_s, {}, {}});
    figures.add(
        {u"search of one word, newest 20"_s, microseconds([&] { required(index->page(word, 20)); }), u"us"_s, {}, 200});
    figures.add({u"the same in one environment"_s, microseconds([&] { required(index->page(wordInEnv, 20)); }), u"us"_s,
        {}, {}});
    figures.add({u"search of a word's beginning, newest 20"_s,
        microseconds([&] { required(index->page(beginning, 20)); }), u"us"_s, {}, {}});
    figures.add(
        {u"matrix as of a moment"_s, microseconds([&] { required(index->wantedAt(moment)); }) / 1000, u"ms"_s, {}, 50});
    return figures.print();
}
