#include "indexwriter.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

/// Older changes are added below, newer ones above.
constexpr qint64 FirstId = qint64(1) << 40;

QByteArray bytesOf(const git_oid &id)
{
    return {reinterpret_cast<const char *>(id.id), GIT_OID_RAWSZ};
}

QByteArray bytesOf(const QString &hash)
{
    return QByteArray::fromHex(hash.toLatin1());
}

git_oid idOf(const QVariant &bytes)
{
    const QByteArray raw = bytes.toByteArray();
    git_oid id = Nothing;
    if (raw.size() == GIT_OID_RAWSZ)
        git_oid_fromraw(&id, reinterpret_cast<const unsigned char *>(raw.constData()));
    return id;
}

QVariant orNull(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

} // namespace

Result<void> IndexWriter::run(const QString &sql, const QVariantList &values)
{
    const auto query = m_database.exec(sql, values);
    if (!query)
        return std::unexpected(query.error());
    (*query)->finish();
    return {};
}

Result<QVariant> IndexWriter::value(const QString &sql, const QVariantList &values)
{
    const auto query = m_database.exec(sql, values);
    if (!query)
        return std::unexpected(query.error());
    const QVariant found = (*query)->next() ? (*query)->value(0) : QVariant();
    (*query)->finish();
    return found;
}

Result<std::optional<IndexPosition>> IndexWriter::position()
{
    const auto query = m_database.exec(u"SELECT head, next, scope, rules FROM progress"_s);
    if (!query)
        return std::unexpected(query.error());
    std::optional<IndexPosition> position;
    if ((*query)->next()) {
        position = IndexPosition{idOf((*query)->value(0)), idOf((*query)->value(1)), (*query)->value(2).toString(),
            (*query)->value(3).toInt()};
    }
    (*query)->finish();
    return position;
}

Result<void> IndexWriter::setPosition(const IndexPosition &position)
{
    if (auto removed = run(u"DELETE FROM progress"_s); !removed)
        return removed;
    const QVariant next = isNothing(position.next) ? QVariant() : QVariant(bytesOf(position.next));
    return run(u"INSERT INTO progress (head, next, scope, rules) VALUES (?, ?, ?, ?)"_s,
        {bytesOf(position.head), next, position.scope.isNull() ? u""_s : position.scope, position.rules});
}

Result<void> IndexWriter::clear()
{
    forget();
    for (const QString &sql :
        {u"DELETE FROM progress"_s, u"DELETE FROM change"_s, u"DELETE FROM revert"_s, u"DELETE FROM alsonamed"_s,
            u"DELETE FROM app"_s, u"DELETE FROM env"_s, u"INSERT INTO words (words) VALUES ('delete-all')"_s}) {
        if (auto done = run(sql); !done)
            return done;
    }
    return {};
}

void IndexWriter::forget()
{
    m_apps.clear();
    m_envs.clear();
    m_settled.clear();
    m_undone.reset();
}

Result<IndexWriter::App *> IndexWriter::appOf(const Change &change)
{
    const auto idOfRow = [this](const QString &insertion, const QString &selection,
                             const QVariantList &values) -> Result<qint64> {
        if (auto inserted = run(insertion, values); !inserted)
            return std::unexpected(std::move(inserted.error()));
        const auto id = value(selection, values);
        if (!id)
            return std::unexpected(id.error());
        return id->toLongLong();
    };
    const auto known = m_apps.find({change.env, change.app});
    if (known != m_apps.end())
        return &*known;
    if (!m_envs.contains(change.env)) {
        const auto env = idOfRow(
            u"INSERT OR IGNORE INTO env (name) VALUES (?)"_s, u"SELECT id FROM env WHERE name = ?"_s, {change.env});
        if (!env)
            return std::unexpected(env.error());
        m_envs.insert(change.env, *env);
    }
    App app;
    app.env = m_envs.value(change.env);
    const auto id = idOfRow(u"INSERT OR IGNORE INTO app (env, name) VALUES (?, ?)"_s,
        u"SELECT id FROM app WHERE env = ? AND name = ?"_s, {app.env, change.app});
    if (!id)
        return std::unexpected(id.error());
    app.id = *id;
    return &*m_apps.insert({change.env, change.app}, app);
}

