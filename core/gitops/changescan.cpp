#include "changescan.h"

#include "commitmessage.h"
#include "releasefile.h"
#include "releaserecord.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

git_oid folderId(const RawEntry *entry)
{
    return entry && entry->isFolder() ? entry->id : Nothing;
}

bool sameEntry(const std::optional<RawEntry> &a, const std::optional<RawEntry> &b)
{
    return a.has_value() == b.has_value() && (!a || a->bytes == b->bytes);
}

} // namespace

Result<void> ChangeScan::startAt(const git_oid &commit)
{
    m_kept.clear();
    m_commit.reset();
    if (isNothing(commit))
        return {};
    auto found = m_objects.commit(commit);
    if (!found)
        return std::unexpected(std::move(found.error()));
    if (!*found)
        return failure(ErrorKind::Git, u"A commit of the gitops repo is missing."_s, toHex(commit));
    m_commit = std::move(**found);
    return {};
}

Result<QList<ScannedChange>> ChangeScan::step()
{
    const RawCommit commit = *std::exchange(m_commit, std::nullopt);
    git_oid before = Nothing;
    if (!commit.parents.isEmpty()) {
        auto parent = m_objects.commit(commit.parents.front());
        if (!parent)
            return std::unexpected(std::move(parent.error()));
        if (!*parent) {
            // Cut off here: what this commit changed cannot be known.
            if (git_repository_is_shallow(m_repository) == 1)
                return QList<ScannedChange>();
            return failure(ErrorKind::Git, u"A commit of the gitops repo is missing."_s, toHex(commit.parents.front()));
        }
        before = (*parent)->tree;
        m_commit = std::move(**parent);
    }
    if (same(before, commit.tree))
        return QList<ScannedChange>();
    return compareRoots(commit, before);
}

Result<ChangeScan::Folders> ChangeScan::read(const QByteArray &slot, const git_oid &before, const git_oid &after)
{
    Folders folders;
    auto &kept = m_kept[slot];
    if (!isNothing(after) && same(kept.first, after)) {
        folders.after = std::move(kept.second);
    } else {
        auto tree = m_objects.tree(after);
        if (!tree)
            return std::unexpected(std::move(tree.error()));
        folders.after = std::move(*tree);
    }
    auto tree = m_objects.tree(before);
    if (!tree)
        return std::unexpected(std::move(tree.error()));
    folders.before = std::move(*tree);
    kept = {before, folders.before};
    return folders;
}

Result<QList<ScannedChange>> ChangeScan::compareRoots(const RawCommit &commit, const git_oid &parentTree)
{
    QList<ScannedChange> changes;
    m_paths.clear();
    if (!m_scope.soleEnv.isEmpty()) {
        if (auto compared = compareEnvs(commit, m_scope.soleEnv, {}, parentTree, commit.tree, changes); !compared)
            return std::unexpected(std::move(compared.error()));
    } else {
        const auto roots = read({}, parentTree, commit.tree);
        if (!roots)
            return std::unexpected(roots.error());
        Result<void> compared;
        RawTree::compare(roots->before, roots->after, [&](const RawEntry *was, const RawEntry *is) {
            const QByteArray name = (is ? is : was)->name.toByteArray();
            const git_oid before = folderId(was);
            const git_oid after = folderId(is);
            if (!compared || same(before, after) || name.startsWith('.'))
                return;
            const QString env = textOf(name);
            if (m_scope.env.isEmpty() || env == m_scope.env)
                compared = compareEnvs(commit, env, name, before, after, changes);
        });
        if (!compared)
            return std::unexpected(std::move(compared.error()));
    }
    if (commit.parents.size() > 1 && !changes.isEmpty()) {
        if (auto added = addSideWork(commit, changes); !added)
            return std::unexpected(std::move(added.error()));
    }
    return changes;
}

