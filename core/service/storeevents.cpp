#include "store.h"

namespace coupe::service {

using namespace Qt::StringLiterals;

namespace {

QString present(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

QByteArray resultsToJson(const QList<gimlet::ReleaseResult> &results)
{
    return QJsonDocument(gimlet::toJsonArray(results)).toJson(QJsonDocument::Compact);
}

Event eventFromRow(const QSqlQuery &row)
{
    Event event;
    event.sequence = row.value(0).toLongLong();
    event.id = row.value(1).toString();
    event.type = row.value(2).toString();
    event.created = row.value(3).toLongLong();
    event.artifactId = row.value(4).toString();
    event.request = row.value(5).toByteArray();
    event.status = row.value(6).toString();
    event.statusDesc = row.value(7).toString();
    const QJsonArray results = QJsonDocument::fromJson(row.value(8).toByteArray()).array();
    event.results =
        gimlet::JsonDecoder::decodeList<gimlet::ReleaseResult>(results).value_or(QList<gimlet::ReleaseResult>());
    return event;
}

} // namespace

bool isFinalStatus(const QString &gitopsCommitStatus)
{
    return gitopsCommitStatus == "ReconciliationSucceeded"_L1 || gitopsCommitStatus == "ReconciliationFailed"_L1
        || gitopsCommitStatus == "ValidationFailed"_L1;
}

Result<void> Store::addEvent(const Event &event)
{
    return change(u"INSERT INTO events (id, type, created, artifact, request, status, status_desc, results) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {event.id, event.type, event.created, present(event.artifactId), event.request, event.status,
            present(event.statusDesc), resultsToJson(event.results)});
}

Result<std::optional<Event>> Store::eventWhere(const QString &condition, const QVariantList &values)
{
    std::optional<Event> found;
    const auto read = select(
        u"SELECT sequence, id, type, created, artifact, request, status, status_desc, results FROM events WHERE "_s
            + condition,
        values, [&](QSqlQuery &row) { found = eventFromRow(row); });
    return mapped(read, [&] { return found; });
}

Result<std::optional<Event>> Store::event(const QString &id)
{
    return eventWhere(u"id = ?"_s, {id});
}

Result<std::optional<Event>> Store::eventOfArtifact(const QString &artifactId)
{
    return eventWhere(u"type = 'artifact' AND artifact = ? ORDER BY sequence LIMIT 1"_s, {artifactId});
}

Result<std::optional<Event>> Store::nextEvent()
{
    return eventWhere(u"status = 'new' ORDER BY sequence LIMIT 1"_s, {});
}

Result<std::optional<Event>> Store::lastFinishedEvent()
{
    return eventWhere(u"status <> 'new' ORDER BY sequence DESC LIMIT 1"_s, {});
}

Result<void> Store::updateEvent(const Event &event)
{
    return change(u"UPDATE events SET status = ?, status_desc = ?, results = ? WHERE id = ?"_s,
        {event.status, present(event.statusDesc), resultsToJson(event.results), event.id});
}

Result<void> Store::addCommit(const CommitRecord &record)
{
    const gimlet::GitopsCommit &commit = record.commit;
    return change(
        u"INSERT INTO commits (sha, env, app, status, status_desc, created, final) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (sha) DO UPDATE SET app = excluded.app WHERE app = ''"_s,
        {commit.sha, commit.env, present(record.app), commit.status, present(commit.statusDesc),
            gimlet::unixFromTime(commit.created), isFinalStatus(commit.status) ? 1 : 0});
}

Result<QList<CommitRecord>> Store::commitsWhere(const QString &condition, const QVariantList &values)
{
    QList<CommitRecord> records;
    const auto read =
        select(u"SELECT sequence, sha, env, app, status, status_desc, created FROM commits "_s + condition, values,
            [&](QSqlQuery &row) {
                CommitRecord &record = records.emplaceBack();
                record.sequence = row.value(0).toLongLong();
                record.commit.sha = row.value(1).toString();
                record.commit.env = row.value(2).toString();
                record.app = row.value(3).toString();
                record.commit.status = row.value(4).toString();
                record.commit.statusDesc = row.value(5).toString();
                record.commit.created = gimlet::timeFromUnix(row.value(6).toLongLong());
            });
    return mapped(read, [&] { return records; });
}

Result<std::optional<CommitRecord>> Store::firstCommitWhere(const QString &condition, const QVariantList &values)
{
    return mapped(commitsWhere(condition, values), [](const QList<CommitRecord> &records) {
        return records.isEmpty() ? std::nullopt : std::optional(records.first());
    });
}

Result<std::optional<CommitRecord>> Store::commit(const QString &sha)
{
    return firstCommitWhere(u"WHERE sha = ?"_s, {sha});
}

Result<QList<gimlet::GitopsCommit>> Store::newestCommits(int count)
{
    return mapped(commitsWhere(u"ORDER BY created DESC, sequence DESC LIMIT ?"_s, {count}), [](const auto &records) {
        QList<gimlet::GitopsCommit> commits;
        for (const CommitRecord &record : records)
            commits.append(record.commit);
        return commits;
    });
}

Result<QList<CommitRecord>> Store::openCommits(const QString &env, const QString &app, qint64 sequence)
{
    return commitsWhere(
        u"WHERE final = 0 AND env = ? AND (app = ? OR ? = '') AND sequence <= ? ORDER BY sequence DESC"_s,
        {env, present(app), present(app), sequence});
}

Result<std::optional<CommitRecord>> Store::newestCommitOf(const QString &env, const QString &app, qint64 sequence)
{
    return firstCommitWhere(u"WHERE env = ? AND (app = ? OR ? = '') AND sequence <= ? ORDER BY sequence DESC LIMIT 1"_s,
        {env, present(app), present(app), sequence});
}

Result<QStringList> Store::appsOf(const QString &env)
{
    QStringList apps;
    const auto read = select(u"SELECT DISTINCT app FROM commits WHERE env = ? AND app <> ''"_s, {env},
        [&](QSqlQuery &row) { apps.append(row.value(0).toString()); });
    return mapped(read, [&] { return apps; });
}

Result<void> Store::updateCommit(const gimlet::GitopsCommit &commit)
{
    return change(u"UPDATE commits SET status = ?, status_desc = ?, created = ?, final = ? WHERE sha = ?"_s,
        {present(commit.status), present(commit.statusDesc), gimlet::unixFromTime(commit.created),
            isFinalStatus(commit.status) ? 1 : 0, commit.sha});
}

} // namespace coupe::service
