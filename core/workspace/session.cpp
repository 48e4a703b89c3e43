#include "session.h"

#include "sessionparts.h"

namespace coupe::workspace {

using State = ConnectionStatus::State;

Session::Session(Options options, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, std::move(options)))
{
}

Session::~Session() = default;

void Session::start()
{
    d->tracker.start();
    d->connectTo();
}

void Session::recall()
{
    d->recall();
}

void Session::refresh()
{
    if (d->status.state == State::SignedOut)
        return;
    d->artifacts.refresh();
    d->gitops.refresh();
    if (d->feed)
        d->feed->retryNow();
    if (d->status.state == State::NotGimlet || !d->isProbed)
        d->probe();
    if (d->mayRead)
        d->schedule.wantNow(Everything);
}

void Session::setToken(const QByteArray &token)
{
    d->client.setToken(token);
    d->feed.reset();
    d->isProbed = false;
    d->selfAsked = false;
    d->setLogin(tokenSubject(token));
    d->setStatus(State::Connecting);
    d->connectTo();
}

const Profile &Session::profile() const
{
    return d->profile;
}

const ConnectionStatus &Session::connection() const
{
    return d->status;
}

const client::Capabilities &Session::capabilities() const
{
    return d->kept.picture.capabilities;
}

QString Session::login() const
{
    return d->kept.login;
}

std::shared_ptr<const Board> Session::board() const
{
    return d->kept.board;
}

bool Session::hasBoard() const
{
    return d->kept.hasBoard;
}

bool Session::boardIsRemembered() const
{
    return d->kept.isRemembered;
}

Error Session::boardError() const
{
    return d->boardError;
}

QDateTime Session::boardAsOf() const
{
    return d->kept.picture.asOf;
}

const QHash<QString, QList<gimlet::Release>> &Session::releases() const
{
    return d->kept.releases;
}

CommitWords Session::commitWords() const
{
    return workspace::commitWords(d->kept.releases, d->kept.picture.commits);
}

ArtifactFeed &Session::artifacts()
{
    return d->artifacts;
}

const QList<gimlet::Artifact> &Session::recentArtifacts() const
{
    return d->kept.picture.artifacts;
}

RequestTracker &Session::requests()
{
    return d->tracker;
}

GitopsRepos &Session::gitops()
{
    return d->gitops;
}

client::Client &Session::client()
{
    return d->client;
}

const Clock &Session::clock() const
{
    return d->clock;
}

} // namespace coupe::workspace
