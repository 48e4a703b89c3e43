#include "mirrorbranch.h"

#include "git.h"

#include <QStringList>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

constexpr auto SourceKey = "coupe.source";

Failure writeFailure()
{
    return gitFailure(u"The copy of the gitops repo cannot be written."_s);
}

Result<void> removeOthers(git_repository *repository, const QString &branch)
{
    git_reference_iterator *made = nullptr;
    if (git_reference_iterator_glob_new(&made, repository, "refs/heads/*") < 0)
        return writeFailure();
    const ReferenceIteratorPtr all(made);
    QStringList others;
    const char *name = nullptr;
    int rc = 0;
    while ((rc = git_reference_next_name(&name, all.get())) == 0)
        others += QString::fromUtf8(name);
    if (rc != GIT_ITEROVER)
        return writeFailure();
    others.removeAll(branch);
    for (const QString &other : others) {
        rc = pastAbandonedLocks(
            repository, other, [&] { return git_reference_remove(repository, other.toUtf8().constData()); });
        if (rc < 0 && rc != GIT_ENOTFOUND)
            return writeFailure();
    }
    return {};
}

Result<void> nameBranch(git_repository *repository, const QString &branch)
{
    const int rc = pastAbandonedLocks(repository, u"HEAD"_s, [&] {
        git_reference *made = nullptr;
        const int created =
            git_reference_symbolic_create(&made, repository, "HEAD", branch.toUtf8().constData(), 1, "fetch");
        git_reference_free(made);
        return created;
    });
    return rc < 0 ? Result<void>(writeFailure()) : Result<void>();
}

Result<void> checkReadable(git_repository *repository, const git_oid &id)
{
    const auto commit = commitAt(repository, id);
    if (!commit)
        return std::unexpected(commit.error());
    const auto tree = treeAt(repository, *git_commit_tree_id(commit->get()));
    return tree ? Result<void>() : std::unexpected(tree.error());
}

} // namespace

Result<RemoteHead> RemoteHead::parse(const QByteArray &output)
{
    RemoteHead head;
    for (const QByteArray &line : output.split('\n')) {
        const qsizetype tab = line.indexOf('\t');
        // The pattern also finds refs/remotes/origin/HEAD and the like.
        if (tab < 0 || line.sliced(tab + 1) != "HEAD")
            continue;
        const QByteArray value = line.first(tab);
        if (value.startsWith("ref: "))
            head.branch = QString::fromUtf8(value.sliced(5));
        else
            head.hash = QString::fromLatin1(value);
    }
    if (head.hash.size() == 64)
        return failure(ErrorKind::Git, u"The gitops repo names its commits by SHA-256, which cannot be read yet."_s);
    int isName = 0;
    git_reference_name_is_valid(&isName, head.branch.toUtf8().constData());
    if ((!head.hash.isEmpty() && !fromHex(head.hash))
        || (!head.branch.isEmpty() && (isName == 0 || !head.branch.startsWith(u"refs/heads/"_s))))
        return failure(ErrorKind::Malformed, u"The remote's answer about its default branch makes no sense."_s,
            QString::fromUtf8(output.first(std::min(output.size(), qsizetype(500)))));
    return head;
}

Result<void> followBranch(const QString &repositoryPath, const RemoteHead &head)
{
    const auto opened = Repository::open(repositoryPath);
    if (!opened)
        return std::unexpected(opened.error());
    git_repository *repository = (*opened)->handle();
    const QString branch = head.branch.isEmpty() ? (*opened)->branchRef() : head.branch;
    if (const auto target = fromHex(head.hash)) {
        if (auto checked = checkReadable(repository, *target); !checked)
            return checked;
        auto moved = updateReference(repository, branch, *target, nullptr, u"fetch"_s);
        if (!moved) {
            // A branch "a" is in the way of "a/b". For a moment there is none: the next fetch would mend that.
            if (auto removed = removeOthers(repository, branch); !removed)
                return removed;
            moved = updateReference(repository, branch, *target, nullptr, u"fetch"_s);
        }
        if (!moved)
            return std::unexpected(moved.error());
    }
    if (branch != (*opened)->branchRef()) {
        if (auto named = nameBranch(repository, branch); !named)
            return named;
    }
    return removeOthers(repository, head.hash.isEmpty() ? QString() : branch);
}

bool headIsReadable(const Repository &repository)
{
    const auto head = repository.head();
    if (!head)
        return false;
    const auto id = *head ? fromHex(**head) : std::nullopt;
    return !id || checkReadable(repository.handle(), *id).has_value();
}

QString sourceOf(const Repository &repository)
{
    git_config *opened = nullptr;
    if (git_repository_config_snapshot(&opened, repository.handle()) < 0)
        return {};
    const ConfigPtr config(opened);
    const char *url = nullptr;
    return git_config_get_string(&url, config.get(), SourceKey) == 0 ? QString::fromUtf8(url) : QString();
}

Result<void> writeSource(const Repository &repository, const QString &url)
{
    git_config *opened = nullptr;
    if (git_repository_config(&opened, repository.handle()) < 0)
        return writeFailure();
    const ConfigPtr config(opened);
    if (git_config_set_string(config.get(), SourceKey, url.toUtf8().constData()) < 0)
        return writeFailure();
    return {};
}

} // namespace coupe::gitops
