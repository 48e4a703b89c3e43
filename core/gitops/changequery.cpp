#include "changequery.h"

#include "changecondition.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

const QString Columns =
    u"change.id, env.name, app.name, change.hash, change.time, change.kind, change.person, author, message, record, "
    u"artifact,"
    " triggeredby, event, change.repository, sha, created, branch, sourcebranch, targetbranch, tag,"
    " authorname, authoremail, committername, committeremail, versionmessage, url, change.present,"
    " rolledback, app.current = change.id, CASE WHEN change.reverts THEN (SELECT"
    " group_concat(lower(hex(revert.hash)), ' ') FROM revert WHERE revert.change = change.id) END, (SELECT later.time "
    "FROM change AS later WHERE"
    " later.app = change.app AND later.id > change.id AND later.kind != %1 ORDER BY later.id LIMIT 1)"_s.arg(
        int(ChangeKind::ByHand));

const QString FromChange = u" FROM change JOIN app ON app.id = change.app JOIN env ON env.id = change.env"_s;

QDateTime utc(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}

gimlet::Version versionIn(const Statement &row, int column)
{
    gimlet::Version version;
    version.event = gimlet::GitEvent(row.numberAt(column++));
    version.repositoryName = row.textAt(column++);
    version.sha = row.textAt(column++);
    version.created = gimlet::timeFromUnix(row.numberAt(column++));
    for (QString *text :
        {&version.branch, &version.sourceBranch, &version.targetBranch, &version.tag, &version.authorName,
            &version.authorEmail, &version.committerName, &version.committerEmail, &version.message, &version.url})
        *text = row.textAt(column++);
    return version;
}

Change changeIn(const Statement &row)
{
    Change change;
    change.position = row.numberAt(0);
    change.env = row.textAt(1);
    change.app = row.textAt(2);
    change.commit = QString::fromLatin1(row.bytesAt(3).toHex());
    change.time = utc(row.numberAt(4));
    change.kind = ChangeKind(row.numberAt(5));
    change.person = row.textAt(6);
    change.author = row.textAt(7);
    change.message = row.textAt(8);
    change.record = RecordState(row.numberAt(9));
    change.artifactId = row.textAt(10);
    change.triggeredBy = row.textAt(11);
    if (!row.isNullAt(12))
        change.version = versionIn(row, 12);
    change.present = row.numberAt(26) != 0;
    change.rolledBack = row.numberAt(27) != 0;
    change.current = row.numberAt(28) != 0;
    if (!row.isNullAt(29))
        change.reverts = row.textAt(29).split(u' ');
    if (!change.current && !row.isNullAt(30))
        change.replaced = utc(row.numberAt(30));
    return change;
}

} // namespace

Result<ChangePage> pageOf(
    Statements &statements, const ChangeFilter &filter, qsizetype limit, std::optional<qint64> before)
{
    auto condition = Condition::of(statements, filter);
    if (!condition)
        return std::unexpected(condition.error());
    ChangePage page;
    if (condition->isImpossible() || limit <= 0)
        return page;
    const QString id = condition->searches() ? u"words.rowid"_s : u"change.id"_s;
    if (before)
        condition->restrict(id + u" < ?"_s, *before);
    auto read = statements.each(
        u"SELECT "_s + Columns + condition->from() + condition->where() + u" ORDER BY "_s + id + u" DESC LIMIT ?"_s,
        condition->values() + QVariantList{limit + 1}, [&](const Statement &row) {
            if (page.changes.size() < limit)
                page.changes.append(changeIn(row));
            else
                page.next = page.changes.last().position;
            return true;
        });
    if (!read)
        return std::unexpected(std::move(read.error()));
    return page;
}

Result<QList<ChangePlace>> placesOf(Statements &statements, const ChangeFilter &filter, qsizetype limit)
{
    const auto condition = Condition::of(statements, filter);
    if (!condition)
        return std::unexpected(condition.error());
    QList<ChangePlace> places;
    if (condition->isImpossible())
        return places;
    const QString id = condition->searches() ? u"words.rowid"_s : u"change.id"_s;
    auto read = statements.each(u"SELECT change.id, change.time"_s + condition->from() + condition->where()
            + u" ORDER BY "_s + id + u" DESC LIMIT ?"_s,
        condition->values() + QVariantList{limit}, [&](const Statement &row) {
            places.append({row.numberAt(0), row.numberAt(1)});
            return true;
        });
    if (!read)
        return std::unexpected(std::move(read.error()));
    return places;
}

