#include "gimletreverts.h"

#include "historywalk.h"
#include "sidebranch.h"
#include "touchedapps.h"

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
Result<QList<Seen>> changesSince(git_repository *repository, HistoryWalk &walk, const QString &app,
    const git_oid &target, const std::function<bool()> &goOn)
{
    QList<Seen> changes;
    for (size_t i = 0;; ++i) {
        if (goOn && !goOn())
            return failure(ErrorKind::Cancelled, u"Not looked at any further."_s);
        const auto change = walk.at(i);
        if (!change)
            return std::unexpected(change.error());
        if (!*change || same((*change)->commit, target))
            return changes;
        if ((*change)->folder != app)
            continue;
        const auto commit = commitAt(repository, (*change)->commit);
        if (!commit)
            return std::unexpected(commit.error());
        changes.append({(*change)->commit, git_commit_author(commit->get())->when.time,
            git_commit_time(commit->get()), git_commit_message(commit->get())});
    }
}

/// The commits of merged branches that mention one of @p changes and change the folder.
Result<QList<Seen>> mentionsOnSides(git_repository *repository, const QString &folder, const QList<Seen> &changes,
    const QList<RawCommit> &merges)
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
            const auto parent = objects->commit(commit.parents.value(0, Nothing));
            if (!parent)
                return std::unexpected(parent.error());
            const auto touches = differsAt({folder}, *objects, *parent ? (*parent)->tree : Nothing, commit.tree);
            if (!touches)
                return std::unexpected(touches.error());
            if (*touches)
                found.append(seen);
        }
    }
    return found;
}

} // namespace

Result<OnTop> onTopOf(
    const git_oid &commit, const ObjectReader &objects, const git_oid &head, const std::function<bool()> &goOn)
{
    OnTop onTop;
    git_oid at = head;
    while (!same(at, commit)) {
        if (goOn && !goOn())
            return failure(ErrorKind::Cancelled, u"Not looked at any further."_s);
        auto found = objects.commit(at);
        if (!found)
            return std::unexpected(std::move(found.error()));
        if (!*found || (*found)->parents.isEmpty())
            break;
        ++onTop.commits;
        at = (*found)->parents.front();
        if ((*found)->parents.size() > 1)
            onTop.merges.append(std::move(**found));
    }
    return onTop;
}

Result<QList<GimletRevert>> gimletReverts(git_repository *repository, HistoryWalk &walk, const Layout &layout,
    const QString &app, const git_oid &target, const OnTop &onTop, const std::function<bool()> &goOn)
{
    const auto path = layout.appPath(app);
    if (!path)
        return std::unexpected(path.error());
    const auto changes = changesSince(repository, walk, app, target, goOn);
    if (!changes)
        return std::unexpected(changes.error());
    const auto onSides = mentionsOnSides(repository, *path, *changes, onTop.merges);
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