Result<void> IndexWriter::loadUndone()
{
    if (m_undone)
        return {};
    const auto query = m_database.exec(u"SELECT change.app, revert.hash FROM revert JOIN change ON change.id = "
                                       "revert.change WHERE change.rolledback = 0"_s);
    if (!query)
        return std::unexpected(query.error());
    m_undone.emplace();
    while ((*query)->next())
        m_undone->insert({(*query)->value(0).toLongLong(), (*query)->value(1).toByteArray()});
    (*query)->finish();
    return {};
}

Result<void> IndexWriter::addOlder(const QList<ScannedChange> &changes)
{
    if (changes.isEmpty())
        return {};
    if (auto loaded = loadUndone(); !loaded)
        return loaded;
    const auto oldest = value(u"SELECT min(id) FROM change"_s);
    if (!oldest)
        return std::unexpected(oldest.error());
    const qint64 firstId = (oldest->isNull() ? FirstId : oldest->toLongLong()) - changes.size();
    if (auto inserted = insert(changes, firstId); !inserted)
        return inserted;
    QSet<qint64> asked;
    for (const ScannedChange &found : changes) {
        const auto app = appOf(found.change);
        if (!app)
            return std::unexpected(app.error());
        const qint64 id = (*app)->id;
        if (m_settled.contains(id) || asked.contains(id))
            continue;
        asked.insert(id);
        const auto settled = settleCurrent(id);
        if (!settled)
            return std::unexpected(settled.error());
        if (*settled)
            m_settled.insert(id);
    }
    return {};
}

Result<void> IndexWriter::addNewer(const QList<ScannedChange> &changes)
{
    if (changes.isEmpty())
        return {};
    m_undone.emplace(); // What the new ones take back is found out below, for all at once.
    const auto newest = value(u"SELECT max(id) FROM change"_s);
    if (!newest)
        return std::unexpected(newest.error());
    if (auto inserted = insert(changes, newest->isNull() ? FirstId : newest->toLongLong() + 1); !inserted)
        return inserted;
    m_undone.reset();
    QHash<qint64, bool> touched; // whether reverts are among them
    for (const ScannedChange &found : changes) {
        const auto app = appOf(found.change);
        if (!app)
            return std::unexpected(app.error());
        touched[(*app)->id] |= !found.change.reverts.isEmpty();
    }
    for (auto app = touched.begin(); app != touched.end(); ++app) {
        m_settled.remove(app.key());
        if (*app) {
            if (auto settled = settleReverts(app.key()); !settled)
                return settled;
        }
        if (auto settled = settleCurrent(app.key()); !settled)
            return std::unexpected(std::move(settled.error()));
    }
    return {};
}

Result<void> IndexWriter::insert(const QList<ScannedChange> &changes, qint64 firstId)
{
    // Newest first, because only later commits tell what was rolled back.
    QList<bool> undone;
    undone.reserve(changes.size());
    for (const ScannedChange &found : changes) {
        const auto app = appOf(found.change);
        if (!app)
            return std::unexpected(app.error());
        const bool gone = m_undone->contains({(*app)->id, bytesOf(found.change.commit)})
            || (!found.alsoNamed.isEmpty() && m_undone->contains({(*app)->id, bytesOf(found.alsoNamed)}));
        undone.append(gone);
        if (gone)
            continue;
        for (const QString &hash : found.change.reverts)
            m_undone->insert({(*app)->id, bytesOf(hash)});
    }
    // Oldest first: with falling row ids the full-text index takes half as long again, and twice the room.
    qint64 id = firstId;
    for (qsizetype i = changes.size() - 1; i >= 0; --i, ++id) {
        if (auto inserted = insertOne(changes[i], id, undone[i]); !inserted)
            return inserted;
    }
    return run(u"INSERT INTO words (rowid, place, person, repository, text)"
               " SELECT id, place, person, repository, text FROM wordsof WHERE id >= ? AND id < ? ORDER BY id"_s,
        {firstId, id});
}

