#include "touchedapps.h"

#include "pathreader.h"

#include <vector>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

git_oid folderId(const RawEntry *entry)
{
    return entry && entry->isFolder() ? entry->id : Nothing;
}

/// Calls @p visit with the name of each folder that differs, and what it was and is.
Result<void> compareFolders(const ObjectReader &objects, const git_oid &before, const git_oid &after,
    const std::function<void(const QString &, const git_oid &, const git_oid &)> &visit)
{
    const auto was = objects.tree(before);
    const auto is = objects.tree(after);
    if (!was || !is)
        return std::unexpected(was ? is.error() : was.error());
    RawTree::compare(*was, *is, [&](const RawEntry *old, const RawEntry *now) {
        if (!same(folderId(old), folderId(now)))
            visit(textOf((now ? now : old)->name), folderId(old), folderId(now));
    });
    return {};
}

/// Goes to another tree with each. Whether any of them finds something else there.
Result<bool> moveAll(std::vector<PathReader> &places, const git_oid &root)
{
    bool differs = false;
    for (PathReader &place : places) {
        const git_oid id = place.id();
        const quint32 mode = place.mode();
        if (auto moved = place.moveTo(root); !moved)
            return std::unexpected(std::move(moved.error()));
        differs |= !same(id, place.id()) || mode != place.mode();
    }
    return differs;
}

} // namespace

Result<QStringList> touchedApps(
    const ObjectReader &objects, const Layout &layout, const git_oid &before, const git_oid &after)
{
    QStringList touched;
    Result<void> done;
    const auto compareEnv = [&](const QString &env, const git_oid &was, const git_oid &is) {
        if (!done)
            return;
        done = compareFolders(objects, was, is, [&](const QString &app, const git_oid &, const git_oid &) {
            if (Layout::isAppFolder(app))
                touched.append(env + u'/' + app);
        });
    };
    if (layout.repoPerEnv()) {
        compareEnv(layout.env(), before, after);
    } else {
        const auto compared =
            compareFolders(objects, before, after, [&](const QString &env, const git_oid &was, const git_oid &is) {
                if (!env.startsWith(u'.'))
                    compareEnv(env, was, is);
            });
        if (!compared)
            return std::unexpected(compared.error());
    }
    if (!done)
        return std::unexpected(done.error());
    touched.removeDuplicates();
    return touched;
}

Result<QStringList> appsThatChanged(const QStringList &paths, const ObjectReader &objects, const Layout &layout,
    const git_oid &head, const git_oid &since, const std::function<bool()> &goOn)
{
    QStringList apps;
    std::vector<PathReader> places;
    for (const QString &path : paths)
        places.emplace_back(objects, path);
    auto commit = objects.commit(head);
    if (commit && *commit) {
        if (auto moved = moveAll(places, (*commit)->tree); !moved)
            return std::unexpected(std::move(moved.error()));
    }
    while (commit && *commit && !same((*commit)->id, since) && !(*commit)->parents.isEmpty()) {
        if (goOn && !goOn())
            return failure(ErrorKind::Cancelled, u"Not looked at any further."_s);
        auto parent = objects.commit((*commit)->parents.front());
        if (!parent || !*parent)
            return parent ? Result<QStringList>(apps) : std::unexpected(parent.error());
        const auto changed = moveAll(places, (*parent)->tree);
        if (!changed)
            return std::unexpected(changed.error());
        if (*changed) {
            const auto touched = touchedApps(objects, layout, (*parent)->tree, (*commit)->tree);
            if (!touched)
                return std::unexpected(touched.error());
            apps.append(*touched);
        }
        commit = std::move(parent);
    }
    if (!commit)
        return std::unexpected(commit.error());
    apps.removeDuplicates();
    return apps;
}

} // namespace coupe::gitops
