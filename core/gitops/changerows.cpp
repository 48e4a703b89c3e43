#include "changerows.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

QByteArray bytesOf(const QString &hash)
{
    return QByteArray::fromHex(hash.toLatin1());
}

} // namespace

Result<ChangeRows> ChangeRows::prepare(Database &database)
{
    auto changes = Statement::prepare(database,
        u"INSERT INTO change (id, env, app, hash, time, kind, rolledback, present, record, seen, reverts, person, "
        u"author,"
        " message, artifact, triggeredby, repository, sha, created, branch, event, sourcebranch, targetbranch, tag,"
        " authorname, authoremail, committername, committeremail, versionmessage, url) VALUES"
        " (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"_s);
    auto reverts = Statement::prepare(database, u"INSERT OR IGNORE INTO revert (change, hash) VALUES (?, ?)"_s);
    auto alsoNamed = Statement::prepare(database, u"INSERT INTO alsonamed (change, hash) VALUES (?, ?)"_s);
    for (const auto *made : {&changes, &reverts, &alsoNamed}) {
        if (!*made)
            return std::unexpected(made->error());
    }
    return ChangeRows(std::move(*changes), std::move(*reverts), std::move(*alsoNamed));
}

Result<void> ChangeRows::insert(const ScannedChange &found, const Place &place)
{
    const Change &change = found.change;
    const QByteArray commit = bytesOf(change.commit);
    m_changes.number(place.id).number(place.env).number(place.app).bytes(commit);
    m_changes.number(change.time.toSecsSinceEpoch()).number(int(change.kind)).number(place.rolledBack);
    m_changes.number(change.present)
        .number(int(change.record))
        .number(found.recordSeen)
        .number(!change.reverts.isEmpty());
    m_changes.text(change.person).text(change.author).text(change.message);
    m_changes.text(change.artifactId).text(change.triggeredBy);
    if (change.version) {
        const gimlet::Version &version = *change.version;
        m_changes.text(version.repositoryName).text(version.sha).number(gimlet::unixFromTime(version.created));
        // The event also tells that there is a version.
        m_changes.text(version.branch).number(int(version.event)).text(version.sourceBranch);
        m_changes.text(version.targetBranch).text(version.tag).text(version.authorName).text(version.authorEmail);
        m_changes.text(version.committerName).text(version.committerEmail).text(version.message).text(version.url);
    } else {
        for (int i = 0; i < 14; ++i)
            m_changes.null();
    }
    if (auto inserted = m_changes.run(); !inserted)
        return inserted;
    for (const QString &hash : change.reverts) {
        const QByteArray bytes = bytesOf(hash);
        if (auto inserted = m_reverts.number(place.id).bytes(bytes).run(); !inserted)
            return inserted;
    }
    if (found.alsoNamed.isEmpty())
        return {};
    const QByteArray bytes = bytesOf(found.alsoNamed);
    return m_alsoNamed.number(place.id).bytes(bytes).run();
}

} // namespace coupe::gitops
