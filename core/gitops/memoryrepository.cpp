#include "memoryrepository.h"

#include <git2/sys/config.h>
#include <git2/sys/index.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

using IndexPtr = std::unique_ptr<git_index, Deleter<git_index_free>>;

/// Takes writing from what reads the disk: also the new time that libgit2 gives an object it is asked to write again.
bool makeReadOnly(git_odb *objects)
{
    for (size_t i = 0; i < git_odb_num_backends(objects); ++i) {
        git_odb_backend *disk = nullptr;
        if (git_odb_get_backend(&disk, objects, i) < 0)
            return false;
        disk->write = nullptr;
        disk->writestream = nullptr;
        disk->writepack = nullptr;
        disk->writemidx = nullptr;
        disk->freshen = nullptr;
    }
    return true;
}

bool writeToMemory(git_odb *objects)
{
    constexpr int BeforeAllOthers = 1'000;
    git_odb_backend *memory = nullptr;
    if (git_mempack_new(&memory) < 0)
        return false;
    if (git_odb_add_backend(objects, memory, BeforeAllOthers) < 0) {
        memory->free(memory);
        return false;
    }
    return true;
}

} // namespace

Result<RepositoryPtr> viewInMemory(git_repository *repository)
{
    const auto failed = [] { return gitFailure(u"The gitops repo cannot be looked at in memory."_s); };
    git_buf folder = GIT_BUF_INIT;
    git_odb *opened = nullptr;
    int rc = git_repository_item_path(&folder, repository, GIT_REPOSITORY_ITEM_OBJECTS);
    if (rc == 0)
        rc = git_odb_open(&opened, folder.ptr);
    git_buf_dispose(&folder);
    const OdbPtr objects(opened);
    if (rc < 0 || !makeReadOnly(objects.get()) || !writeToMemory(objects.get()))
        return failed();

    git_repository *wrapped = nullptr;
    if (git_repository_wrap_odb(&wrapped, objects.get()) < 0)
        return failed();
    RepositoryPtr view(wrapped);
    // Its own, or libgit2 looks for them in the current directory.
    git_config *noConfig = nullptr;
    if (git_config_new(&noConfig) < 0)
        return failed();
    const ConfigPtr config(noConfig);
    git_index *noIndex = nullptr;
    if (git_index_new(&noIndex) < 0)
        return failed();
    const IndexPtr index(noIndex);
    if (git_repository_set_config(view.get(), config.get()) < 0
        || git_repository_set_index(view.get(), index.get()) < 0)
        return failed();
    return view;
}

} // namespace coupe::gitops
