#pragma once

#include "chain.h"

#include <base/database.h>
#include <gimlet/artifact.h>
#include <gimlet/environment.h>
#include <gimlet/release.h>

#include <optional>

namespace coupe::service {

struct Account {
    QString login;
    QByteArray secret; ///< signs the account's tokens
    bool admin = false;

    bool operator==(const Account &) const = default;
};

/// A piece of work for the worker, and what became of it (contract §5.1).
struct Event {
    qint64 sequence = 0; ///< the order of processing
    QString id;
    QString type; ///< "artifact", "release", "rollback", "delete"
    qint64 created = 0; ///< unix seconds
    QString artifactId;
    QByteArray request; ///< the ReleaseRequest or RollbackRequest as JSON
    QString status = QStringLiteral("new"); ///< then "processed" or "error"
    QString statusDesc;
    QList<gimlet::ReleaseResult> results;

    bool operator==(const Event &) const = default;
};

/// Which artifacts to list (contract §3.2). What is absent does not filter.
struct ArtifactFilter {
    qint64 limit = 10; ///< below zero: all
    qint64 offset = 0;
    std::optional<qint64> since; ///< unix seconds, inclusive
    std::optional<qint64> until; ///< exclusive
    std::optional<QString> repository;
    std::optional<QString> branch;
    std::optional<QString> sourceBranch;
    std::optional<gimlet::GitEvent> event;
    QStringList shas;
};

/// A gitops commit as the service keeps it: what the API tells, and which app it changed.
struct CommitRecord {
    gimlet::GitopsCommit commit;
    QString app; ///< empty when a person made the commit
    qint64 sequence = 0; ///< later commits have higher ones

    bool operator==(const CommitRecord &) const = default;
};

/// The answer to a request that carried an Idempotency-Key.
struct RememberedAnswer {
    QByteArray fingerprint; ///< of the request
    int status = 0;
    QByteArray body;
    QString eventId; ///< empty unless the answer waits for an event

    bool operator==(const RememberedAnswer &) const = default;
};

/// The service's SQLite database, for the thread that opened it. Changes are made inside WriteQueue::write() alone,
/// which commits them; what was committed survives a power cut. All errors are of kind Storage.
class Store
{
public:
    static Result<std::unique_ptr<Store>> open(const QString &path);

    /// @name Accounts
    /// @{
    Result<std::optional<Account>> account(const QString &login);
    Result<QList<Account>> accounts();
    Result<void> addAccount(const Account &account);
    Result<void> removeAccount(const QString &login);
    /// @}

    /// @name Environments, in promotion order
    /// @{
    Result<QStringList> environments();
    Result<void> addEnvironment(const QString &name);
    /// @}

    /// @name Artifacts
    /// @{
    Result<void> addArtifact(const gimlet::Artifact &artifact, const QByteArray &json);
    Result<std::optional<gimlet::Artifact>> artifact(const QString &id);
    Result<bool> hasArtifact(const QString &id);
    /// A JSON list, newest first, put together from the stored documents as they are. TooLarge when it would be.
    Result<QByteArray> artifactListing(const ArtifactFilter &filter);
    /// @}

    /// @name Events
    /// @{
    Result<void> addEvent(const Event &event);
    Result<std::optional<Event>> event(const QString &id);
    Result<std::optional<Event>> eventOfArtifact(const QString &artifactId);
    /// The oldest event that is still new.
    Result<std::optional<Event>> nextEvent();
    /// The event that was finished last.
    Result<std::optional<Event>> lastFinishedEvent();
    /// Writes status, statusDesc and results.
    Result<void> updateEvent(const Event &event);
    /// @}

    /// @name Gitops commits
    /// @{
    /// Adds a commit; one that is there already only learns which app it changed.
    Result<void> addCommit(const CommitRecord &record);
    Result<std::optional<CommitRecord>> commit(const QString &sha);
    Result<QList<gimlet::GitopsCommit>> newestCommits(int count);
    /// Commits of an environment up to @p sequence that no final word was said of, newest first; of one app unless
    /// empty.
    Result<QList<CommitRecord>> openCommits(const QString &env, const QString &app, qint64 sequence);
    /// The newest commit of an environment, and app unless empty, up to @p sequence.
    Result<std::optional<CommitRecord>> newestCommitOf(const QString &env, const QString &app, qint64 sequence);
    Result<QStringList> appsOf(const QString &env);
    Result<void> updateCommit(const gimlet::GitopsCommit &commit);
    /// @}

    /// @name Idempotency keys
    /// @{
    Result<std::optional<RememberedAnswer>> rememberedAnswer(const QString &login, const QByteArray &key);
    Result<void> rememberAnswer(
        const QString &login, const QByteArray &key, const RememberedAnswer &answer, qint64 now);
    Result<void> forgetAnswersBefore(qint64 time);
    /// @}

private:
    friend class WriteQueue;
    explicit Store(std::unique_ptr<Database> database);

    Result<void> change(const QString &sql, const QVariantList &values);
    /// Calls @p take for each row, and lets go of the statement: one that is left open would pin the database's past.
    template <typename Take> Result<void> select(const QString &sql, const QVariantList &values, Take take)
    {
        const auto query = m_database->exec(sql, values);
        if (!query)
            return std::unexpected(query.error());
        while ((*query)->next())
            take(**query);
        (*query)->finish();
        return {};
    }
    Result<std::optional<Event>> eventWhere(const QString &condition, const QVariantList &values);
    Result<QList<CommitRecord>> commitsWhere(const QString &condition, const QVariantList &values);
    Result<std::optional<CommitRecord>> firstCommitWhere(const QString &condition, const QVariantList &values);

    std::unique_ptr<Database> m_database;
};

/// True for the words of Flux that later ones do not overwrite (contract §3.8).
bool isFinalStatus(const QString &gitopsCommitStatus);

} // namespace coupe::service
