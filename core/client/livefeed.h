#pragma once

#include <base/result.h>
#include <client/capabilities.h>
#include <client/connection.h>

#include <QObject>

#include <chrono>
#include <memory>

namespace coupe::client {

using namespace std::chrono_literals;

/// What a live event gives reason to read again.
enum class Topic {
    GitopsCommits, ///< Flux, or the worker, said something of a commit: releases, tracking, gitops commits
    Environments, ///< agents or Flux changed: see ListEnvs before answering with it
    Artifacts, ///< a repository or its commits changed
    Other,
};

/// The patience of a LiveFeed. Tests shorten it.
struct FeedTiming {
    std::chrono::milliseconds handshake = 10s;
    std::chrono::milliseconds ping = 20s;
    int missedPongs = 2; ///< in a row: the peer is dead
    std::chrono::milliseconds silence = 75s; ///< of a stream of server-sent events, which pings every 30 s
    std::chrono::milliseconds firstRetry = 1s; ///< and the least
    std::chrono::milliseconds lastRetry = 60s; ///< doubled up to this
    std::chrono::milliseconds stable = 60s; ///< a connection that lasted this long starts the back-off anew
    std::chrono::milliseconds coalesce = 1s; ///< at most one hint of each topic in this time
};

/// Live events of a server, over `/ws/` (G, N) or `/sink/register` (D), or none (contract §4).
///
/// Events are hints that something may have changed, and carry nothing: anybody signed in can forge them, none is ever
/// replayed, so what is shown is always read from the API. Reconnects by itself with full jitter; after a 401 it stays
/// down. Never sends data, since servers pass it on to everybody. Lives on the thread that made it.
class LiveFeed final : public QObject
{
    Q_OBJECT

public:
    enum class Transport { None, Websocket, ServerSentEvents };
    static Transport transportFor(const Capabilities &capabilities);

    LiveFeed(Connection connection, Transport transport, FeedTiming timing = {}, QObject *parent = nullptr);
    ~LiveFeed() override;

    void start();
    void stop();
    /// Tries at once instead of waiting for the next try: after the machine woke up, or when the person asks.
    void retryNow();
    bool isConnected() const;
    /// Documents that were not what the contract says, and were dropped.
    int malformedCount() const;

Q_SIGNALS:
    void connected();
    /// After each connected(): whatever happened in between was not told. Read everything again.
    void resyncNeeded();
    /// The connection ended, or could not be made. @p nextTry from now; negative when there is none.
    void lost(const coupe::Error &error, std::chrono::milliseconds nextTry);
    void hint(coupe::client::Topic topic);
    /// The token is not accepted. The feed has stopped.
    void unauthorized();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace coupe::client