Result<QList<Change>> changesAt(Statements &statements, const QList<qint64> &positions)
{
    QList<Change> changes;
    changes.reserve(positions.size());
    for (const qint64 position : positions) {
        auto read = statements.each(
            u"SELECT "_s + Columns + FromChange + u" WHERE change.id = ?"_s, {position}, [&](const Statement &row) {
                changes.append(changeIn(row));
                return false;
            });
        if (!read)
            return std::unexpected(std::move(read.error()));
    }
    return changes;
}

Result<QDateTime> oldestIn(Statements &statements)
{
    QDateTime oldest;
    auto read = statements.each(u"SELECT time FROM change JOIN app ON app.id = change.app WHERE app.known"
                                " ORDER BY change.id LIMIT 1"_s,
        {}, [&](const Statement &row) {
            oldest = utc(row.numberAt(0));
            return false;
        });
    if (!read)
        return std::unexpected(std::move(read.error()));
    return oldest;
}

Result<qint64> countOf(Statements &statements, const ChangeFilter &filter, qint64 most)
{
    const auto condition = Condition::of(statements, filter);
    if (!condition)
        return std::unexpected(condition.error());
    if (condition->isImpossible())
        return 0;
    qint64 count = 0;
    // To SQLite, too, a negative limit is none.
    auto read =
        statements.each(u"SELECT count(*) FROM (SELECT 1"_s + condition->from() + condition->where() + u" LIMIT ?)"_s,
            condition->values() + QVariantList{most}, [&](const Statement &row) {
                count = row.numberAt(0);
                return true;
            });
    if (!read)
        return std::unexpected(std::move(read.error()));
    return count;
}

Result<std::optional<Change>> changeAt(
    Statements &statements, const QString &env, const QString &app, const QString &commit)
{
    std::optional<Change> found;
    auto read = statements.each(u"SELECT "_s + Columns + FromChange
            + u" WHERE change.hash = ? AND env.name = ? AND app.name = ? AND app.known"_s,
        {QByteArray::fromHex(commit.toLatin1()), env, app}, [&](const Statement &row) {
            found = changeIn(row);
            return false;
        });
    if (!read)
        return std::unexpected(std::move(read.error()));
    return found;
}

Result<QList<Change>> wantedAt(Statements &statements, const QString &env, const QDateTime &moment)
{
    QList<Change> wanted;
    qint64 position = std::numeric_limits<qint64>::max();
    if (moment.isValid()) {
        position = -1;
        // The branch stood at its newest commit of that time; clocks that were wrong do not tear a commit apart.
        auto last = statements.each(u"SELECT id FROM change WHERE time <= ? ORDER BY time DESC, id DESC LIMIT 1"_s,
            {moment.toSecsSinceEpoch()}, [&](const Statement &row) {
                position = row.numberAt(0);
                return false;
            });
        if (!last)
            return std::unexpected(std::move(last.error()));
    }
    QVariantList values{position};
    if (!env.isEmpty())
        values.append(env);
    auto read = statements.each(u"SELECT "_s + Columns
            + u" FROM app JOIN env ON env.id = app.env JOIN change ON change.id = (SELECT newest.id FROM change AS "
              u"newest"
              " WHERE newest.app = app.id AND newest.id <= ? ORDER BY newest.id DESC LIMIT 1)"
              " WHERE app.known AND change.present"_s
            + (env.isEmpty() ? QString() : u" AND env.name = ?"_s) + u" ORDER BY env.name, app.name"_s,
        values, [&](const Statement &row) {
            wanted.append(changeIn(row));
            return true;
        });
    return read ? Result<QList<Change>>(std::move(wanted)) : std::unexpected(std::move(read.error()));
}

Result<QStringList> environmentsIn(Statements &statements)
{
    return textsOf(statements,
        u"SELECT name FROM env WHERE EXISTS (SELECT 1 FROM app WHERE app.env = env.id AND known) ORDER BY name"_s, {});
}

Result<QStringList> appsIn(Statements &statements, const QString &env)
{
    return textsOf(statements,
        u"SELECT app.name FROM app JOIN env ON env.id = app.env WHERE known AND env.name = ? ORDER BY app.name"_s,
        {env});
}

} // namespace coupe::gitops
