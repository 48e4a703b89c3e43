// Long histories against the git program, on the same repositories and in the same rounds: making the release index,
// reading without it, and asking it; Gimlet's own way beside it. 1,000, 10,000 and 100,000 commits: `--small` leaves
// the last out, `--all` adds what takes minutes. Medians. Exits with 1 when a target is missed.

#include "../window/figures.h"
#include "gimletsway.h"
#include "longrepo.h"

#include <gitops/history.h>
#include <gitops/releaseindex.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <cstdio>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

using namespace coupe;
using namespace coupe::bench;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rounds = 9;
constexpr int RoundsOfLarge = 5;
constexpr int Large = 100'000;
constexpr int Questions = 500;
constexpr int ManyPacks = 1000;
/// A quarter of all changes.
const QString Env = u"production"_s;

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

/// The git program's output goes nowhere. Spawned, because QProcess would copy this process's memory maps first.
void readWithGit(const LongRepo &repo, QList<QByteArray> arguments)
{
    arguments.prepend("--git-dir=" + repo.path().toUtf8());
    arguments.prepend("git");
    std::vector<char *> words;
    for (QByteArray &argument : arguments)
        words.push_back(argument.data());
    words.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", 1 /* O_WRONLY */, 0);
    pid_t child = 0;
    int status = 0;
    if (posix_spawnp(&child, "git", &actions, nullptr, words.data(), environ) != 0 || waitpid(child, &status, 0) < 0
        || status != 0)
        qFatal("git failed");
    posix_spawn_file_actions_destroy(&actions);
}

IndexUpdate makeWhole(const QString &repositoryPath, const QString &database)
{
    for (const QString &end : {u""_s, u"-wal"_s, u"-shm"_s})
        QFile::remove(database + end);
    const SystemClock clock;
    const auto repository = required(Repository::open(repositoryPath));
    const auto index = required(ReleaseIndex::open(database, *repository, clock));
    const IndexUpdate update = required(index->update());
    if (!update.complete)
        qFatal("the index is not complete");
    return update;
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

/// In a process of its own, which does nothing else.
double heapAfterIndexing(const LongRepo &repo)
{
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), {u"--heap"_s, repo.path(), repo.filePath(u"heap.sqlite"_s)});
    process.waitForFinished(-1);
    return process.readAllStandardOutput().trimmed().toDouble();
}

int tellHeap(const QString &repository, const QString &database)
{
    makeWhole(repository, database);
    std::printf("%f\n", heapMegabytes());
    return 0;
}

void listWithoutIndex(Repository &repository, int limit)
{
    required(listReleases(repository, required(Layout::make(Env)), {.limit = limit}));
}

/// One length of history.
struct Length {
    explicit Length(int count) : commits(count), repo(count)
    {
        // The last ones are held back, to be added one at a time.
        last = repo.git({u"rev-list"_s, u"--first-parent"_s, u"-n%1"_s.arg(Rounds + 1), u"main"_s}).split(u'\n');
        repo.git({u"update-ref"_s, u"refs/heads/main"_s, last.last()});
    }

    QString name() const { return QLocale(QLocale::English).toString(commits); }
    QString database() const { return repo.filePath(u"index.sqlite"_s); }

    void measure()
    {
        gitRaw.append(milliseconds([&] {
            readWithGit(repo, {"log", "--raw", "-z", "--no-abbrev", "--no-renames", "--format=%H%n%B", "main"});
        }));
        whole.append(milliseconds([&] { makeWhole(repo.path(), database()); }));
        gitEnv.append(milliseconds([&] { readWithGit(repo, {"log", "--format=%H", "main", "--", Env.toUtf8()}); }));
        listed.append(milliseconds([&] { listWithoutIndex(*required(Repository::open(repo.path())), -1); }));
        for (int i = 0; i < 5; ++i) {
            gitPage.append(
                milliseconds([&] { readWithGit(repo, {"log", "-20", "--format=%H", "main", "--", Env.toUtf8()}); }));
            firstPage.append(milliseconds([&] { listWithoutIndex(*required(Repository::open(repo.path())), 20); }));
        }
        // As who keeps the repository open finds it.
        const auto open = required(Repository::open(repo.path()));
        for (int i = 0; i < 6; ++i) {
            const double time = milliseconds([&] { listWithoutIndex(*open, 20); });
            if (i > 0)
                page.append(time);
        }
    }

    void addOneAtATime()
    {
        const SystemClock clock;
        const auto repository = required(Repository::open(repo.path()));
        const auto index = required(ReleaseIndex::open(database(), *repository, clock));
        for (qsizetype i = last.size() - 2; i >= 0; --i) {
            required(repository->advance(last[i + 1], last[i], u"bench"_s));
            one.append(milliseconds([&] { required(index->update()); }));
        }
    }

    int commits;
    LongRepo repo;
    QStringList last; ///< hashes, newest first
    QList<double> gitRaw;
    QList<double> whole;
    QList<double> gitEnv;
    QList<double> listed;
    QList<double> gitPage;
    QList<double> page;
    QList<double> firstPage; ///< with opening the repository
    QList<double> one;
};

