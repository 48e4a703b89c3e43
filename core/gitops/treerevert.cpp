#include "treerevert.h"

#include "objectreader.h"
#include "treeedit.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

using IndexPtr = std::unique_ptr<git_index, Deleter<git_index_free>>;
using ConflictsPtr = std::unique_ptr<git_index_conflict_iterator, Deleter<git_index_conflict_iterator_free>>;

/// Git looks for moved files among more than libgit2 does on its own.
constexpr unsigned MostRenames = 1'000;

/// Three versions of one place: before the change, with it, and as it is now.
struct Sides {
    const RawEntry *theirs; ///< null: nothing there
    const RawEntry *base;
    const RawEntry *ours;
};

bool equal(const RawEntry *a, const RawEntry *b)
{
    return a == b || (a && b && a->bytes == b->bytes);
}

bool isFolder(const RawEntry *entry)
{
    return entry && entry->isFolder();
}

git_oid idOf(const RawEntry *entry)
{
    return entry ? entry->id : Nothing;
}

/// Merges the places that the change touched and no others, which is what makes it quick. Where a file that was moved
/// might change the outcome, it is unsure: libgit2's merge of everything has to tell.
class QuickMerge
{
public:
    QuickMerge(git_repository *repository, const ObjectReader &objects) : m_repository(repository), m_objects(objects)
    {
    }

    /// The merged tree; Nothing when nothing is left in it.
    Result<git_oid> merge(const git_oid &ours, const git_oid &theirs, const git_oid &base, const QByteArray &prefix);

    bool isUnsure() const { return m_unsure; }
    const QStringList &conflicts() const { return m_conflicts; }

private:
    /// What is to be at a place.
    struct Entry {
        quint32 mode = 0;
        git_oid id = Nothing;
    };

    Result<Entry> mergeEntry(const Sides &sides, const QByteArray &path);
    Result<Entry> mergeFile(const Sides &sides, const QByteArray &path);
    Result<Entry> unsure()
    {
        m_unsure = true;
        return Entry();
    }

    git_repository *m_repository;
    const ObjectReader &m_objects;
    bool m_unsure = false;
    QStringList m_conflicts;
};

git_index_entry indexEntry(const RawEntry &entry, const QByteArray &path)
{
    git_index_entry made{};
    made.id = entry.id;
    made.mode = entry.mode;
    made.path = path.constData();
    return made;
}

Result<bool> isBinary(git_repository *repository, const RawEntry &entry)
{
    git_blob *found = nullptr;
    if (git_blob_lookup(&found, repository, &entry.id) < 0)
        return gitFailure(u"A file of the gitops repo cannot be read."_s);
    const BlobPtr blob(found);
    return git_blob_is_binary(blob.get()) == 1;
}

Result<QuickMerge::Entry> QuickMerge::mergeFile(const Sides &sides, const QByteArray &path)
{
    bool mergeable = true;
    for (const RawEntry *side : {sides.theirs, sides.base, sides.ours}) {
        const auto binary = side->isFile() ? isBinary(m_repository, *side) : Result<bool>(true);
        if (!binary)
            return std::unexpected(binary.error());
        mergeable &= !*binary;
    }
    if (!mergeable) {
        m_conflicts.append(textOf(path));
        return Entry();
    }
    const git_index_entry theirs = indexEntry(*sides.theirs, path);
    const git_index_entry base = indexEntry(*sides.base, path);
    const git_index_entry ours = indexEntry(*sides.ours, path);
    git_merge_file_result merged{};
    if (git_merge_file_from_index(&merged, m_repository, &base, &ours, &theirs, nullptr) < 0)
        return gitFailure(u"A file of the gitops repo cannot be merged."_s);
    Entry made{merged.mode, Nothing};
    int rc = 0;
    if (merged.automergeable)
        rc = git_blob_create_from_buffer(&made.id, m_repository, merged.ptr, merged.len);
    else
        m_conflicts.append(textOf(path));
    git_merge_file_result_free(&merged);
    if (rc < 0)
        return gitFailure(u"A file of the gitops repo cannot be merged."_s);
    return made;
}

Result<QuickMerge::Entry> QuickMerge::mergeEntry(const Sides &sides, const QByteArray &path)
{
    const auto [theirs, base, ours] = sides;
    // Gone from here, perhaps to elsewhere.
    if (base && !ours)
        return unsure();
    if (equal(ours, base))
        return theirs ? Entry{theirs->mode, theirs->id} : Entry();
    // Inside a folder, even equal changes can hide a move.
    if (equal(ours, theirs) && !(isFolder(ours) && isFolder(base)))
        return Entry{ours->mode, ours->id};
    const bool allFolders = isFolder(ours) && (!theirs || theirs->isFolder()) && (!base || base->isFolder());
    if (allFolders) {
        const auto merged = merge(ours->id, idOf(theirs), idOf(base), path + '/');
        if (!merged)
            return std::unexpected(merged.error());
        return Entry{GIT_FILEMODE_TREE, *merged};
    }
    const bool allFiles = ours && theirs && base && !isFolder(ours) && !isFolder(theirs) && !isFolder(base);
    return allFiles ? mergeFile(sides, path) : unsure();
}