Result<void> IndexWriter::insertOne(const ScannedChange &found, qint64 id, bool rolledBack)
{
    const Change &change = found.change;
    const auto app = appOf(change);
    if (!app)
        return std::unexpected(app.error());
    QVariantList values{id, (*app)->env, (*app)->id, bytesOf(change.commit), change.time.toSecsSinceEpoch(),
        int(change.kind), rolledBack, change.present, int(change.record), found.recordSeen, orNull(change.person),
        orNull(change.author), orNull(change.message), orNull(change.artifactId), orNull(change.triggeredBy)};
    if (change.version) {
        const gimlet::Version &version = *change.version;
        // The event also tells that there is a version.
        values.append(QVariantList{orNull(version.repositoryName), orNull(version.sha),
            gimlet::unixFromTime(version.created), orNull(version.branch), int(version.event),
            orNull(version.sourceBranch), orNull(version.targetBranch), orNull(version.tag), orNull(version.authorName),
            orNull(version.authorEmail), orNull(version.committerName), orNull(version.committerEmail),
            orNull(version.message), orNull(version.url)});
    } else {
        values.append(QVariantList(14));
    }
    static const QString insertion = u"INSERT INTO change (id, env, app, hash, time, kind, rolledback, present,"
                                     " record, seen, person, author, message, artifact, triggeredby, repository, sha,"
                                     " created, branch, event, sourcebranch, targetbranch, tag, authorname,"
                                     " authoremail, committername, committeremail, versionmessage, url) VALUES (?"_s
        + u",?"_s.repeated(28) + u')';
    if (auto inserted = run(insertion, values); !inserted)
        return inserted;
    if (found.recordSeen && !(*app)->known) {
        if (auto marked = run(u"UPDATE app SET known = 1 WHERE id = ?"_s, {(*app)->id}); !marked)
            return marked;
        (*app)->known = true;
    }
    for (const QString &hash : change.reverts) {
        if (auto noted = run(u"INSERT OR IGNORE INTO revert (change, hash) VALUES (?, ?)"_s, {id, bytesOf(hash)});
            !noted)
            return noted;
    }
    if (found.alsoNamed.isEmpty())
        return {};
    return run(u"INSERT INTO alsonamed (change, hash) VALUES (?, ?)"_s, {id, bytesOf(found.alsoNamed)});
}

Result<qint64> IndexWriter::removeNewerThan(const git_oid &commit)
{
    forget();
    const auto last = value(u"SELECT max(id) FROM change WHERE hash = ?"_s, {bytesOf(commit)});
    if (!last)
        return std::unexpected(last.error());
    const auto touched = m_database.exec(u"SELECT DISTINCT app FROM change WHERE id > ?"_s, {*last});
    if (!touched)
        return std::unexpected(touched.error());
    QList<qint64> apps;
    while ((*touched)->next())
        apps.append((*touched)->value(0).toLongLong());
    const auto count =
        value(u"SELECT count(*) FROM change JOIN app ON app.id = change.app WHERE change.id > ? AND known"_s, {*last});
    if (!count)
        return std::unexpected(count.error());
    for (const QString &sql : {u"INSERT INTO words (words, rowid, place, person, repository, text)"
                               " SELECT 'delete', id, place, person, repository, text FROM wordsof WHERE id > ?"_s,
             u"DELETE FROM revert WHERE change > ?"_s, u"DELETE FROM alsonamed WHERE change > ?"_s,
             u"DELETE FROM change WHERE id > ?"_s}) {
        if (auto done = run(sql, {*last}); !done)
            return std::unexpected(std::move(done.error()));
    }
    for (const qint64 app : apps) {
        if (auto known = run(u"UPDATE app SET known = EXISTS (SELECT 1 FROM change WHERE change.app = app.id AND seen)"
                             " WHERE id = ?"_s,
                {app});
            !known)
            return std::unexpected(std::move(known.error()));
        if (auto settled = settleReverts(app); !settled)
            return std::unexpected(std::move(settled.error()));
        if (auto settled = settleCurrent(app); !settled)
            return std::unexpected(std::move(settled.error()));
    }
    return count->toLongLong();
}

