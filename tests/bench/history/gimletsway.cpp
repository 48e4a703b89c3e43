#include "gimletsway.h"

#include <QElapsedTimer>
#include <QJsonDocument>

#include <git2.h>
#include <memory>

namespace coupe::bench {

namespace {

template <auto FreeFn> struct Deleter {
    template <typename T> void operator()(T *object) const { FreeFn(object); }
};
using RepositoryPtr = std::unique_ptr<git_repository, Deleter<git_repository_free>>;
using WalkPtr = std::unique_ptr<git_revwalk, Deleter<git_revwalk_free>>;
using CommitPtr = std::unique_ptr<git_commit, Deleter<git_commit_free>>;
using TreePtr = std::unique_ptr<git_tree, Deleter<git_tree_free>>;
using EntryPtr = std::unique_ptr<git_tree_entry, Deleter<git_tree_entry_free>>;
using BlobPtr = std::unique_ptr<git_blob, Deleter<git_blob_free>>;

/// What @p path is in a commit; null when it is not there.
EntryPtr entryAt(git_commit *commit, const QByteArray &path)
{
    git_tree *tree = nullptr;
    if (git_commit_tree(&tree, commit) < 0)
        qFatal("a tree cannot be read");
    const TreePtr owned(tree);
    git_tree_entry *entry = nullptr;
    git_tree_entry_bypath(&entry, tree, path.constData());
    return EntryPtr(entry);
}

/// Goes through the commits that touch a path: those where it differs from the next commit of the walk.
class Walk
{
public:
    Walk(git_repository *repository, const QByteArray &path) : m_repository(repository), m_path(path)
    {
        git_revwalk *walk = nullptr;
        git_revwalk_new(&walk, repository);
        m_walk.reset(walk);
        git_revwalk_sorting(walk, GIT_SORT_TIME);
        git_revwalk_push_head(walk);
        advance();
    }

    CommitPtr next()
    {
        while (m_next) {
            CommitPtr commit = std::move(m_next);
            const git_oid id = m_id;
            advance();
            if (m_next && git_oid_equal(&id, &m_id) == 0)
                return commit;
        }
        return {};
    }

private:
    void advance()
    {
        git_oid id;
        git_commit *commit = nullptr;
        if (git_revwalk_next(&id, m_walk.get()) == 0)
            git_commit_lookup(&commit, m_repository, &id);
        m_next.reset(commit);
        if (!commit)
            return;
        const EntryPtr entry = entryAt(commit, m_path);
        m_id = entry ? *git_tree_entry_id(entry.get()) : git_oid{};
    }

    git_repository *m_repository;
    QByteArray m_path;
    WalkPtr m_walk;
    CommitPtr m_next;
    git_oid m_id{}; ///< the path's, in m_next
};

bool wasReverted(git_repository *repository, const QByteArray &env, git_commit *release)
{
    char hash[GIT_OID_HEXSZ + 1];
    git_oid_tostr(hash, sizeof hash, git_commit_id(release));
    const git_time_t since = git_commit_author(release)->when.time;
    Walk walk(repository, env);
    while (const CommitPtr commit = walk.next()) {
        if (git_commit_time(commit.get()) >= since && std::strstr(git_commit_message(commit.get()), hash))
            return true;
    }
    return false;
}

bool readsRecord(git_repository *repository, git_commit *commit, const QByteArray &env)
{
    const EntryPtr entry = entryAt(commit, env + "/release.json");
    git_blob *blob = nullptr;
    if (!entry || git_blob_lookup(&blob, repository, git_tree_entry_id(entry.get())) < 0)
        return false;
    const BlobPtr owned(blob);
    const QByteArray text(static_cast<const char *>(git_blob_rawcontent(blob)), qsizetype(git_blob_rawsize(blob)));
    return QJsonDocument::fromJson(text).isObject();
}

} // namespace

double gimletsWay(const QString &repository, const QByteArray &env, int releases)
{
    QElapsedTimer timer;
    timer.start();
    git_repository *opened = nullptr;
    if (git_repository_open(&opened, repository.toUtf8().constData()) < 0)
        qFatal("the repository cannot be opened");
    const RepositoryPtr owned(opened);
    Walk walk(opened, env);
    int reverted = 0;
    while (const CommitPtr commit = releases > 0 ? walk.next() : nullptr) {
        const char *message = git_commit_message(commit.get());
        if (std::strstr(message, "This reverts commit") || std::strstr(message, "[GimletD delete]")
            || !readsRecord(opened, commit.get(), env))
            continue;
        reverted += wasReverted(opened, env, commit.get()) ? 1 : 0;
        --releases;
    }
    return reverted < 0 ? 0 : double(timer.nsecsElapsed()) / 1e6;
}

} // namespace coupe::bench
