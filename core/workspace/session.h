#pragma once

#include <base/clock.h>
#include <client/capabilities.h>
#include <client/client.h>
#include <client/livefeed.h>
#include <workspace/artifactfeed.h>
#include <workspace/board.h>
#include <workspace/changestate.h>
#include <workspace/gitopsrepos.h>
#include <workspace/requesttracker.h>

#include <QObject>

#include <memory>

namespace coupe::workspace {

/// How the connection stands.
struct ConnectionStatus {
    enum class State {
        Connecting, ///< nothing known yet
        Connected,
        Offline, ///< was connected, or never could be; trying again by itself
        SignedOut, ///< 401: everything stopped until a token is given
        NotGimlet, ///< something answered that is no Gimlet; not tried again by itself
    };

    State state = State::Connecting;
    Error error; ///< of Offline, SignedOut, NotGimlet
    QDateTime since; ///< UTC
    QDateTime nextTry; ///< UTC; of Offline
    bool live = false; ///< the live feed is connected: news arrives without polling

    bool operator==(const ConnectionStatus &) const = default;
};

/// Everything a signed-in person works with, over one connection: reads the API, keeps what it read, joins it into the
/// board off the GUI thread, and says what changed. Lives on the GUI thread.
///
/// Reads after start, every 15 s (30 s while the live feed is up), on each hint of the feed (coalesced), and at once
/// after an own request moves. A failed read keeps what is known. A 401 stops all reading.
class Session : public QObject
{
    Q_OBJECT

public:
    struct Options {
        Profile profile;
        QByteArray token; ///< a secret
        QString dataFolder; ///< for the journal, the gitops mirrors, and the last picture, shown until the first answer
        const Clock *clock = nullptr; ///< outlives the session
    };

    explicit Session(Options options, QObject *parent = nullptr);
    ~Session() override;

    /// Reads what an earlier run knew, from disk, on another thread; recalled() follows. start() does it too, at once.
    void recall();
    void start();
    void refresh(); ///< F5: read everything again, now
    void setToken(const QByteArray &token); ///< after SignedOut

    const Profile &profile() const;
    const ConnectionStatus &connection() const;
    const client::Capabilities &capabilities() const;
    QString login() const; ///< whom the token belongs to; empty until known

    std::shared_ptr<const Board> board() const; ///< never null
    bool hasBoard() const; ///< false until the first complete answer, or a remembered picture
    bool boardIsRemembered() const; ///< shown from disk; no answer yet in this run
    Error boardError() const; ///< of the last attempt to read, ErrorKind::Unknown and empty when it succeeded
    QDateTime boardAsOf() const; ///< UTC, when the API said so; invalid when never

    const QHash<QString, QList<gimlet::Release>> &releases() const;
    /// What the API said of gitops commits, as the board was made of it.
    CommitWords commitWords() const;
    ArtifactFeed &artifacts();
    /// The newest few hundred artifacts, unfiltered: what previews are made with.
    const QList<gimlet::Artifact> &recentArtifacts() const;
    RequestTracker &requests();
    /// The history in git. Begins to be read when the API has answered for the first time, or failed to.
    GitopsRepos &gitops();
    client::Client &client();
    const Clock &clock() const;

Q_SIGNALS:
    void recalled(); ///< what an earlier run knew is there, or is known to be nothing
    void connectionChanged();
    void capabilitiesChanged();
    void loginChanged();
    void boardChanged(); ///< also when only its age changed
    void releasesChanged();
    void refreshingChanged(bool refreshing);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace coupe::workspace
