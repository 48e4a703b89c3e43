#include "generatedhistory.h"

#include <QJsonDocument>
#include <QRegularExpression>

using namespace coupe;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;

namespace {

constexpr int Apps = 6;

void dropFolder(QMap<QString, QByteArray> &files, const QString &folder)
{
    files.removeIf([&](const auto &file) { return file.key().startsWith(folder); });
}

QMap<QString, QByteArray> folderOf(const QMap<QString, QByteArray> &files, const QString &folder)
{
    QMap<QString, QByteArray> found;
    for (auto it = files.begin(); it != files.end(); ++it) {
        if (it.key().startsWith(folder))
            found.insert(it.key(), it.value());
    }
    return found;
}

void putFolder(QMap<QString, QByteArray> &files, const QMap<QString, QByteArray> &from, const QString &folder)
{
    dropFolder(files, folder);
    files.insert(folderOf(from, folder));
}

QString kindName(ChangeKind kind)
{
    return QStringList{u"?"_s, u"deploy"_s, u"policy"_s, u"rollback"_s, u"delete"_s, u"hand"_s}.value(int(kind));
}

} // namespace

GeneratedHistory::GeneratedHistory(GitRepo &repo, QString soleEnv, quint32 seed)
    : m_repo(repo), m_soleEnv(std::move(soleEnv)), m_random(seed)
{
}

QString GeneratedHistory::prefixOf(int app) const
{
    const QString name = u"app-%1/"_s.arg(app % 3);
    return m_soleEnv.isEmpty() ? (app < 3 ? u"production/"_s : u"staging/"_s) + name : name;
}

QString GeneratedHistory::commit(
    const QString &branch, const QString &message, const Files &files, const QStringList &parents)
{
    const QByteArray text = message.toUtf8();
    QByteArray stream = "commit refs/heads/" + branch.toUtf8() + "\ncommitter Jane <j@x> "
        + QByteArray::number(1'700'000'000 + ++m_count * 60) + " +0000\ndata " + QByteArray::number(text.size()) + '\n'
        + text + '\n';
    for (qsizetype i = 0; i < parents.size(); ++i)
        stream += (i == 0 ? "from " : "merge ") + parents[i].toLatin1() + '\n';
    stream += "deleteall\n";
    for (auto file = files.begin(); file != files.end(); ++file)
        stream += "M 100644 inline " + file.key().toUtf8() + "\ndata " + QByteArray::number(file.value().size()) + '\n'
            + file.value() + '\n';
    m_repo.git({u"fast-import"_s, u"--quiet"_s, u"--force"_s}, stream);
    const QString hash = m_repo.git({u"rev-parse"_s, branch});
    m_files.insert(hash, files);
    m_messages.insert(hash, message);
    m_parents.insert(hash, parents.value(0));
    return hash;
}

QString GeneratedHistory::step(const QString &branch, const QString &parent)
{
    if (random(10) < 3 && !parent.isEmpty())
        return revert(branch, parent);
    Files files = m_files.value(parent);
    const QString folder = prefixOf(random(Apps));
    const QString app = folder.section(u'/', -2, -2);
    const QString record = folder + u"release.json"_s;
    const QByteArray number = QByteArray::number(m_count);
    QString message;
    switch (files.contains(record) ? random(10) : 0) {
    case 9:
        dropFolder(files, folder);
        message = u"[Gimlet] x/%1 deleted by joe"_s.arg(app);
        break;
    case 8:
        files[folder + u"note.yaml"_s] = "n: " + number;
        message = u"Scale, but not what this says: This reverts commit "_s + parent;
        break;
    case 7:
        files.insert(u"README.md"_s, number);
        files.insert(m_soleEnv.isEmpty() ? u"staging/infra/a.yaml"_s : u"infra/a.yaml"_s, number);
        message = u"Words"_s;
        break;
    default:
        dropFolder(files, folder);
        files[folder + u"manifest.yaml"_s] = "image: " + number;
        files[record] = random(12) == 0 ? QByteArray("{broken")
                                        : R"({"app":")" + app.toUtf8() + R"(","artifactId":"a)" + number
                + R"(","triggeredBy":")" + (random(2) ? "policy" : "ann") + "\"}\n";
        message = u"[Gimlet] x/%1 automated deploy"_s.arg(app);
    }
    const QString hash = commit(branch, message, files, parent.isEmpty() ? QStringList() : QStringList{parent});
    m_folders.insert(hash, folder);
    return hash;
}

