#include "indexsettle.h"

#include "change.h"

#include <QMultiHash>
#include <QSet>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

Result<void> run(Database &database, const QString &sql, const QVariantList &values)
{
    const auto query = database.exec(sql, values);
    if (!query)
        return std::unexpected(query.error());
    (*query)->finish();
    return {};
}

Result<QVariant> value(Database &database, const QString &sql, const QVariantList &values)
{
    const auto query = database.exec(sql, values);
    if (!query)
        return std::unexpected(query.error());
    QVariant found = (*query)->next() ? (*query)->value(0) : QVariant();
    (*query)->finish();
    return found;
}

Result<void> settleReverts(Database &database, qint64 app)
{
    const auto reverts = database.exec(
        u"SELECT change, hash FROM revert WHERE change IN (SELECT id FROM change WHERE app = ?)"_s, {app});
    if (!reverts)
        return std::unexpected(reverts.error());
    QMultiHash<qint64, QByteArray> reverted;
    while ((*reverts)->next())
        reverted.insert((*reverts)->value(0).toLongLong(), (*reverts)->value(1).toByteArray());
    const auto rows = database.exec(u"SELECT change.id, change.hash, alsonamed.hash, rolledback FROM change"
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
        if (auto updated = run(database, u"UPDATE change SET rolledback = ? WHERE id = ?"_s, {gone, id}); !updated)
            return updated;
    }
    return {};
}

Result<bool> settleCurrent(Database &database, qint64 app)
{
    const auto present = value(database, u"SELECT present FROM change WHERE app = ? ORDER BY id DESC LIMIT 1"_s, {app});
    if (!present)
        return std::unexpected(present.error());
    static const QString newest = u"SELECT id, kind FROM change WHERE app = ? AND rolledback = 0 AND kind IN (%1, %2,"
                                  " %3) ORDER BY id DESC LIMIT 1"_s.arg(int(ChangeKind::Deploy))
                                      .arg(int(ChangeKind::PolicyDeploy))
                                      .arg(int(ChangeKind::Delete));
    const auto standing = database.exec(newest, {app});
    if (!standing)
        return std::unexpected(standing.error());
    QVariant current;
    const bool settled = (*standing)->next();
    if (settled && present->toBool() && ChangeKind((*standing)->value(1).toInt()) != ChangeKind::Delete)
        current = (*standing)->value(0);
    (*standing)->finish();
    if (auto updated =
            run(database, u"UPDATE app SET present = ?, current = ? WHERE id = ?"_s, {present->toBool(), current, app});
        !updated)
        return std::unexpected(std::move(updated.error()));
    return settled;
}

} // namespace coupe::gitops
