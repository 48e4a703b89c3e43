#include "journalstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <array>

namespace coupe::workspace {

using namespace Qt::StringLiterals;

namespace {

// The states' names are the file's format: append, never rename.
constexpr std::array stateNames{"armed"_L1, "sent"_L1, "accepted"_L1, "written"_L1, "applied"_L1, "failed"_L1,
    "refused"_L1, "noChange"_L1, "unknown"_L1, "notDelivered"_L1};
constexpr std::array kindNames{"deploy"_L1, "rollback"_L1, "delete"_L1};

/// So soon after it was written, the same order again is the same click again.
constexpr std::chrono::milliseconds SameAgain = std::chrono::minutes(5);

const QList<QStringList> &migrations()
{
    static const QList<QStringList> steps{
        {
            u"CREATE TABLE request (id TEXT PRIMARY KEY, profile TEXT NOT NULL, kind TEXT NOT NULL,"
            " environment TEXT NOT NULL, app TEXT NOT NULL, artifact TEXT NOT NULL, label TEXT NOT NULL,"
            " target TEXT NOT NULL, reason TEXT NOT NULL, state TEXT NOT NULL, event TEXT NOT NULL, hash TEXT NOT NULL,"
            " message TEXT NOT NULL, words TEXT NOT NULL, known_refs TEXT NOT NULL, requested_at INTEGER NOT NULL,"
            " accepted_at INTEGER NOT NULL, written_at INTEGER NOT NULL, applied_at INTEGER NOT NULL,"
            " ended_at INTEGER NOT NULL) WITHOUT ROWID"_s,
            u"CREATE UNIQUE INDEX one_at_a_time ON request(profile, environment, app)"
            " WHERE state IN ('armed', 'sent', 'accepted', 'unknown')"_s,
            u"CREATE INDEX by_time ON request(profile, requested_at)"_s,
            u"CREATE TABLE request_history (number INTEGER PRIMARY KEY AUTOINCREMENT, request TEXT NOT NULL,"
            " at INTEGER NOT NULL, state TEXT NOT NULL, event TEXT NOT NULL, hash TEXT NOT NULL, message TEXT NOT NULL,"
            " words TEXT NOT NULL)"_s,
            u"CREATE INDEX history_by_request ON request_history(request)"_s,
        },
    };
    return steps;
}

const auto columns =
    u"id, profile, kind, environment, app, artifact, label, target, reason, state, event, hash, message,"
    " words, known_refs, requested_at, accepted_at, written_at, applied_at, ended_at"_s;

template <typename Enum, size_t Count> QString nameOf(const std::array<QLatin1StringView, Count> &names, Enum value)
{
    return names[size_t(value)];
}

template <typename Enum, size_t Count>
Enum valueOf(const std::array<QLatin1StringView, Count> &names, const QString &name, Enum otherwise)
{
    const auto it = std::ranges::find(names, name);
    return it == names.end() ? otherwise : Enum(it - names.begin());
}

qint64 toNumber(const QDateTime &time)
{
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}

QDateTime toTime(const QVariant &value)
{
    const qint64 milliseconds = value.toLongLong();
    return milliseconds == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

/// A null string would be SQL's NULL.
QString text(const QString &value)
{
    return value.isNull() ? u""_s : value;
}

QVariantList valuesOf(const JournalEntry &entry)
{
    const Request &request = entry.request;
    return {text(request.id), text(request.profileId), nameOf(kindNames, request.kind), text(request.environment),
        text(request.app), text(request.artifactId), text(request.label), text(request.targetHash),
        text(request.reason), nameOf(stateNames, request.state), text(request.eventId), text(request.gitopsHash),
        text(request.message), text(request.serverWords), text(entry.knownRefs.join(u' ')),
        toNumber(request.requestedAt), toNumber(request.acceptedAt), toNumber(request.writtenAt),
        toNumber(request.appliedAt), toNumber(request.endedAt)};
}

JournalEntry entryOf(const QSqlQuery &row)
{
    int column = 0;
    const auto next = [&] { return row.value(column++); };
    JournalEntry entry;
    Request &request = entry.request;
    request.id = next().toString();
    request.profileId = next().toString();
    request.kind = valueOf(kindNames, next().toString(), RequestKind::Deploy);
    request.environment = next().toString();
    request.app = next().toString();
    request.artifactId = next().toString();
    request.label = next().toString();
    request.targetHash = next().toString();
    request.reason = next().toString();
    request.state = valueOf(stateNames, next().toString(), RequestState::Unknown);
    request.eventId = next().toString();
    request.gitopsHash = next().toString();
    request.message = next().toString();
    request.serverWords = next().toString();
    entry.knownRefs = next().toString().split(u' ', Qt::SkipEmptyParts);
    request.requestedAt = toTime(next());
    request.acceptedAt = toTime(next());
    request.writtenAt = toTime(next());
    request.appliedAt = toTime(next());
    request.endedAt = toTime(next());
    return entry;
}

/// Whether what the journal holds is worth more than what somebody wants to write over it.
bool knowsBetter(const Request &held, const Request &offered)
{
    if (held.state == RequestState::NotDelivered) // unless it was found after all
        return offered.state != RequestState::Written && offered.gitopsHash.isEmpty();
    if (!isOpen(held.state))
        return true;
    // A delete has no event: when it was accepted is all there is.
    const bool arrived = !held.eventId.isEmpty() || !held.gitopsHash.isEmpty() || held.acceptedAt.isValid();
    const bool gone = offered.state == RequestState::Unknown || offered.state == RequestState::NotDelivered;
    return arrived && gone;
}

QString say(const char *words)
{
    return QCoreApplication::translate("workspace", words);
}

} // namespace

Journal::Store::Store(QString path) : m_path(std::move(path)) { }

Result<void> Journal::Store::open()
{
    if (m_database)
        return {};
    QDir().mkpath(QFileInfo(m_path).path());
    auto database = Database::open(m_path, migrations(), Database::Durability::Full);
    if (!database)
        return std::unexpected(database.error());
    for (const QString &suffix : {QString(), u"-wal"_s, u"-shm"_s})
        QFile::setPermissions(m_path + suffix, QFile::ReadOwner | QFile::WriteOwner);
    m_database = std::move(*database);
    return {};
}

Result<QList<JournalEntry>> Journal::Store::load(const QString &profileId, int limit)
{
    if (const auto opened = open(); !opened)
        return std::unexpected(opened.error());
    const auto rows = m_database->exec(u"SELECT "_s + columns
            + u" FROM request WHERE profile = ? AND (ended_at = 0 OR id IN (SELECT id FROM request WHERE profile = ?"
              " ORDER BY requested_at DESC LIMIT ?)) ORDER BY requested_at DESC, id"_s,
        {profileId, profileId, limit});
    if (!rows)
        return std::unexpected(rows.error());
    QList<JournalEntry> entries;
    while ((*rows)->next())
        entries.append(entryOf(**rows));
    (*rows)->finish();
    return entries;
}

Result<Request> Journal::Store::read(const QString &id)
{
    const auto row = m_database->exec(u"SELECT "_s + columns + u" FROM request WHERE id = ?"_s, {id});
    if (!row)
        return std::unexpected(row.error());
    if (!(*row)->next())
        return failure(ErrorKind::Storage, say("The request is not in the journal any more."));
    Request request = entryOf(**row).request;
    (*row)->finish();
    return request;
}

Result<void> Journal::Store::note(const Request &request)
{
    const auto done = m_database->exec(
        u"INSERT INTO request_history (request, at, state, event, hash, message, words) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        {request.id, QDateTime::currentMSecsSinceEpoch(), nameOf(stateNames, request.state), text(request.eventId),
            text(request.gitopsHash), text(request.message), text(request.serverWords)});
    if (!done)
        return std::unexpected(done.error());
    return {};
}

Result<void> Journal::Store::checkTarget(const Request &request)
{
    const auto rows = m_database->exec(
        u"SELECT count(*) FROM request WHERE profile = ? AND environment = ? AND app = ?"
        " AND (state IN ('armed', 'sent', 'accepted', 'unknown')"
        " OR (state = 'written' AND artifact = ? AND target = ? AND kind = ? AND requested_at > ? AND requested_at ="
        " (SELECT max(requested_at) FROM request WHERE profile = ? AND environment = ? AND app = ?)))"_s,
        {request.profileId, request.environment, request.app, text(request.artifactId), text(request.targetHash),
            nameOf(kindNames, request.kind), toNumber(request.requestedAt) - SameAgain.count(), request.profileId,
            request.environment, request.app});
    if (!rows)
        return std::unexpected(rows.error());
    const bool taken = (*rows)->next() && (*rows)->value(0).toInt() > 0;
    (*rows)->finish();
    if (taken) {
        return failure(ErrorKind::Invalid,
            say("Another request for %1 in %2 is still open.").arg(request.app, request.environment));
    }
    return {};
}

Result<void> Journal::Store::arm(const JournalEntry &entry)
{
    if (const auto opened = open(); !opened)
        return opened;
    // The transaction holds the write lock from its first statement on; the unique index would refuse all the same.
    return m_database->transaction([&]() -> Result<void> {
        if (const auto free = checkTarget(entry.request); !free)
            return free;
        const QString marks = u"?, "_s.repeated(19) + u'?';
        const auto inserted =
            m_database->exec(u"INSERT INTO request ("_s + columns + u") VALUES ("_s + marks + u')', valuesOf(entry));
        if (!inserted)
            return std::unexpected(inserted.error());
        return note(entry.request);
    });
}

Result<Request> Journal::Store::update(const Request &request, std::optional<RequestState> onlyFrom)
{
    if (const auto opened = open(); !opened)
        return std::unexpected(opened.error());
    return m_database->transaction([&]() -> Result<Request> {
        const auto held = read(request.id);
        if (!held || *held == request || knowsBetter(*held, request) || (onlyFrom && held->state != *onlyFrom))
            return held;
        const auto written = m_database->exec(u"UPDATE request SET state = ?, event = ?, hash = ?, message = ?, words "
                                              u"= ?, accepted_at = ?, written_at = ?,"
                                              " applied_at = ?, ended_at = ? WHERE id = ?"_s,
            {nameOf(stateNames, request.state), text(request.eventId), text(request.gitopsHash), text(request.message),
                text(request.serverWords), toNumber(request.acceptedAt), toNumber(request.writtenAt),
                toNumber(request.appliedAt), toNumber(request.endedAt), request.id});
        if (!written)
            return std::unexpected(written.error());
        if (const auto noted = note(request); !noted)
            return std::unexpected(noted.error());
        return request;
    });
}

Result<QList<RequestState>> Journal::Store::history(const QString &requestId)
{
    if (const auto opened = open(); !opened)
        return std::unexpected(opened.error());
    const auto rows =
        m_database->exec(u"SELECT state FROM request_history WHERE request = ? ORDER BY number"_s, {requestId});
    if (!rows)
        return std::unexpected(rows.error());
    QList<RequestState> states;
    while ((*rows)->next())
        states.append(valueOf(stateNames, (*rows)->value(0).toString(), RequestState::Unknown));
    (*rows)->finish();
    return states;
}

} // namespace coupe::workspace
