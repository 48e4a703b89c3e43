#pragma once

#include <base/clock.h>
#include <base/task.h>
#include <client/client.h>
#include <workspace/orders.h>
#include <workspace/request.h>

#include <QObject>

#include <chrono>
#include <optional>

namespace coupe::workspace {

/// The patience of a RequestTracker. Tests shorten it.
struct TrackerTiming {
    std::chrono::milliseconds firstLook{1'000}; ///< after the server accepted
    std::chrono::milliseconds lastLook{5'000}; ///< the looks get rarer up to this
    std::chrono::milliseconds offline{60'000}; ///< and up to this while no answer comes
    std::chrono::milliseconds search{
        10'000}; ///< between two looks for a lost request: servers walk their whole history
    std::chrono::milliseconds searchFor{150'000}; ///< two ticks of a server's worker, and some
    std::chrono::milliseconds clockSlack{120'000}; ///< by which the server's clock may be off beyond what we measured
    std::chrono::milliseconds followFor{600'000}; ///< after it was written; later only reconcile() looks
};

/// Looks up whether the app's folder in git is what it was at the release that a rollback returned to. None: nobody can
/// tell.
using GitTruth = std::function<Task(const Request &request, std::function<void(std::optional<bool>)> done)>;

/// Sends what a person confirmed, at most once, and follows it until it ended (research: mutation protocol).
///
/// The order is journalled and on disk before the first byte leaves. There is one open request per profile, environment
/// and app, across processes. A lost answer becomes Unknown and is looked up in the API: after every start, reconnect
/// and resume, and on a timer; it is never sent again by itself. That a rollback was done is not believed before the
/// status, and git, say so too. Lives on the GUI thread; the journal works on its own.
class RequestTracker : public QObject
{
    Q_OBJECT

public:
    /// @p client and @p clock outlive the tracker.
    RequestTracker(client::Client &client, const Clock &clock, QString profileId, QString journalPath,
        QObject *parent = nullptr, TrackerTiming timing = {});
    ~RequestTracker() override;

    /// Reads the journal, then reconciles what is open.
    void start();

    /// @p armed is called with the request's id once it is on disk and about to be sent, or with why it was refused:
    /// incomplete order, another request open for the same app and environment, journal not writable.
    /// Dropping the task silences @p armed and nothing else: what was confirmed is carried out.
    Task deploy(const DeployOrder &order, std::function<void(Result<QString>)> armed);
    /// The same for a rollback. Refused also with a hash that cannot be a release to return to; see check().
    Task rollBack(const RollbackOrder &order, std::function<void(Result<QString>)> armed);
    /// The same for a delete. Servers name no event for it: the environment's status tells when the app is gone.
    Task remove(const DeleteOrder &order, std::function<void(Result<QString>)> armed);

    /// Looks at every open request again, now. Called after reconnects and by hints of the live feed.
    void reconcile();

    /// Looks once more for a request that was given up as NotDelivered; it becomes Written when it is found after all.
    void checkAgain(const QString &id);

    /// What is known already, so that a lost request is not taken for an older release, or for somebody else's.
    void noteReleases(const QString &environment, const QList<gimlet::Release> &releases);
    void setLogin(const QString &login);
    /// What is asked after a rollback, beside the API. Outlives the tracker's last look.
    void setGitTruth(GitTruth truth);

    /// Newest first; the last few hundred.
    const QList<Request> &requests() const { return m_requests; }
    /// The request because of which nothing else can be asked of that app there now (see blocksTarget()); null when
    /// free.
    const Request *openRequestFor(const QString &environment, const QString &app) const;

Q_SIGNALS:
    void loaded();
    void requestAdded(const coupe::workspace::Request &request);
    void requestChanged(const coupe::workspace::Request &request);
    /// Once per request, when its state is no longer open.
    void requestEnded(const coupe::workspace::Request &request);

private:
    class Private;
    std::unique_ptr<Private> d;
    QList<Request> m_requests;
};

} // namespace coupe::workspace
