#include "releaseindex.h"

#include "indexschema.h"
#include "indexwriter.h"
#include "partscan.h"
#include "statement.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

/// The first part is what a page shows; larger ones cost less.
constexpr qsizetype FirstPart = 40;
constexpr qsizetype LaterParts = 2048;
/// Even where nothing changes an app, somebody wants to see that work goes on.
constexpr qint64 CommitsBetweenWatches = 2000;

QString hashOf(const QVariant &bytes)
{
    return QString::fromLatin1(bytes.toByteArray().toHex());
}

QString hexUnlessNothing(const git_oid &id)
{
    return isNothing(id) ? QString() : toHex(id);
}

/// False also when the old commit is gone.
Result<bool> descends(git_repository *repository, const git_oid &head, const git_oid &old)
{
    git_commit *found = nullptr;
    const int rc = git_commit_lookup(&found, repository, &old);
    const CommitPtr commit(found);
    if (rc == GIT_ENOTFOUND || isNothing(head))
        return false;
    const int answer = rc < 0 ? rc : git_graph_descendant_of(repository, &head, &old);
    if (answer < 0)
        return gitFailure(u"The history of the gitops repo cannot be read."_s);
    return answer == 1;
}

} // namespace

/// One update.
struct ReleaseIndex::Run {
    const ObjectReader &objects;
    const Watch &watch;
    git_oid head = Nothing;
    IndexPosition position;
    IndexProgress progress;
    bool cancelled = false;
    std::optional<Rewrite> rewrite;

    /// Whether to go on.
    bool goesOn()
    {
        cancelled = cancelled || (watch && !watch(progress));
        return !cancelled;
    }
};

ReleaseIndex::ReleaseIndex(
    std::unique_ptr<Database> database, Repository &repository, const Clock &clock, QString soleEnv)
    : m_database(std::move(database)), m_repository(repository), m_clock(clock), m_soleEnv(std::move(soleEnv)),
      m_statements(std::make_unique<Statements>(*m_database)), m_writer(std::make_unique<IndexWriter>(*m_database))
{
}

ReleaseIndex::~ReleaseIndex() = default;

Result<std::unique_ptr<ReleaseIndex>> ReleaseIndex::open(
    const QString &databasePath, Repository &repository, const Clock &clock, const QString &soleEnv)
{
    auto database = openIndex(databasePath);
    if (!database)
        return std::unexpected(std::move(database.error()));
    return std::unique_ptr<ReleaseIndex>(new ReleaseIndex(std::move(*database), repository, clock, soleEnv));
}

Result<IndexUpdate> ReleaseIndex::update(const Watch &watch)
{
    const auto objects = ObjectReader::of(m_repository.handle(), ObjectReader::Hashes::Trusted);
    if (!objects)
        return std::unexpected(objects.error());
    const auto head = m_repository.head();
    if (!head)
        return std::unexpected(head.error());
    Run run{*objects, watch, Nothing, {}, {}, false, {}};
    run.head = *head ? fromHex(**head).value_or(Nothing) : Nothing;
    m_writer->forget();
    auto updated = updateTo(run);
    m_writer->forget();
    return updated;
}

Result<IndexUpdate> ReleaseIndex::updateTo(Run &run)
{
    const auto stored = m_writer->position();
    if (!stored)
        return std::unexpected(stored.error());
    Result<void> done;
    if (!*stored || (*stored)->scope != m_soleEnv || (*stored)->rules != IndexRules) {
        done = startOver(run);
    } else {
        run.position = **stored;
        if (!same(run.position.head, run.head)) {
            const auto fork = findFork(run);
            if (!fork)
                return std::unexpected(fork.error());
            done = isNothing(*fork) ? startOver(run) : readNewer(run, *fork);
        }
    }
    if (done)
        done = readOlder(run);
    if (!done)
        return std::unexpected(std::move(done.error()));
    return IndexUpdate{hexUnlessNothing(run.position.head), run.progress.commitsRead,
        same(run.position.head, run.head) && isNothing(run.position.next), std::move(run.rewrite)};
}

