#pragma once

#include <base/clock.h>
#include <base/task.h>
#include <client/client.h>
#include <workspace/request.h>

#include <QObject>

namespace coupe::workspace {

class Journal;

/// What is needed to confirm a deploy. All four are required: an empty app would deploy everything (contract §3.5).
struct DeployOrder {
    QString environment;
    QString app;
    QString artifactId;
    QString label;
};

/// Sends what a person confirmed, at most once, and follows it until it ended (research: mutation protocol).
///
/// The order is journalled and on disk before the first byte leaves. There is one open request per profile, environment
/// and app, across processes. A lost answer becomes Unknown and is looked up in the API: after every start, reconnect and
/// resume, and on a timer; it is never sent again by itself. Lives on the GUI thread; the journal works on its own.
class RequestTracker : public QObject
{
    Q_OBJECT

public:
    /// @p client and @p clock outlive the tracker.
    RequestTracker(client::Client &client, const Clock &clock, QString profileId, QString journalPath, QObject *parent = nullptr);
    ~RequestTracker() override;

    /// Reads the journal, then reconciles what is open.
    void start();

    /// @p armed is called with the request's id once it is on disk and about to be sent, or with why it was refused:
    /// incomplete order, another request open for the same app and environment, journal not writable.
    Task deploy(const DeployOrder &order, std::function<void(Result<QString>)> armed);

    /// Looks at every open request again, now. Called after reconnects and by hints of the live feed.
    void reconcile();

    /// Newest first; the last few hundred.
    const QList<Request> &requests() const { return m_requests; }
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