Result<bool> IndexWriter::knows(const git_oid &commit)
{
    const auto found = value(u"SELECT 1 FROM change WHERE hash = ? LIMIT 1"_s, {bytesOf(commit)});
    if (!found)
        return std::unexpected(found.error());
    return !found->isNull();
}

Result<void> IndexWriter::recordRewrite(
    const QDateTime &seen, const git_oid &was, const git_oid &became, const git_oid &fork, qint64 removed)
{
    return run(u"INSERT INTO rewrite (seen, was, became, fork, removed) VALUES (?, ?, ?, ?, ?)"_s,
        {seen.toSecsSinceEpoch(), bytesOf(was), bytesOf(became), isNothing(fork) ? QVariant() : QVariant(bytesOf(fork)),
            removed});
}

Result<void> IndexWriter::settleReverts(qint64 app)
{
    const auto reverts = m_database.exec(
        u"SELECT change, hash FROM revert WHERE change IN (SELECT id FROM change WHERE app = ?)"_s, {app});
    if (!reverts)
        return std::unexpected(reverts.error());
    QMultiHash<qint64, QByteArray> reverted;
    while ((*reverts)->next())
        reverted.insert((*reverts)->value(0).toLongLong(), (*reverts)->value(1).toByteArray());
    const auto rows = m_database.exec(u"SELECT change.id, change.hash, alsonamed.hash, rolledback FROM change"
                                      " LEFT JOIN alsonamed ON alsonamed.change = change.id WHERE app = ?"
                                      " ORDER BY change.id DESC"_s,
        {app});
    if (!rows)
        return std::unexpected(rows.error());
    QSet<QByteArray> undone;
    QList<std::pair<qint64, bool>> altered;
    while ((*rows)->next()) {
        const qint64 id = (*rows)->value(0).toLongLong();
        const bool gone =
            undone.contains((*rows)->value(1).toByteArray()) || undone.contains((*rows)->value(2).toByteArray());
        if (gone != (*rows)->value(3).toBool())
            altered.append({id, gone});
        for (auto [hash, end] = reverted.equal_range(id); !gone && hash != end; ++hash)
            undone.insert(*hash);
    }
    for (const auto &[id, gone] : altered) {
        if (auto updated = run(u"UPDATE change SET rolledback = ? WHERE id = ?"_s, {gone, id}); !updated)
            return updated;
    }
    return {};
}

Result<bool> IndexWriter::settleCurrent(qint64 app)
{
    const auto present = value(u"SELECT present FROM change WHERE app = ? ORDER BY id DESC LIMIT 1"_s, {app});
    if (!present)
        return std::unexpected(present.error());
    static const QString newest = u"SELECT id, kind FROM change WHERE app = ? AND rolledback = 0 AND kind IN (%1, %2,"
                                  " %3) ORDER BY id DESC LIMIT 1"_s.arg(int(ChangeKind::Deploy))
                                      .arg(int(ChangeKind::PolicyDeploy))
                                      .arg(int(ChangeKind::Delete));
    const auto standing = m_database.exec(newest, {app});
    if (!standing)
        return std::unexpected(standing.error());
    QVariant current;
    const bool settled = (*standing)->next();
    if (settled && present->toBool() && ChangeKind((*standing)->value(1).toInt()) != ChangeKind::Delete)
        current = (*standing)->value(0);
    (*standing)->finish();
    if (auto updated =
            run(u"UPDATE app SET present = ?, current = ? WHERE id = ?"_s, {present->toBool(), current, app});
        !updated)
        return std::unexpected(std::move(updated.error()));
    return settled;
}

} // namespace coupe::gitops