Result<git_oid> ReleaseIndex::findFork(Run &run)
{
    const IndexPosition &position = run.position;
    const auto kept =
        isNothing(position.head) ? Result<bool>(true) : descends(m_repository.handle(), run.head, position.head);
    if (!kept)
        return std::unexpected(kept.error());
    if (!*kept)
        run.rewrite = Rewrite{m_clock.now(), toHex(position.head), hexUnlessNothing(run.head), {}, 0};
    if (isNothing(position.head))
        return Nothing;
    const auto grown = *kept
        ? firstOnLine(run, [&](const git_oid &id) -> Result<bool> { return same(id, position.head); })
        : Result<git_oid>(Nothing);
    if (!grown || !isNothing(*grown))
        return grown;
    if (auto made = makeLookups(*m_database); !made)
        return std::unexpected(std::move(made.error()));
    // What the index has of a commit is true of everything before it.
    return firstOnLine(run, [&](const git_oid &id) { return m_writer->knows(id); });
}

Result<git_oid> ReleaseIndex::firstOnLine(const Run &run, const std::function<Result<bool>(const git_oid &)> &isWanted)
{
    for (git_oid id = run.head; !isNothing(id);) {
        const auto wanted = isWanted(id);
        if (!wanted)
            return std::unexpected(wanted.error());
        if (*wanted)
            return id;
        const auto commit = run.objects.commit(id);
        if (!commit)
            return std::unexpected(commit.error());
        id = *commit && !(*commit)->parents.isEmpty() ? (*commit)->parents.front() : Nothing;
    }
    return Nothing;
}

Result<void> ReleaseIndex::startOver(Run &run)
{
    const IndexPosition fresh{run.head, run.head, m_soleEnv, IndexRules};
    const auto begun = m_database->transaction([&]() -> Result<void> {
        if (run.rewrite) {
            const auto removed = countOf(*m_statements, {});
            if (!removed)
                return std::unexpected(removed.error());
            run.rewrite->removed = *removed;
            if (auto noted = m_writer->recordRewrite(run.rewrite->seen, run.position.head, run.head, Nothing, *removed);
                !noted)
                return noted;
        }
        if (auto cleared = m_writer->clear(); !cleared)
            return cleared;
        if (auto dropped = dropLookups(*m_database); !dropped)
            return dropped;
        return m_writer->setPosition(fresh);
    });
    if (begun)
        run.position = fresh;
    return begun;
}

Result<void> ReleaseIndex::readNewer(Run &run, const git_oid &fork)
{
    ChangeScan scan(m_repository.handle(), run.objects, {.soleEnv = m_soleEnv});
    if (auto started = scan.startAt(run.head); !started)
        return started;
    QList<ScannedChange> changes;
    qint64 watched = run.progress.commitsRead;
    while (!same(scan.next(), fork)) {
        auto step = scan.step();
        if (!step)
            return std::unexpected(std::move(step.error()));
        changes += std::move(*step);
        ++run.progress.commitsRead;
        if (run.progress.commitsRead - watched >= CommitsBetweenWatches) {
            watched = run.progress.commitsRead;
            if (!run.goesOn()) {
                run.rewrite.reset(); // The next update meets it again.
                return {};
            }
        }
    }
    IndexPosition moved = run.position;
    moved.head = run.head;
    const auto added = m_database->transaction([&]() -> Result<void> {
        qint64 removed = 0;
        if (!same(fork, run.position.head)) {
            const auto taken = m_writer->removeNewerThan(fork);
            if (!taken)
                return std::unexpected(taken.error());
            removed = *taken;
        }
        if (run.rewrite) {
            run.rewrite->fork = toHex(fork);
            run.rewrite->removed = removed;
            if (auto noted = m_writer->recordRewrite(run.rewrite->seen, run.position.head, run.head, fork, removed);
                !noted)
                return noted;
        }
        if (auto put = m_writer->addNewer(changes); !put)
            return put;
        return m_writer->setPosition(moved);
    });
    if (!added)
        return added;
    run.position = moved;
    run.progress.changesFound += changes.size();
    run.goesOn();
    return {};
}

Result<void> ReleaseIndex::readOlder(Run &run)
{
    if (isNothing(run.position.next) || run.cancelled)
        return {};
    ChangeScan scan(m_repository.handle(), run.objects, {.soleEnv = m_soleEnv});
    if (auto started = scan.startAt(run.position.next); !started)
        return started;
    auto stored = storeOlder(run, readPart(scan, FirstPart));
    if (!stored || !run.goesOn() || isNothing(run.position.next))
        return stored;
    PartReader reader(scan, LaterParts);
    do {
        stored = storeOlder(run, reader.take());
    } while (stored && run.goesOn() && !isNothing(run.position.next));
    return stored;
}

