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
    " rolledback, app.current = change.id, (SELECT group_concat(lower(hex(revert.hash)), ' ') FROM"
    " revert WHERE revert.change = change.id), (SELECT later.time FROM change AS later WHERE"
    " later.app = change.app AND later.id > change.id AND later.kind != %1 ORDER BY later.id LIMIT 1)"_s.arg(
        int(ChangeKind::ByHand));

const QString FromChange = u" FROM change JOIN app ON app.id = change.app JOIN env ON env.id = change.env"_s;

QDateTime utc(const QVariant &seconds)
{
    return seconds.isNull() ? QDateTime() : QDateTime::fromSecsSinceEpoch(seconds.toLongLong(), Qt::UTC);
}

Change changeIn(const QSqlQuery &row)
{
    int column = 0;
    const auto next = [&] { return row.value(column++); };
    Change change;
    change.position = next().toLongLong();
    change.env = next().toString();
    change.app = next().toString();
    change.commit = QString::fromLatin1(next().toByteArray().toHex());
    change.time = utc(next());
    change.kind = ChangeKind(next().toInt());
    change.person = next().toString();
    change.author = next().toString();
    change.message = next().toString();
    change.record = RecordState(next().toInt());
    change.artifactId = next().toString();
    change.triggeredBy = next().toString();
    if (const QVariant event = next(); !event.isNull()) {
        gimlet::Version &version = change.version.emplace();
        version.event = gimlet::GitEvent(event.toInt());
        version.repositoryName = next().toString();
        version.sha = next().toString();
        version.created = gimlet::timeFromUnix(next().toLongLong());
        for (QString *text :
            {&version.branch, &version.sourceBranch, &version.targetBranch, &version.tag, &version.authorName,
                &version.authorEmail, &version.committerName, &version.committerEmail, &version.message, &version.url})
            *text = next().toString();
    } else {
        column += 13;
    }
    change.present = next().toBool();
    change.rolledBack = next().toBool();
    change.current = next().toBool();
    change.reverts = next().toString().split(u' ', Qt::SkipEmptyParts);
    const QVariant replaced = next();
    if (!change.current)
        change.replaced = utc(replaced);
    return change;
}

Result<QStringList> namesIn(Database &database, const QString &sql, const QVariantList &values)
{
    const auto rows = database.exec(sql, values);
    if (!rows)
        return std::unexpected(rows.error());
    QStringList names;
    while ((*rows)->next())
        names.append((*rows)->value(0).toString());
    return names;
}

} // namespace

Result<ChangePage> pageOf(Database &database, const ChangeFilter &filter, qsizetype limit, std::optional<qint64> before)
{
    auto condition = Condition::of(database, filter);
    if (!condition)
        return std::unexpected(condition.error());
    ChangePage page;
    if (condition->isImpossible() || limit <= 0)
        return page;
    const QString id = condition->searches() ? u"words.rowid"_s : u"change.id"_s;
    if (before)
        condition->restrict(id + u" < ?"_s, *before);
    const auto rows = database.exec(
        u"SELECT "_s + Columns + condition->from() + condition->where() + u" ORDER BY "_s + id + u" DESC LIMIT ?"_s,
        condition->values() + QVariantList{limit + 1});
    if (!rows)
        return std::unexpected(rows.error());
    while ((*rows)->next()) {
        if (page.changes.size() == limit) {
            page.next = page.changes.last().position;
            break;
        }
        page.changes.append(changeIn(**rows));
    }
    (*rows)->finish();
    return page;
}

Result<QList<ChangePlace>> placesOf(Database &database, const ChangeFilter &filter, qsizetype limit)
{
    const auto condition = Condition::of(database, filter);
    if (!condition)
        return std::unexpected(condition.error());
    QList<ChangePlace> places;
    if (condition->isImpossible())
        return places;
    const QString id = condition->searches() ? u"words.rowid"_s : u"change.id"_s;
    const auto rows = database.exec(u"SELECT change.id, change.time"_s + condition->from() + condition->where()
            + u" ORDER BY "_s + id + u" DESC LIMIT ?"_s,
        condition->values() + QVariantList{limit});
    if (!rows)
        return std::unexpected(rows.error());
    while ((*rows)->next())
        places.append({(*rows)->value(0).toLongLong(), (*rows)->value(1).toLongLong()});
    (*rows)->finish();
    return places;
}