QString GeneratedHistory::revert(const QString &branch, const QString &parent)
{
    QString target = parent;
    for (int back = random(4); back > 0 && !m_parents.value(target).isEmpty(); --back)
        target = m_parents.value(target);
    const QString folder = m_folders.value(target, prefixOf(0));
    Files files = m_files.value(parent);
    putFolder(files, m_files.value(m_parents.value(target)), folder);
    const QString hash =
        commit(branch, u"Revert \"x\"\n\nThis reverts commit %1.\n"_s.arg(target), files, QStringList{parent});
    m_folders.insert(hash, folder);
    return hash;
}

void GeneratedHistory::merge()
{
    const QString base = head();
    QString side = base;
    QSet<QString> folders;
    for (int i = random(2); i >= 0; --i) {
        side = step(u"side"_s, side);
        folders.insert(m_folders.value(side));
    }
    QString main = base;
    for (int i = random(3); i > 0; --i)
        main = step(u"main"_s, main);
    Files files = m_files.value(main);
    for (const QString &folder : folders)
        putFolder(files, m_files.value(side), folder);
    const QString hash = commit(u"main"_s, u"Merge branch 'side'"_s, files, {main, side});
    m_folders.insert(hash, *folders.begin());
    if (random(2)) {
        // Somebody takes back what the branch did, by its own commit's hash.
        Files before = m_files.value(hash);
        putFolder(before, m_files.value(main), m_folders.value(side));
        const QString undo =
            commit(u"main"_s, u"Revert \"x\"\n\nThis reverts commit %1.\n"_s.arg(side), before, {hash});
        m_folders.insert(undo, m_folders.value(side));
    }
}

void GeneratedHistory::grow(int steps)
{
    QString parent = m_count == 0 ? QString() : head();
    for (int i = 0; i < steps; ++i) {
        if (!parent.isEmpty() && random(8) == 0)
            merge();
        else
            step(u"main"_s, parent);
        parent = head();
    }
}

void GeneratedHistory::rewind(int commits)
{
    m_repo.git({u"update-ref"_s, u"refs/heads/main"_s, m_repo.git({u"rev-parse"_s, u"main~%1"_s.arg(commits)})});
}

QString GeneratedHistory::lineOf(const Change &change)
{
    return QStringList{change.commit, change.env, change.app, kindName(change.kind), change.person, change.artifactId,
        QString::number(int(change.record)), change.present ? u"there"_s : u"gone"_s,
        change.rolledBack ? u"rolled back"_s : u"stands"_s, change.current ? u"current"_s : u""_s,
        change.reverts.join(u'+')}
        .join(u' ');
}