void addReading(Figures &figures, const Length &length)
{
    const auto add = [&](const QString &what, const QList<double> &ours, const QList<double> &theirs,
                         std::optional<double> target) {
        figures.add({length.name() + u" commits: "_s + what, median(ours), u"ms"_s, median(theirs), target});
    };
    // Of a short history, making the database and waiting for the disk is most.
    add(u"full index / git log --raw -z"_s, length.whole, length.gitRaw,
        length.commits < Large ? std::nullopt : std::optional(2.0));
    add(u"one env, no index / git log -- env"_s, length.listed, length.gitEnv, 1.1);
    add(u"page of 20, no index / git log -20"_s, length.page, length.gitPage, 0.5);
    add(u"the same in a repo just opened"_s, length.firstPage, length.gitPage, {});
}

void addQuestions(Figures &figures, const Length &length)
{
    const SystemClock clock;
    const auto repository = required(Repository::open(length.repo.path()));
    const auto index = required(ReleaseIndex::open(length.database(), *repository, clock));
    const ChangeFilter env{.env = Env};
    const qint64 middle = required(index->page({}, 1, {})).changes.first().position - length.commits / 2;
    const Change newest = required(index->page(env, 1)).changes.first();
    const ChangeFilter word{.search = parseSearch(u"rounding "_s)};
    const ChangeFilter wordInEnv{.env = Env, .search = parseSearch(u"rounding "_s)};
    const ChangeFilter beginning{.search = parseSearch(u"roun"_s)};
    const ChangeFilter nothing{.env = Env, .person = u"nobody"_s, .search = parseSearch(u"rounding "_s)};
    const QDateTime moment = newest.time.addSecs(-qint64(length.commits) * 900);
    const auto add = [&](const QString &what, const std::function<void()> &work, std::optional<double> target = {}) {
        figures.add({what, microseconds(work), u"us"_s, {}, target});
    };
    add(u"page of 20 of an environment from the index"_s, [&] { required(index->page(env, 20)); }, 100);
    add(u"the same in the middle of history"_s, [&] { required(index->page(env, 20, middle)); });
    add(u"page of 20 of an app"_s, [&] { required(index->page({.env = newest.env, .app = newest.app}, 20)); });
    add(u"search of one word, newest 20"_s, [&] { required(index->page(word, 20)); }, 200);
    add(u"the same in one environment"_s, [&] { required(index->page(wordInEnv, 20)); });
    add(u"search of a word's beginning, newest 20"_s, [&] { required(index->page(beginning, 20)); });
    figures.add(
        {u"matrix as of a moment"_s, microseconds([&] { required(index->wantedAt(moment)); }) / 1000, u"ms"_s, {}, 50});
    figures.add({u"what hides the results of a filter"_s, milliseconds([&] { required(index->whatRemoved(nothing)); }),
        u"ms"_s, {}, {}});
}

/// Each of the newest commits in a pack of its own, as fetches leave them, and no more files than a desktop allows.
void addManyPacks(Figures &figures)
{
    LongRepo repo(2 * ManyPacks);
    const QString database = repo.filePath(u"index.sqlite"_s);
    const double before = milliseconds([&] { makeWhole(repo.path(), database); });
    repo.splitNewest(ManyPacks);
    const rlimit few{1024, 1024};
    if (setrlimit(RLIMIT_NOFILE, &few) != 0)
        qFatal("the limit of open files cannot be set");
    const double after = milliseconds([&] { makeWhole(repo.path(), database); });
    figures.add({u"index of 2,000 commits in 1,001 packs, 1,024 files / in one"_s, after, u"ms"_s, before, {}});
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == u"--heap"_s)
        return tellHeap(arguments[2], arguments[3]);

    std::vector<std::unique_ptr<Length>> lengths;
    for (const int commits : {1000, 10'000, Large}) {
        if (commits < Large || !arguments.contains(u"--small"_s))
            lengths.push_back(std::make_unique<Length>(commits));
    }
    for (int round = 0; round < Rounds; ++round) {
        for (const auto &length : lengths) {
            if (length->commits < Large || round < RoundsOfLarge)
                length->measure();
        }
    }
    Figures figures(u"Long histories, medians of %1 rounds (%2 of the longest)"_s.arg(Rounds).arg(RoundsOfLarge));
    for (const auto &length : lengths)
        addReading(figures, *length);
    for (size_t i = 1; i < lengths.size(); ++i) {
        figures.add({u"index of %1 / index of %2"_s.arg(lengths[i]->name(), lengths[i - 1]->name()),
            median(lengths[i]->whole), u"ms"_s, median(lengths[i - 1]->whole), 11});
    }
    for (const auto &length : lengths)
        length->addOneAtATime();
    figures.add({u"one new commit / full index of 10,000"_s, median(lengths[1]->one), u"ms"_s,
        median(lengths[1]->whole), 0.02});
    figures.add({u"heap after indexing "_s + lengths.back()->name(), heapAfterIndexing(lengths.back()->repo), u"MB"_s,
        {}, 100});
    addQuestions(figures, *lengths.back());
    for (const auto &length : lengths) {
        for (const int releases : {10, 100}) {
            if (length->commits == Large && releases == 100 && !arguments.contains(u"--all"_s))
                continue;
            figures.add({u"%1 commits: %2 releases in Gimlet's own way"_s.arg(length->name()).arg(releases),
                gimletsWay(length->repo.path(), Env.toUtf8(), releases), u"ms"_s, {}, {}});
        }
    }
    addManyPacks(figures);
    return figures.print();
}
