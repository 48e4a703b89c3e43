#include "indexwriter.h"

#include "indexsettle.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

/// Older changes are added below, newer ones above.
constexpr qint64 FirstId = qint64(1) << 40;

QByteArray bytesOf(const git_oid &id)
{
    return {reinterpret_cast<const char *>(id.id), GIT_OID_RAWSZ};
}

git_oid idOf(const QVariant &bytes)
{
    const QByteArray raw = bytes.toByteArray();
    git_oid id = Nothing;
    if (raw.size() == GIT_OID_RAWSZ)
        git_oid_fromraw(&id, reinterpret_cast<const unsigned char *>(raw.constData()));
    return id;
}

} // namespace

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
    if (auto removed = run(m_database, u"DELETE FROM progress"_s); !removed)
        return removed;
    const QVariant next = isNothing(position.next) ? QVariant() : QVariant(bytesOf(position.next));
    return run(m_database, u"INSERT INTO progress (head, next, scope, rules) VALUES (?, ?, ?, ?)"_s,
        {bytesOf(position.head), next, position.scope.isNull() ? u""_s : position.scope, position.rules});
}

Result<void> IndexWriter::clear()
{
    forget();
    for (const QString &sql :
        {u"DELETE FROM progress"_s, u"DELETE FROM change"_s, u"DELETE FROM revert"_s, u"DELETE FROM alsonamed"_s,
            u"DELETE FROM app"_s, u"DELETE FROM env"_s, u"INSERT INTO words (words) VALUES ('delete-all')"_s}) {
        if (auto done = run(m_database, sql); !done)
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
    m_rows.reset();
}

Result<IndexWriter::App *> IndexWriter::appOf(const Change &change)
{
    const auto idOfRow = [this](const QString &insertion, const QString &selection,
                             const QVariantList &values) -> Result<qint64> {
        if (auto inserted = run(m_database, insertion, values); !inserted)
            return std::unexpected(std::move(inserted.error()));
        const auto id = value(m_database, selection, values);
        if (!id)
            return std::unexpected(id.error());
        return id->toLongLong();
    };
    const auto known = m_apps.find({change.env, change.app});
    if (known != m_apps.end())
        return &known->second;
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
    return &m_apps.insert_or_assign({change.env, change.app}, app).first->second;
}

Result<void> IndexWriter::loadUndone()
{
    if (m_undone)
        return {};
    const auto query = m_database.exec(u"SELECT env.name, app.name, revert.hash FROM revert"
                                       " JOIN change ON change.id = revert.change JOIN app ON app.id = change.app"
                                       " JOIN env ON env.id = app.env WHERE change.rolledback = 0"_s);
    if (!query)
        return std::unexpected(query.error());
    m_undone.emplace();
    while ((*query)->next()) {
        m_undone->takeBack((*query)->value(0).toString(), (*query)->value(1).toString(),
            QString::fromLatin1((*query)->value(2).toByteArray().toHex()));
    }
    (*query)->finish();
    return {};
}

Result<void> IndexWriter::addOlder(const QList<ScannedChange> &changes)
{
    if (changes.isEmpty())
        return {};
    if (auto loaded = loadUndone(); !loaded)
        return loaded;
    const auto oldest = value(m_database, u"SELECT min(id) FROM change"_s);
    if (!oldest)
        return std::unexpected(oldest.error());
    const qint64 firstId = (oldest->isNull() ? FirstId : oldest->toLongLong()) - changes.size();
    const auto apps = appsOf(changes);
    if (!apps)
        return std::unexpected(apps.error());
    if (auto inserted = insert(changes, *apps, firstId); !inserted)
        return inserted;
    QSet<qint64> asked;
    for (const App *app : *apps) {
        const qint64 id = app->id;
        if (m_settled.contains(id) || asked.contains(id))
            continue;
        asked.insert(id);
        const auto settled = settleCurrent(m_database, id);
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
    const auto newest = value(m_database, u"SELECT max(id) FROM change"_s);
    if (!newest)
        return std::unexpected(newest.error());
    const auto apps = appsOf(changes);
    if (!apps)
        return std::unexpected(apps.error());
    if (auto inserted = insert(changes, *apps, newest->isNull() ? FirstId : newest->toLongLong() + 1); !inserted)
        return inserted;
    m_undone.reset();
    QHash<qint64, bool> touched; // whether reverts are among them
    for (qsizetype i = 0; i < changes.size(); ++i)
        touched[apps->at(i)->id] |= !changes[i].change.reverts.isEmpty();
    for (auto app = touched.begin(); app != touched.end(); ++app) {
        m_settled.remove(app.key());
        if (*app) {
            if (auto settled = settleReverts(m_database, app.key()); !settled)
                return settled;
        }
        if (auto settled = settleCurrent(m_database, app.key()); !settled)
            return std::unexpected(std::move(settled.error()));
    }
    return {};
}

Result<QList<IndexWriter::App *>> IndexWriter::appsOf(const QList<ScannedChange> &changes)
{
    QList<App *> apps;
    apps.reserve(changes.size());
    for (const ScannedChange &found : changes) {
        const auto app = appOf(found.change);
        if (!app)
            return std::unexpected(app.error());
        apps.append(*app);
    }
    return apps;
}

Result<void> IndexWriter::insert(const QList<ScannedChange> &changes, const QList<App *> &apps, qint64 firstId)
{
    if (!m_rows) {
        auto rows = ChangeRows::prepare(m_database);
        if (!rows)
            return std::unexpected(std::move(rows.error()));
        m_rows.emplace(std::move(*rows));
    }
    // Newest first, because only later commits tell what was rolled back.
    QList<bool> undone;
    undone.reserve(changes.size());
    for (const ScannedChange &found : changes)
        undone.append(m_undone->isUndone(found));
    // Oldest first: with falling row ids the full-text index takes half as long again, and twice the room.
    qint64 id = firstId;
    for (qsizetype i = changes.size() - 1; i >= 0; --i, ++id) {
        App &app = *apps[i];
        if (auto put = m_rows->insert(changes[i], {id, app.env, app.id, undone[i]}); !put)
            return put;
        if (changes[i].recordSeen && !app.known) {
            if (auto marked = run(m_database, u"UPDATE app SET known = 1 WHERE id = ?"_s, {app.id}); !marked)
                return marked;
            app.known = true;
        }
    }
    return run(m_database,
        u"INSERT INTO words (rowid, place, person, repository, text)"
        " SELECT id, place, person, repository, text FROM wordsof WHERE id >= ? AND id < ? ORDER BY id"_s,
        {firstId, id});
}

Result<qint64> IndexWriter::removeNewerThan(const git_oid &commit)
{
    forget();
    const auto last = value(m_database, u"SELECT max(id) FROM change WHERE hash = ?"_s, {bytesOf(commit)});
    if (!last)
        return std::unexpected(last.error());
    const auto touched = m_database.exec(u"SELECT DISTINCT app FROM change WHERE id > ?"_s, {*last});
    if (!touched)
        return std::unexpected(touched.error());
    QList<qint64> apps;
    while ((*touched)->next())
        apps.append((*touched)->value(0).toLongLong());
    const auto count = value(m_database,
        u"SELECT count(*) FROM change JOIN app ON app.id = change.app WHERE change.id > ? AND known"_s, {*last});
    if (!count)
        return std::unexpected(count.error());
    for (const QString &sql : {u"INSERT INTO words (words, rowid, place, person, repository, text)"
                               " SELECT 'delete', id, place, person, repository, text FROM wordsof WHERE id > ?"_s,
             u"DELETE FROM revert WHERE change > ?"_s, u"DELETE FROM alsonamed WHERE change > ?"_s,
             u"DELETE FROM change WHERE id > ?"_s}) {
        if (auto done = run(m_database, sql, {*last}); !done)
            return std::unexpected(std::move(done.error()));
    }
    for (const qint64 app : apps) {
        if (auto known = run(m_database,
                u"UPDATE app SET known = EXISTS (SELECT 1 FROM change WHERE change.app = app.id AND seen)"
                " WHERE id = ?"_s,
                {app});
            !known)
            return std::unexpected(std::move(known.error()));
        if (auto settled = settleReverts(m_database, app); !settled)
            return std::unexpected(std::move(settled.error()));
        if (auto settled = settleCurrent(m_database, app); !settled)
            return std::unexpected(std::move(settled.error()));
    }
    return count->toLongLong();
}

Result<bool> IndexWriter::knows(const git_oid &commit)
{
    const auto found = value(m_database, u"SELECT 1 FROM change WHERE hash = ? LIMIT 1"_s, {bytesOf(commit)});
    if (!found)
        return std::unexpected(found.error());
    return !found->isNull();
}

Result<void> IndexWriter::recordRewrite(
    const QDateTime &seen, const git_oid &was, const git_oid &became, const git_oid &fork, qint64 removed)
{
    return run(m_database, u"INSERT INTO rewrite (seen, was, became, fork, removed) VALUES (?, ?, ?, ?, ?)"_s,
        {seen.toSecsSinceEpoch(), bytesOf(was), bytesOf(became), isNothing(fork) ? QVariant() : QVariant(bytesOf(fork)),
            removed});
}

} // namespace coupe::gitops
