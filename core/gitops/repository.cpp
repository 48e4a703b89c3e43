#include "repository.h"

#include "git.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

Result<void> initAt(const QString &path)
{
    git_repository_init_options options;
    if (git_repository_init_options_init(&options, GIT_REPOSITORY_INIT_OPTIONS_VERSION) < 0)
        return gitFailure(u"libgit2 does not fit."_s);
    options.flags = GIT_REPOSITORY_INIT_BARE | GIT_REPOSITORY_INIT_MKPATH | GIT_REPOSITORY_INIT_NO_REINIT;
    options.initial_head = "main";
    git_repository *made = nullptr;
    if (git_repository_init_ext(&made, QFile::encodeName(path).constData(), &options) < 0)
        return gitFailure(u"The gitops repo cannot be made in %1."_s.arg(path));
    const RepositoryPtr repository(made);

    git_config *opened = nullptr;
    if (git_repository_config(&opened, repository.get()) < 0)
        return gitFailure(u"The gitops repo cannot be set up."_s);
    const ConfigPtr config(opened);
    // Nobody who fetches wants our marks.
    if (git_config_set_string(config.get(), "transfer.hideRefs", "refs/coupe") < 0)
        return gitFailure(u"The gitops repo cannot be set up."_s);
    return {};
}

/// Made beside its place and moved there, so that a kill leaves no half of a repository.
Result<void> makeRepository(const QString &path)
{
    const QFileInfo place(path);
    if (!QDir().mkpath(place.absolutePath()))
        return failure(ErrorKind::Storage, u"The folder %1 cannot be made."_s.arg(place.absolutePath()));
    const QString draft =
        place.absolutePath() + u"/."_s + place.fileName() + u'-' + QUuid::createUuid().toString(QUuid::WithoutBraces);
    auto made = initAt(draft);
    if (made
        && std::rename(QFile::encodeName(draft).constData(), QFile::encodeName(place.absoluteFilePath()).constData())
            != 0) {
        made = failure(ErrorKind::Storage, u"The gitops repo cannot be moved to %1."_s.arg(path),
            QString::fromLocal8Bit(std::strerror(errno)));
    }
    if (!made)
        QDir(draft).removeRecursively();
    return made;
}

Failure openFailure(int rc, const QString &path)
{
    const Failure words = gitFailure({});
    const QString &detail = words.error().detail;
    if (rc == GIT_ENOTFOUND && !detail.contains(u"safe.directory"_s))
        return failure(ErrorKind::NotFound, u"There is no git repository in %1."_s.arg(path), detail);
    // libgit2 1.5 misses its own configuration when the owner is a stranger, and says that instead.
    if (rc == GIT_EOWNER || detail.contains(u"safe.directory"_s))
        return failure(ErrorKind::Git, u"The git repository in %1 belongs to another user."_s.arg(path), detail);
    return failure(ErrorKind::Git, u"The git repository in %1 cannot be opened."_s.arg(path), detail);
}

} // namespace

Repository::Repository(git_repository *handle, QString path, QString branchRef)
    : m_handle(handle), m_path(std::move(path)), m_branchRef(std::move(branchRef))
{
}

Repository::~Repository()
{
    git_repository_free(m_handle);
}

Result<void> Repository::setFlushing(bool on)
{
    if (auto started = startLibrary(); !started)
        return started;
    if (git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, on ? 1 : 0) < 0)
        return gitFailure(u"libgit2 does not fit."_s);
    return {};
}

Result<std::unique_ptr<Repository>> Repository::openOrInit(const QString &path)
{
    if (auto started = startLibrary(); !started)
        return std::unexpected(std::move(started.error()));
    const QDir place(path);
    if (!place.exists() || place.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot)) {
        if (auto made = makeRepository(path); !made)
            return std::unexpected(std::move(made.error()));
    }
    return open(path);
}

Result<std::unique_ptr<Repository>> Repository::open(const QString &path)
{
    if (auto started = startLibrary(); !started)
        return std::unexpected(std::move(started.error()));
    git_repository *opened = nullptr;
    const int rc = git_repository_open_ext(&opened, QFile::encodeName(path).constData(),
        GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_NO_DOTGIT, nullptr);
    RepositoryPtr handle(opened);
    if (rc < 0)
        return openFailure(rc, path);
    if (!git_repository_is_bare(handle.get()))
        return failure(ErrorKind::Invalid, u"The git repository in %1 is not a bare one."_s.arg(path));

    git_reference *found = nullptr;
    if (git_reference_lookup(&found, handle.get(), "HEAD") < 0)
        return gitFailure(u"The git repository in %1 has no HEAD."_s.arg(path));
    const ReferencePtr head(found);
    const char *branch = git_reference_symbolic_target(head.get());
    if (!branch)
        return failure(ErrorKind::Git, u"HEAD of the git repository in %1 names no branch."_s.arg(path));
    return std::unique_ptr<Repository>(new Repository(handle.release(), path, QString::fromUtf8(branch)));
}

Result<std::optional<QString>> Repository::head() const
{
    git_oid id;
    const int rc = git_reference_name_to_id(&id, m_handle, m_branchRef.toUtf8().constData());
    if (rc == GIT_ENOTFOUND)
        return std::optional<QString>();
    if (rc < 0)
        return gitFailure(u"The branch of the gitops repo cannot be read."_s);
    return toHex(id);
}

Result<bool> Repository::contains(const QString &hash) const
{
    const auto wanted = fromHex(hash);
    const auto tip = head();
    if (!tip)
        return std::unexpected(tip.error());
    if (!wanted || !*tip)
        return false;
    const auto top = fromHex(**tip);
    if (top && same(*top, *wanted))
        return true;
    git_commit *found = nullptr;
    const int rc = git_commit_lookup(&found, m_handle, &*wanted);
    const CommitPtr commit(found);
    if (rc == GIT_ENOTFOUND || rc == GIT_EINVALID)
        return false;
    const int descends = rc < 0 ? rc : git_graph_descendant_of(m_handle, &*top, &*wanted);
    if (descends < 0)
        return gitFailure(u"The history of the gitops repo cannot be read."_s);
    return descends == 1;
}

Result<bool> Repository::advance(const std::optional<QString> &from, const QString &to, const QString &reason)
{
    const auto target = fromHex(to);
    const auto expected = from ? fromHex(*from) : std::optional(Nothing);
    if (!target || !expected)
        return failure(ErrorKind::Invalid, u"A branch moves between full hashes only."_s);
    return updateReference(m_handle, m_branchRef, *target, &*expected, reason);
}

} // namespace coupe::gitops
