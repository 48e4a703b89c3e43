#pragma once

#include <workspace/historyfill.h>
#include <workspace/readround.h>
#include <workspace/readschedule.h>
#include <workspace/session.h>
#include <workspace/sessionboard.h>
#include <workspace/tokensubject.h>

#include <QTimer>

// What a Session is made of. Not for other parts.
namespace coupe::workspace {

/// Connects the parts: the schedule says when, a round reads, the board takes it in, and the connection's state
/// follows.
class Session::Private
{
public:
    Private(Session *session, Options options);
    ~Private();

    void connectTo();
    void recall();
    void probe();
    void probed(const Result<client::Capabilities> &found);
    void startReading();
    void read(Parts parts);
    ReadPlan planFor(Parts parts) const;
    void readEnded(const ReadResult &result, Parts parts);
    void startFeed();
    void hinted(client::Topic topic);
    void askWhoIAm();
    void signOut();
    void setStatus(ConnectionStatus::State state, const Error &error = {});
    void setLogin(const QString &login);
    void setLive(bool live);
    void setRefreshing(bool refreshing);
    void followRequests();
    QString newestArtifact() const;
    QDateTime serverNow() const;

    Session *const q;
    const Profile profile;
    const SystemClock systemClock;
    const Clock &clock;
    client::Client client;
    SessionBoard kept;
    RequestTracker tracker;
    ArtifactFeed artifacts;
    GitopsRepos gitops;
    ReadSchedule schedule;
    HistoryFill fill;
    std::unique_ptr<client::LiveFeed> feed;
    std::unique_ptr<ReadRound> round;
    Task probing;
    Task asking;
    QTimer aging; ///< time passing makes a release stall
    ConnectionStatus status;
    Error boardError;
    bool isStarted = false;
    bool isRecallAsked = false;
    bool isGitopsStarted = false;
    bool isProbed = false;
    bool mayRead = false; ///< the server has shown itself to be a Gimlet, now or in an earlier run
    bool selfAsked = false;
    bool refreshing = false;
};

} // namespace coupe::workspace