Result<void> ReleaseIndex::storeOlder(Run &run, const Result<ScannedPart> &part)
{
    if (!part)
        return std::unexpected(part.error());
    IndexPosition moved = run.position;
    moved.next = part->next;
    auto stored = m_database->transaction([&]() -> Result<void> {
        if (auto put = m_writer->addOlder(part->changes); !put)
            return put;
        if (isNothing(moved.next)) {
            if (auto made = makeLookups(*m_database); !made)
                return made;
        }
        return m_writer->setPosition(moved);
    });
    if (!stored)
        return stored;
    run.position = moved;
    run.progress.commitsRead += part->commits;
    run.progress.changesFound += part->changes.size();
    return {};
}

Result<QString> ReleaseIndex::head()
{
    const auto position = m_writer->position();
    if (!position)
        return std::unexpected(position.error());
    return *position ? hexUnlessNothing((*position)->head) : QString();
}

Result<bool> ReleaseIndex::isComplete()
{
    const auto position = m_writer->position();
    if (!position)
        return std::unexpected(position.error());
    return *position && isNothing((*position)->next);
}

Result<ChangePage> ReleaseIndex::page(const ChangeFilter &filter, qsizetype limit, std::optional<qint64> before)
{
    return pageOf(*m_statements, filter, limit, before);
}

Result<QList<ChangePlace>> ReleaseIndex::places(const ChangeFilter &filter, qsizetype limit)
{
    return placesOf(*m_statements, filter, limit);
}

Result<QList<Change>> ReleaseIndex::at(const QList<qint64> &positions)
{
    return changesAt(*m_statements, positions);
}

Result<QDateTime> ReleaseIndex::oldest()
{
    return oldestIn(*m_statements);
}

Result<qint64> ReleaseIndex::count(const ChangeFilter &filter)
{
    return countOf(*m_statements, filter);
}

Result<QList<FacetCount>> ReleaseIndex::whatRemoved(const ChangeFilter &filter)
{
    return gitops::whatRemoved(*m_statements, filter);
}

Result<std::optional<Change>> ReleaseIndex::change(const QString &env, const QString &app, const QString &commit)
{
    return changeAt(*m_statements, env, app, commit);
}

Result<std::optional<Change>> ReleaseIndex::newestOf(const QString &env, const QString &app)
{
    const auto newest = page({.env = env, .app = app}, 1);
    if (!newest)
        return std::unexpected(newest.error());
    return newest->changes.isEmpty() ? std::nullopt : std::optional(newest->changes.first());
}

Result<QList<Change>> ReleaseIndex::wantedAt(const QDateTime &moment, const QString &env)
{
    return gitops::wantedAt(*m_statements, env, moment);
}

Result<QStringList> ReleaseIndex::environments()
{
    return environmentsIn(*m_statements);
}

Result<QStringList> ReleaseIndex::apps(const QString &env)
{
    return appsIn(*m_statements, env);
}

Result<QStringList> ReleaseIndex::people(const QString &env)
{
    return peopleIn(*m_statements, env);
}

Result<QStringList> ReleaseIndex::repositories(const QString &env)
{
    return repositoriesIn(*m_statements, env);
}

Result<QList<Rewrite>> ReleaseIndex::rewrites()
{
    const auto rows = m_database->exec(u"SELECT seen, was, became, fork, removed FROM rewrite ORDER BY id DESC"_s);
    if (!rows)
        return std::unexpected(rows.error());
    QList<Rewrite> rewrites;
    const QString nothing = toHex(Nothing);
    while ((*rows)->next()) {
        const QString to = hashOf((*rows)->value(2));
        rewrites.append(
            {QDateTime::fromSecsSinceEpoch((*rows)->value(0).toLongLong(), Qt::UTC), hashOf((*rows)->value(1)),
                to == nothing ? QString() : to, hashOf((*rows)->value(3)), (*rows)->value(4).toLongLong()});
    }
    return rewrites;
}

} // namespace coupe::gitops