Result<git_oid> QuickMerge::merge(
    const git_oid &ours, const git_oid &theirs, const git_oid &base, const QByteArray &prefix)
{
    const auto trees = std::array{m_objects.tree(ours), m_objects.tree(theirs), m_objects.tree(base)};
    for (const auto &tree : trees) {
        if (!tree)
            return std::unexpected(tree.error());
    }
    const auto current = treeAt(m_repository, ours);
    if (!current)
        return std::unexpected(current.error());
    git_treebuilder *started = nullptr;
    int rc = git_treebuilder_new(&started, m_repository, current->get());
    const TreeBuilderPtr builder(started);
    Result<void> merged;
    RawTree::compare(*trees[2], *trees[1], [&](const RawEntry *was, const RawEntry *is) {
        if (!merged || rc < 0 || m_unsure)
            return;
        const QByteArray name = (was ? was : is)->name.toByteArray();
        const auto here = trees[0]->find(name);
        const auto entry = mergeEntry({is, was, here ? &*here : nullptr}, prefix + name);
        if (!entry)
            merged = std::unexpected(entry.error());
        else if (!isNothing(entry->id))
            rc = git_treebuilder_insert(
                nullptr, builder.get(), name.constData(), &entry->id, git_filemode_t(entry->mode));
        else if (here)
            rc = git_treebuilder_remove(builder.get(), name.constData());
    });
    if (!merged)
        return std::unexpected(merged.error());
    git_oid tree = Nothing;
    if (rc == 0 && git_treebuilder_entrycount(builder.get()) > 0)
        rc = git_treebuilder_write(&tree, builder.get());
    if (rc < 0)
        return gitFailure(u"A folder of the gitops repo cannot be merged."_s);
    return tree;
}

Result<QStringList> conflictsOf(git_index *index)
{
    git_index_conflict_iterator *started = nullptr;
    if (git_index_conflict_iterator_new(&started, index) < 0)
        return gitFailure(u"The conflicts of a merge cannot be read."_s);
    const ConflictsPtr iterator(started);
    QStringList paths;
    for (;;) {
        const git_index_entry *base = nullptr;
        const git_index_entry *ours = nullptr;
        const git_index_entry *theirs = nullptr;
        const int rc = git_index_conflict_next(&base, &ours, &theirs, iterator.get());
        if (rc == GIT_ITEROVER)
            break;
        if (rc < 0)
            return gitFailure(u"The conflicts of a merge cannot be read."_s);
        const git_index_entry *entry = base ? base : ours ? ours : theirs;
        paths.append(textOf(QByteArrayView(entry->path)));
    }
    paths.removeDuplicates();
    return paths;
}

Result<RevertedTree> mergeEverything(
    git_repository *repository, const git_oid &ours, const git_oid &theirs, const git_oid &base)
{
    TreePtr trees[3];
    for (int i = 0; const git_oid &id : {base, ours, theirs}) {
        auto tree = treeAt(repository, id);
        if (!tree)
            return std::unexpected(std::move(tree.error()));
        trees[i++] = std::move(*tree);
    }
    git_merge_options options;
    if (git_merge_options_init(&options, GIT_MERGE_OPTIONS_VERSION) < 0)
        return gitFailure(u"libgit2 does not fit."_s);
    options.target_limit = MostRenames;
    git_index *merged = nullptr;
    if (git_merge_trees(&merged, repository, trees[0].get(), trees[1].get(), trees[2].get(), &options) < 0)
        return gitFailure(u"The gitops repo cannot be merged."_s);
    const IndexPtr index(merged);
    RevertedTree result;
    if (git_index_has_conflicts(index.get())) {
        auto conflicts = conflictsOf(index.get());
        if (!conflicts)
            return std::unexpected(std::move(conflicts.error()));
        result.conflicts = std::move(*conflicts);
        return result;
    }
    if (git_index_write_tree_to(&result.tree, index.get(), repository) < 0)
        return gitFailure(u"The gitops repo cannot be merged."_s);
    return result;
}

} // namespace

Result<RevertedTree> revertTree(
    git_repository *repository, const git_oid &current, const git_oid &before, const git_oid &after)
{
    const auto empty = writeEmptyTree(repository);
    if (!empty)
        return std::unexpected(empty.error());
    const git_oid &theirs = isNothing(before) ? *empty : before;
    const auto objects = ObjectReader::of(repository);
    if (!objects)
        return std::unexpected(objects.error());
    QuickMerge quick(repository, *objects);
    const auto merged = quick.merge(current, theirs, after, {});
    if (!merged)
        return std::unexpected(merged.error());
    if (quick.isUnsure())
        return mergeEverything(repository, current, theirs, after);
    RevertedTree result{*merged, quick.conflicts()};
    if (!result.conflicts.isEmpty())
        result.tree = Nothing;
    else if (isNothing(result.tree))
        result.tree = *empty;
    return result;
}

} // namespace coupe::gitops
