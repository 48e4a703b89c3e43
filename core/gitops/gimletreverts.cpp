#include "gimletreverts.h"

#include "pathreader.h"
#include "sidebranch.h"

#include <algorithm>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

/// A commit that Gimlet comes by.
struct Seen {
    git_oid id = Nothing;
    qint64 authored = 0; ///< unix seconds, as the next
    qint64 committed = 0;
    QByteArray message;
};

/// Gimlet takes any mention of the hash for a revert, in a commit not older than this one's author says it is.
bool mentions(const Seen &newer, const Seen &commit)
{
    return newer.committed >= commit.authored && newer.message.contains(toHex(commit.id).toLatin1());
}

bool isMentioned(const Seen &commit, const QList<Seen> &newer)
{
    return std::ranges::any_of(newer, [&](const Seen &other) { return mentions(other, commit); });
}

/// The commits that change the app's folder on top of the target, newest first.
Result<QList<Seen>> changesSince(git_repository *repository, const AppLine &line, const git_oid &target)
{
    QList<Seen> changes;
    for (const FolderChange &change : line.changes) {
        if (same(change.commit, target))
            break;
        const auto commit = commitAt(repository, change.commit);
        if (!commit)
            return std::unexpected(commit.error());
        changes.append({change.commit, git_commit_author(commit->get())->when.time, change.time,
            git_commit_message(commit->get())});
    }
    return changes;
}

Result<bool> changesFolder(const ObjectReader &objects, const RawCommit &commit, const QString &folder)
{
    const auto parent = objects.commit(commit.parents.value(0, Nothing));
    if (!parent)
        return std::unexpected(parent.error());
    PathReader place(objects, folder);
    auto moved = place.moveTo(commit.tree);
    const git_oid after = place.folder();
    if (moved)
        moved = place.moveTo(*parent ? (*parent)->tree : Nothing);
    if (!moved)
        return std::unexpected(std::move(moved.error()));
    return !same(place.folder(), after);
}

/// The commits of merged branches that mention one of @p changes and change the folder.
Result<QList<Seen>> mentionsOnSides(
    git_repository *repository, const QString &folder, const QList<Seen> &changes, const QList<RawCommit> &merges)
{
    QList<Seen> found;
    const auto objects = ObjectReader::of(repository);
    if (!objects)
        return std::unexpected(objects.error());
    for (const RawCommit &merge : merges) {
        const auto side = SideBranch::of(repository, *objects, merge);
        if (!side)
            return std::unexpected(side.error());
        for (const RawCommit &commit : side->commits()) {
            const Seen seen{commit.id, 0, commit.time, commit.message.toUtf8()};
            if (std::ranges::none_of(changes, [&](const Seen &change) { return mentions(seen, change); }))
                continue;
            const auto touches = changesFolder(*objects, commit, folder);
            if (!touches)
                return std::unexpected(touches.error());
            if (*touches)
                found.append(seen);
        }
    }
    return found;
}

} // namespace

Result<QList<GimletRevert>> gimletReverts(
    git_repository *repository, const Layout &layout, const QString &app, const AppLine &line, const git_oid &target)
{
    const auto path = layout.appPath(app);
    if (!path)
        return std::unexpected(path.error());
    const auto changes = changesSince(repository, line, target);
    if (!changes)
        return std::unexpected(changes.error());
    const auto onSides = mentionsOnSides(repository, *path, *changes, line.merges);
    if (!onSides)
        return std::unexpected(onSides.error());
    QList<GimletRevert> reverts;
    for (qsizetype i = 0; i < changes->size(); ++i) {
        const Seen &change = changes->at(i);
        if (!change.message.contains("This reverts commit"))
            reverts.append({change.id, isMentioned(change, changes->first(i)) || isMentioned(change, *onSides)});
    }
    return reverts;
}

} // namespace coupe::gitops