Result<void> ChangeScan::compareEnvs(const RawCommit &commit, const QString &env, const QByteArray &folder,
    const git_oid &before, const git_oid &after, QList<ScannedChange> &changes)
{
    const auto envs = read(folder, before, after);
    if (!envs)
        return std::unexpected(envs.error());
    Result<void> described;
    RawTree::compare(envs->before, envs->after, [&](const RawEntry *was, const RawEntry *is) {
        const QByteArrayView name = (is ? is : was)->name;
        const git_oid trees[2] = {folderId(was), folderId(is)};
        if (!described || same(trees[0], trees[1]))
            return;
        ScannedChange found;
        found.change.env = env;
        found.change.app = textOf(name);
        if (!Layout::isAppFolder(found.change.app) || (!m_scope.app.isEmpty() && found.change.app != m_scope.app))
            return;
        // A file or module in place of the folder is sorted elsewhere.
        const auto instead = isNothing(trees[1]) ? envs->after.find(name) : std::nullopt;
        Folders app;
        for (const int side : {0, 1}) {
            // What Gimlet says it deployed needs no comparison.
            if (side == 0 && !isNothing(trees[1]) && saysDeploy(commit.message, found.change.app))
                continue;
            auto tree = m_objects.tree(trees[side]);
            if (!tree) {
                described = std::unexpected(std::move(tree.error()));
                return;
            }
            (side == 0 ? app.before : app.after) = std::move(*tree);
        }
        found.before = trees[0];
        found.after = trees[1];
        found.change.present = !isNothing(trees[1]);
        auto change = describe(commit, std::move(found), app, *envs, instead.has_value());
        if (!change) {
            described = std::unexpected(std::move(change.error()));
            return;
        }
        changes.append(std::move(*change));
        m_paths.append(
            folder.isEmpty() ? QList<QByteArray>{name.toByteArray()} : QList<QByteArray>{folder, name.toByteArray()});
    });
    return described;
}

Result<ScannedChange> ChangeScan::describe(
    const RawCommit &commit, ScannedChange found, const Folders &app, const Folders &env, bool replacedByFile) const
{
    Change &change = found.change;
    change.commit = toHex(commit.id);
    change.time = QDateTime::fromSecsSinceEpoch(commit.time, Qt::UTC);
    change.author = commit.author;
    change.message = commit.message;
    change.person = commit.author;
    const QList<git_oid> reverts = revertedBy(commit.message);
    for (const git_oid &id : reverts)
        change.reverts.append(toHex(id));

    const auto was = app.before.find(ReleaseFile);
    const auto is = app.after.find(ReleaseFile);
    found.recordSeen = was || is;
    if (!change.present) {
        change.record = RecordState::NoFolder;
        change.kind = !reverts.isEmpty() ? ChangeKind::Rollback
            : replacedByFile             ? ChangeKind::ByHand
                                         : ChangeKind::Delete;
        const QString who = saysDeletedBy(commit.message, change.app);
        if (change.kind == ChangeKind::Delete && !who.isEmpty())
            change.person = who;
        return found;
    }
    auto record = readRecord(m_objects, is);
    if (!record)
        return std::unexpected(std::move(record.error()));
    const bool said = saysDeploy(commit.message, change.app);
    bool wrote = said || !sameEntry(was, is);
    if (record->state != RecordState::Read) {
        // The environment's record is only this app's when this commit wrote it so.
        const auto shared = env.after.find(ReleaseFile);
        if (shared && !sameEntry(env.before.find(ReleaseFile), shared)) {
            auto other = readRecord(m_objects, shared);
            if (!other)
                return std::unexpected(std::move(other.error()));
            if (other->state == RecordState::Read && other->release.app == change.app) {
                record = std::move(other);
                found.recordSeen = true;
                wrote = true;
            }
        }
    }
    change.record = record->state;
    change.artifactId = record->release.artifactId;
    change.triggeredBy = record->release.triggeredBy;
    change.version = std::move(record->release.version);
    if (!reverts.isEmpty())
        change.kind = ChangeKind::Rollback;
    else if (!said && (!wrote || change.record != RecordState::Read))
        change.kind = ChangeKind::ByHand;
    else
        change.kind = change.triggeredBy == u"policy"_s ? ChangeKind::PolicyDeploy : ChangeKind::Deploy;
    const bool deployed = change.kind == ChangeKind::Deploy || change.kind == ChangeKind::PolicyDeploy;
    if (deployed && !change.triggeredBy.isEmpty())
        change.person = change.triggeredBy;
    return found;
}

Result<void> ChangeScan::addSideWork(const RawCommit &commit, QList<ScannedChange> &changes)
{
    const auto side = SideBranch::of(m_repository, m_objects, commit);
    if (!side)
        return std::unexpected(side.error());
    for (qsizetype i = 0; i < changes.size(); ++i) {
        const auto work = side->workOn(m_paths[i]);
        if (!work)
            return std::unexpected(work.error());
        ScannedChange &found = changes[i];
        if (!isNothing(work->newest))
            found.alsoNamed = toHex(work->newest);
        for (const git_oid &id : work->reverts)
            found.change.reverts.append(toHex(id));
        if (work->isRevert) {
            found.change.kind = ChangeKind::Rollback;
            found.change.person = found.change.author;
        }
    }
    return {};
}

} // namespace coupe::gitops
