#include "appline.h"

#include "commitmessage.h"
#include "pathreader.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

/// The first parent; none at the start of the history, and where that was cut off.
Result<std::optional<RawCommit>> parentOf(const ObjectReader &objects, const RawCommit &commit)
{
    if (commit.parents.isEmpty())
        return std::nullopt;
    return objects.commit(commit.parents.front());
}

} // namespace

Result<AppLine> readAppLine(const ObjectReader &objects, const Layout &layout, const QString &app, const git_oid &head,
    const git_oid &last, const std::function<bool()> &goOn)
{
    const auto path = layout.appPath(app);
    if (!path)
        return std::unexpected(path.error());
    AppLine line;
    PathReader place(objects, *path);
    auto commit = objects.commit(head);
    if (commit && *commit) {
        if (auto moved = place.moveTo((*commit)->tree); !moved)
            return std::unexpected(std::move(moved.error()));
        line.now = place.folder();
    }
    while (commit && *commit) {
        if (goOn && !goOn())
            return failure(ErrorKind::Cancelled, u"Not looked at any further."_s);
        const git_oid after = place.folder();
        auto parent = parentOf(objects, **commit);
        if (!parent)
            return std::unexpected(std::move(parent.error()));
        const bool cutOff = !*parent && !(*commit)->parents.isEmpty();
        if (auto moved = place.moveTo(*parent ? (*parent)->tree : Nothing); !moved)
            return std::unexpected(std::move(moved.error()));
        const RawCommit &at = **commit;
        // What a commit changed whose parent is missing cannot be known.
        if (!cutOff && !same(place.folder(), after))
            line.changes.append({at.id, app, place.folder(), after, at.time, saysDeploy(at.message, app),
                revertedBy(at.message)});
        if (same(at.id, last))
            return line;
        ++line.commits;
        if (at.parents.size() > 1)
            line.merges.append(at);
        commit = std::move(parent);
    }
    if (!commit)
        return std::unexpected(commit.error());
    return line;
}

} // namespace coupe::gitops