Result<QList<Change>> changesAt(Database &database, const QList<qint64> &positions)
{
    QList<Change> changes;
    changes.reserve(positions.size());
    for (const qint64 position : positions) {
        const auto rows = database.exec(u"SELECT "_s + Columns + FromChange + u" WHERE change.id = ?"_s, {position});
        if (!rows)
            return std::unexpected(rows.error());
        if ((*rows)->next())
            changes.append(changeIn(**rows));
        (*rows)->finish();
    }
    return changes;
}

Result<QDateTime> oldestIn(Database &database)
{
    const auto rows = database.exec(u"SELECT time FROM change JOIN app ON app.id = change.app WHERE app.known"
                                    " ORDER BY change.id LIMIT 1"_s);
    if (!rows)
        return std::unexpected(rows.error());
    const QDateTime oldest = (*rows)->next() ? utc((*rows)->value(0)) : QDateTime();
    (*rows)->finish();
    return oldest;
}

Result<qint64> countOf(Database &database, const ChangeFilter &filter, qint64 most)
{
    const auto condition = Condition::of(database, filter);
    if (!condition)
        return std::unexpected(condition.error());
    if (condition->isImpossible())
        return 0;
    // To SQLite, too, a negative limit is none.
    const auto rows =
        database.exec(u"SELECT count(*) FROM (SELECT 1"_s + condition->from() + condition->where() + u" LIMIT ?)"_s,
            condition->values() + QVariantList{most});
    if (!rows)
        return std::unexpected(rows.error());
    const qint64 count = (*rows)->next() ? (*rows)->value(0).toLongLong() : 0;
    (*rows)->finish();
    return count;
}

Result<std::optional<Change>> changeAt(
    Database &database, const QString &env, const QString &app, const QString &commit)
{
    const auto rows = database.exec(u"SELECT "_s + Columns + FromChange
            + u" WHERE change.hash = ? AND env.name = ? AND app.name = ? AND app.known"_s,
        {QByteArray::fromHex(commit.toLatin1()), env, app});
    if (!rows)
        return std::unexpected(rows.error());
    std::optional<Change> found;
    if ((*rows)->next())
        found = changeIn(**rows);
    (*rows)->finish();
    return found;
}

Result<QList<Change>> wantedAt(Database &database, const QString &env, const QDateTime &moment)
{
    QList<Change> wanted;
    QVariant position;
    if (moment.isValid()) {
        // The branch stood at its newest commit of that time; clocks that were wrong do not tear a commit apart.
        const auto last = database.exec(u"SELECT id FROM change WHERE time <= ? ORDER BY time DESC, id DESC LIMIT 1"_s,
            {moment.toSecsSinceEpoch()});
        if (!last)
            return std::unexpected(last.error());
        if (!(*last)->next())
            return wanted;
        position = (*last)->value(0);
        (*last)->finish();
    } else {
        position = std::numeric_limits<qint64>::max();
    }
    QVariantList values{position};
    if (!env.isEmpty())
        values.append(env);
    const auto rows = database.exec(u"SELECT "_s + Columns
            + u" FROM app JOIN env ON env.id = app.env JOIN change ON change.id = (SELECT newest.id FROM change AS "
              u"newest"
              " WHERE newest.app = app.id AND newest.id <= ? ORDER BY newest.id DESC LIMIT 1)"
              " WHERE app.known AND change.present"_s
            + (env.isEmpty() ? QString() : u" AND env.name = ?"_s) + u" ORDER BY env.name, app.name"_s,
        values);
    if (!rows)
        return std::unexpected(rows.error());
    while ((*rows)->next())
        wanted.append(changeIn(**rows));
    return wanted;
}

Result<QStringList> environmentsIn(Database &database)
{
    return namesIn(database,
        u"SELECT name FROM env WHERE EXISTS (SELECT 1 FROM app WHERE app.env = env.id AND known) ORDER BY name"_s, {});
}

Result<QStringList> appsIn(Database &database, const QString &env)
{
    return namesIn(database,
        u"SELECT app.name FROM app JOIN env ON env.id = app.env WHERE known AND env.name = ? ORDER BY app.name"_s,
        {env});
}

} // namespace coupe::gitops
