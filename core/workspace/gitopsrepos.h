#pragma once

#include <gitops/rollbackforecast.h>
#include <workspace/comparison.h>
#include <workspace/gitopsrepo.h>
#include <workspace/valuetrail.h>

#include <QHash>
#include <QObject>

#include <memory>
#include <vector>

namespace coupe::workspace {

/// One row of the history of all repos.
struct ChangeKey {
    int repo = 0;
    qint64 position = 0;

    bool operator==(const ChangeKey &) const = default;
};

inline size_t qHash(const ChangeKey &key, size_t seed = 0)
{
    return qHashMulti(seed, key.repo, key.position);
}

using KeyedChange = std::pair<ChangeKey, gitops::Change>;

/// One side of a comparison: an app in an environment at a gitops commit.
struct FolderAt {
    QString environment;
    QString app;
    QString commit; ///< full hash; empty: what is current

    bool operator==(const FolderAt &) const = default;
};

/// What the pickers offer. By name.
struct HistoryNames {
    QStringList apps;
    QStringList people;
    QStringList repositories;

    bool operator==(const HistoryNames &) const = default;
};

/// All gitops repos of a profile as one history: a folder for each environment, a repo for each, or both mixed. Lives
/// on the GUI thread; every question is answered on another. Dropping a task silences it.
class GitopsRepos : public QObject
{
    Q_OBJECT

public:
    /// The mirrors and their indexes stand in folders below @p folder. @p clock outlives it.
    GitopsRepos(const QList<GitopsSource> &sources, const QString &folder, const Clock &clock, GitopsTiming timing = {},
        QObject *parent = nullptr);
    ~GitopsRepos() override;

    void start();
    void refresh();
    void hint();
    void cancel();

    bool isEmpty() const { return m_repos.empty(); }
    qsizetype count() const { return qsizetype(m_repos.size()); }
    const GitopsStatus &status(qsizetype repo) const { return m_repos[size_t(repo)]->status(); }
    /// The repo that has @p environment's folder; null when none is known to.
    const GitopsStatus *statusOf(const QString &environment) const;
    QStringList environments() const;
    QDateTime oldestAsOf() const; ///< UTC; of all repos, when they were last reached; invalid when one never was

    /// The keys of all that matches, newest first; of the newest @p limit where it is not negative.
    Task keys(const gitops::ChangeFilter &filter, qsizetype limit, std::function<void(Result<QList<ChangeKey>>)> done);
    /// What stands at @p keys. Those that are gone are left out.
    Task changes(const QList<ChangeKey> &keys, std::function<void(Result<QList<KeyedChange>>)> done);
    Task count(const gitops::ChangeFilter &filter, std::function<void(Result<qint64>)> done);
    /// Where one change stands; none: it is not in the history.
    Task find(const QString &environment, const QString &app, const QString &commit,
        std::function<void(Result<std::optional<KeyedChange>>)> done);
    /// The newest change of the app before @p change that put something else there; none: there was nothing.
    Task before(const gitops::Change &change, std::function<void(Result<std::optional<gitops::Change>>)> done);
    Task whatRemoved(const gitops::ChangeFilter &filter, std::function<void(Result<QList<gitops::FacetCount>>)> done);
    Task names(const QString &environment, std::function<void(Result<HistoryNames>)> done);
    /// What was wanted at @p moment (invalid: now) in @p environment (empty: in all).
    Task wantedAt(
        const QDateTime &moment, const QString &environment, std::function<void(Result<QList<gitops::Change>>)> done);
    /// Up to @p limit changes of the filter, complete, newest first: for an export.
    Task all(
        const gitops::ChangeFilter &filter, qsizetype limit, std::function<void(Result<QList<gitops::Change>>)> done);

    Task compare(const FolderAt &before, const FolderAt &after, const CompareOptions &options,
        std::function<void(Result<Comparison>)> done);
    /// The same with a folder that no commit has: @p after makes it on the reading thread, and may fail.
    Task compareWith(const FolderAt &before, std::function<Result<gitops::Folder>()> after,
        const CompareOptions &options, std::function<void(Result<Comparison>)> done);
    /// What a gitops commit changed in the app's folder.
    Task files(const FolderAt &at, std::function<void(Result<QList<gitops::FileChange>>)> done);
    /// Which changes of the app altered the value at @p path of @p object, newest first.
    Task trail(const QString &environment, const QString &app, const QString &object, const QString &path,
        std::function<void(Result<QList<TrailStep>>)> done);

    /// Fetches, then tells what a rollback would do.
    Task forecast(const QString &environment, const QString &app, const QString &target, gitops::RollbackRules rules,
        std::function<void(Result<gitops::RollbackForecast>)> done);
    /// Fetches, then tells whether the target may still be sent, and what the branch's head is by now.
    Task recheck(const QString &environment, const QString &app, const QString &target,
        std::function<void(Result<QString>)> done);

Q_SIGNALS:
    void statusChanged();
    void changed(); ///< the history tells something else, or more

private:
    GitopsRepo *repoOf(const QString &environment) const;
    Result<GitopsRepo *> needRepoOf(const QString &environment) const;
    QList<int> reposOf(const QString &environment) const; ///< all for an empty one
    Task folder(const FolderAt &at, std::function<void(Result<gitops::Folder>)> done);
    template <typename T, typename Work, typename Done> Task askEach(const QList<int> &repos, Work work, Done done);
    template <typename T, typename Work>
    Task freshlyOn(const QString &environment, const Work &work, std::function<void(Result<T>)> done);

    std::vector<std::unique_ptr<GitopsRepo>> m_repos;
};

} // namespace coupe::workspace