QStringList GeneratedHistory::expected() const
{
    struct Row {
        Change change;
        QString alsoNamed;
    };
    QList<Row> rows;
    const auto releaseIn = [](const Files &files, const QString &folder) {
        return QJsonDocument::fromJson(files.value(folder + u"release.json"_s)).object();
    };
    for (const QString &hash :
        m_repo.git({u"log"_s, u"--first-parent"_s, u"--format=%H"_s, u"main"_s}).split(u'\n', Qt::SkipEmptyParts)) {
        const Files after = m_files.value(hash);
        const Files before = m_files.value(m_parents.value(hash));
        const QString message = m_messages.value(hash);
        const bool isMerge = message.startsWith(u"Merge"_s);
        static const QRegularExpression named(u"^Revert \"x\"\\s+This reverts commit (\\w{40})"_s);
        for (int app = 0; app < (m_soleEnv.isEmpty() ? Apps : 3); ++app) {
            const QString folder = prefixOf(app);
            if (folderOf(after, folder) == folderOf(before, folder))
                continue;
            Row row;
            Change &change = row.change;
            change.commit = hash;
            change.env = m_soleEnv.isEmpty() ? folder.section(u'/', 0, 0) : m_soleEnv;
            change.app = folder.section(u'/', -2, -2);
            change.present = !folderOf(after, folder).isEmpty();
            const QJsonObject release = releaseIn(after, folder);
            const bool said = message.endsWith(change.app + u" automated deploy"_s);
            change.record = !change.present ? RecordState::NoFolder
                : release.isEmpty()         ? RecordState::Malformed
                                            : RecordState::Read;
            change.artifactId = release.value(u"artifactId"_s).toString();
            if (const auto match = named.match(message); match.hasMatch())
                change.reverts.append(match.captured(1));
            bool sideReverts = false;
            if (isMerge) {
                const QStringList brought =
                    m_repo.git({u"rev-list"_s, u"--topo-order"_s, hash + u"^2"_s, u"^"_s + hash + u"^1"_s})
                        .split(u'\n', Qt::SkipEmptyParts);
                QSet<QString> undone;
                for (const QString &side : brought) {
                    if (undone.contains(side)
                        || folderOf(m_files.value(side), folder)
                            == folderOf(m_files.value(m_parents.value(side)), folder))
                        continue;
                    const auto match = named.match(m_messages.value(side));
                    if (match.hasMatch() && brought.contains(match.captured(1))) {
                        undone.insert(match.captured(1));
                        continue;
                    }
                    if (match.hasMatch())
                        change.reverts.append(match.captured(1));
                    if (row.alsoNamed.isEmpty()) {
                        row.alsoNamed = side;
                        sideReverts = match.hasMatch();
                    }
                }
            }
            const bool wrote =
                said || after.value(folder + u"release.json"_s) != before.value(folder + u"release.json"_s);
            const QString by = release.value(u"triggeredBy"_s).toString();
            change.person = u"Jane"_s;
            if (message.startsWith(u"Revert"_s) || sideReverts) {
                change.kind = ChangeKind::Rollback;
            } else if (!change.present) {
                change.kind = ChangeKind::Delete;
                if (message.contains(u"deleted by"_s))
                    change.person = u"joe"_s;
            } else if (said || (wrote && !release.isEmpty())) {
                change.kind = by == u"policy"_s ? ChangeKind::PolicyDeploy : ChangeKind::Deploy;
                if (!by.isEmpty())
                    change.person = by;
            } else {
                change.kind = ChangeKind::ByHand;
            }
            change.reverts.sort();
            change.reverts.removeDuplicates();
            rows.append(row);
        }
    }
    const std::function<bool(qsizetype)> undone = [&](qsizetype at) {
        for (qsizetype later = 0; later < at; ++later) {
            const Row &by = rows[later];
            const bool sameApp = by.change.env == rows[at].change.env && by.change.app == rows[at].change.app;
            if (sameApp
                && (by.change.reverts.contains(rows[at].change.commit)
                    || (!rows[at].alsoNamed.isEmpty() && by.change.reverts.contains(rows[at].alsoNamed)))
                && !undone(later))
                return true;
        }
        return false;
    };
    QSet<QString> decided;
    QHash<QString, bool> there;
    QStringList lines;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        Change &change = rows[i].change;
        change.rolledBack = undone(i);
        const QString app = change.env + u'/' + change.app;
        if (!there.contains(app))
            there.insert(app, change.present);
        const bool deploy = change.kind == ChangeKind::Deploy || change.kind == ChangeKind::PolicyDeploy;
        if (!change.rolledBack && (deploy || change.kind == ChangeKind::Delete) && !decided.contains(app)) {
            decided.insert(app);
            change.current = deploy && there.value(app);
        }
        lines.append(lineOf(change));
    }
    return lines;
}
