#include "git.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <algorithm>

namespace coupe::gitops {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

int configureLibrary()
{
    const int users = git_libgit2_init();
    if (users < 0)
        return users;
    for (const int level :
        {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL}) {
        if (const int rc = git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, ""); rc < 0)
            return rc;
    }
    // One pass over history never meets an object twice; at its cap the cache costs more than it saves.
    git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);
    // Else a thousand packs use up a process's file handles and objects go "missing".
    git_libgit2_opts(GIT_OPT_SET_MWINDOW_FILE_LIMIT, size_t(128));
    // A branch must never come through a power cut that its objects did not. (In the configuration, newer gits
    // complain.)
    git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
    return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1);
}

constexpr auto LockPause = 100ms;
constexpr int LockTries = 60;
constexpr qint64 AbandonedLockMs = 5000;

/// A killed program leaves its lock behind, and nobody else takes it away. Locks are held for milliseconds.
void breakAbandonedLock(git_repository *repository, const QString &name)
{
    const QFileInfo lock(QFile::decodeName(git_repository_commondir(repository)) + name + u".lock"_s);
    const QDateTime touched = lock.lastModified();
    if (touched.isValid() && touched.msecsTo(QDateTime::currentDateTime()) > AbandonedLockMs)
        QFile::remove(lock.filePath());
}

} // namespace

Result<void> startLibrary()
{
    static const int rc = configureLibrary();
    if (rc < 0)
        return failure(ErrorKind::Git, u"libgit2 cannot be started."_s);
    return {};
}

Failure gitFailure(const QString &message)
{
    const git_error *error = git_error_last();
    return failure(ErrorKind::Git, message, error && error->message ? QString::fromUtf8(error->message) : QString());
}

QString toHex(const git_oid &id)
{
    char buffer[GIT_OID_HEXSZ + 1];
    return QString::fromLatin1(git_oid_tostr(buffer, sizeof buffer, &id));
}

std::optional<git_oid> fromHex(QStringView hash)
{
    const auto isDigit = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    };
    git_oid id;
    if (hash.size() != GIT_OID_HEXSZ || !std::ranges::all_of(hash, isDigit)
        || git_oid_fromstr(&id, hash.toLatin1().constData()) < 0)
        return {};
    return id;
}

Result<CommitPtr> commitAt(git_repository *repository, const git_oid &id)
{
    git_commit *commit = nullptr;
    if (git_commit_lookup(&commit, repository, &id) < 0)
        return gitFailure(u"A commit of the gitops repo cannot be read."_s);
    return CommitPtr(commit);
}

Result<TreePtr> treeAt(git_repository *repository, const git_oid &id)
{
    git_tree *tree = nullptr;
    if (git_tree_lookup(&tree, repository, &id) < 0)
        return gitFailure(u"A folder of the gitops repo cannot be read."_s);
    return TreePtr(tree);
}

Result<git_oid> folderAt(git_repository *repository, const git_oid &root, const QString &path)
{
    if (path.isEmpty() || isNothing(root))
        return root;
    const auto tree = treeAt(repository, root);
    if (!tree)
        return std::unexpected(tree.error());
    git_tree_entry *found = nullptr;
    const int rc = git_tree_entry_bypath(&found, tree->get(), path.toUtf8().constData());
    const TreeEntryPtr entry(found);
    if (rc == GIT_ENOTFOUND)
        return Nothing;
    if (rc < 0)
        return gitFailure(u"A folder of the gitops repo cannot be read."_s);
    return git_tree_entry_filemode(entry.get()) == GIT_FILEMODE_TREE ? *git_tree_entry_id(entry.get()) : Nothing;
}

int pastAbandonedLocks(git_repository *repository, const QString &name, const std::function<int()> &change)
{
    for (int tries = 0;; ++tries) {
        const int rc = change();
        if (rc != GIT_ELOCKED || tries >= LockTries)
            return rc;
        breakAbandonedLock(repository, name);
        QThread::msleep(static_cast<unsigned long>(LockPause.count()));
    }
}

Result<bool> updateReference(git_repository *repository, const QString &name, const git_oid &target,
    const git_oid *expected, const QString &reason)
{
    const QByteArray reference = name.toUtf8();
    const QByteArray log = reason.toUtf8();
    const bool mustBeNew = expected && isNothing(*expected);
    const int rc = pastAbandonedLocks(repository, name, [&] {
        git_reference *made = nullptr;
        const int created = git_reference_create_matching(&made, repository, reference.constData(), &target,
            mustBeNew ? 0 : 1, mustBeNew ? nullptr : expected, log.constData());
        git_reference_free(made);
        return created;
    });
    if (rc == 0)
        return true;
    // NOTFOUND: the branch we started from was removed.
    if (expected && (rc == GIT_EMODIFIED || rc == GIT_EEXISTS || rc == GIT_ENOTFOUND))
        return false;
    return gitFailure(u"The gitops repo cannot be written."_s);
}

} // namespace coupe::gitops
