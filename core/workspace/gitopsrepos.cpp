#include "gitopsrepos.h"

#include <QCryptographicHash>

#include <algorithm>

namespace coupe::workspace {

using namespace Qt::StringLiterals;

namespace {

/// A folder's name for a repo: the same repo for the same environment finds its mirror again.
QString folderName(const GitopsSource &source)
{
    const QByteArray key = source.url.toUtf8() + '\n' + source.environment.toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex().left(16));
}

} // namespace

GitopsRepos::GitopsRepos(
    const QList<GitopsSource> &sources, const QString &folder, const Clock &clock, GitopsTiming timing, QObject *parent)
    : QObject(parent)
{
    for (const GitopsSource &source : sources) {
        auto repo = std::make_unique<GitopsRepo>(source, folder + u'/' + folderName(source), clock, timing);
        connect(repo.get(), &GitopsRepo::statusChanged, this, &GitopsRepos::statusChanged);
        connect(repo.get(), &GitopsRepo::changed, this, &GitopsRepos::changed);
        m_repos.push_back(std::move(repo));
    }
}

GitopsRepos::~GitopsRepos() = default;

void GitopsRepos::start()
{
    for (const auto &repo : m_repos)
        repo->start();
}

void GitopsRepos::refresh()
{
    for (const auto &repo : m_repos)
        repo->refresh();
}

void GitopsRepos::hint()
{
    for (const auto &repo : m_repos)
        repo->hint();
}

void GitopsRepos::cancel()
{
    for (const auto &repo : m_repos)
        repo->cancel();
}

GitopsRepo *GitopsRepos::repoOf(const QString &environment) const
{
    GitopsRepo *shared = nullptr;
    for (const auto &repo : m_repos) {
        const QString &own = repo->status().source.environment;
        if (own == environment || repo->status().last.environments.contains(environment))
            return repo.get();
        // An environment without any release yet is in whatever repo holds a folder for each.
        if (own.isEmpty() && !shared)
            shared = repo.get();
    }
    return shared;
}

Result<GitopsRepo *> GitopsRepos::needRepoOf(const QString &environment) const
{
    if (GitopsRepo *repo = repoOf(environment))
        return repo;
    return failure(ErrorKind::NotFound,
        u"Nobody said where the gitops repo of %1 is, so its history cannot be read."_s.arg(environment));
}

const GitopsStatus *GitopsRepos::statusOf(const QString &environment) const
{
    const GitopsRepo *repo = repoOf(environment);
    return repo ? &repo->status() : nullptr;
}

QStringList GitopsRepos::environments() const
{
    QStringList all;
    for (const auto &repo : m_repos)
        all += repo->status().last.environments;
    all.sort();
    all.removeDuplicates();
    return all;
}

QDateTime GitopsRepos::oldestAsOf() const
{
    QDateTime oldest;
    for (const auto &repo : m_repos) {
        const QDateTime asOf = repo->status().last.asOf;
        if (!asOf.isValid())
            return {};
        oldest = oldest.isValid() ? std::min(oldest, asOf) : asOf;
    }
    return oldest;
}

QList<int> GitopsRepos::reposOf(const QString &environment) const
{
    QList<int> repos;
    const GitopsRepo *only = environment.isEmpty() ? nullptr : repoOf(environment);
    for (int i = 0; i < int(m_repos.size()); ++i) {
        if (environment.isEmpty() || m_repos[size_t(i)].get() == only)
            repos.append(i);
    }
    return repos;
}

} // namespace coupe::workspace
