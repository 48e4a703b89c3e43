#include "rollbackplan.h"
#include "sessionparts.h"

#include <client/connection.h>
#include <client/endpoints.h>

#include <QCoreApplication>

namespace coupe::workspace {

using namespace Qt::StringLiterals;
using State = ConnectionStatus::State;

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds AgingInterval = 30s;

QString journalPath(const QString &dataFolder)
{
    return dataFolder + u"/requests.sqlite"_s;
}

} // namespace

Session::Private::Private(Session *session, Options options)
    : q(session), profile(std::move(options.profile)), clock(options.clock ? *options.clock : systemClock),
      client({.server = profile.server, .token = options.token}),
      kept(profile, snapshotPath(options.dataFolder, profile.id), nullptr),
      tracker(client, clock, profile.id, journalPath(options.dataFolder)), artifacts(client, nullptr, &clock),
      gitops(profile.gitops, options.dataFolder + u"/gitops"_s, clock),
      fill(client, [this](const QString &environment, const QList<gimlet::Release> &releases) {
          kept.takeOlder(environment, releases);
          kept.join(serverNow());
      })
{
    status.since = clock.now();
    setLogin(tokenSubject(options.token));
    tracker.setGitTruth([this](const Request &request, std::function<void(std::optional<bool>)> done) {
        return gitops.forecast(request.environment, request.app, request.targetHash,
            rollbackRules(profile, kept.picture.capabilities),
            [done = std::move(done)](const Result<gitops::RollbackForecast> &now) {
                done(now ? std::optional(now->now.id == now->wanted.id) : std::nullopt);
            });
    });
    aging.setInterval(AgingInterval);
    QObject::connect(&aging, &QTimer::timeout, q, [this] {
        if (kept.hasBoard)
            kept.join(serverNow());
    });
    QObject::connect(&schedule, &ReadSchedule::due, q, [this](Parts parts) { read(parts); });
    QObject::connect(&client, &client::Client::unauthorized, q, [this] { signOut(); });
    QObject::connect(&kept, &SessionBoard::releasesChanged, q, [this] {
        for (auto it = kept.releases.begin(); it != kept.releases.end(); ++it)
            tracker.noteReleases(it.key(), it.value());
        Q_EMIT q->releasesChanged();
    });
    QObject::connect(&kept, &SessionBoard::boardChanged, q, [this] {
        if (!kept.isRemembered)
            fill.look(*kept.board, serverNow());
        Q_EMIT q->boardChanged();
    });
    followRequests();
}

Session::Private::~Private()
{
    // Nobody is there any more for last words.
    if (feed)
        QObject::disconnect(feed.get(), nullptr, q, nullptr);
}

void Session::Private::connectTo()
{
    isStarted = true;
    aging.start();
    probe();
    // The token goes nowhere unknown: a server that is not remembered has to show itself to be a Gimlet first.
    if (client::isLoopback(profile.server) || mayRead || kept.isRemembered)
        startReading();
    if (!kept.hasBoard)
        recall();
}

void Session::Private::recall()
{
    if (std::exchange(isRecallAsked, true))
        return;
    kept.loadRemembered(clock.now(), [this](bool remembered) {
        if (remembered) {
            Q_EMIT q->capabilitiesChanged();
            if (isStarted && !client.isUnauthorized() && status.state != State::NotGimlet)
                startReading();
        }
        Q_EMIT q->recalled();
    });
}

void Session::Private::probe()
{
    probing = client.probe([this](const Result<client::Capabilities> &found) { probed(found); });
}

void Session::Private::probed(const Result<client::Capabilities> &found)
{
    if (!found) {
        if (found.error().kind == ErrorKind::Malformed) {
            schedule.stop();
            round.reset();
            setRefreshing(false);
            mayRead = false;
            return setStatus(State::NotGimlet, found.error());
        }
        if (mayRead || client.isUnauthorized())
            return; // the readings tell the same
        schedule.ended(false);
        return setStatus(State::Offline, found.error());
    }
    isProbed = true;
    if (kept.picture.capabilities != *found) {
        kept.picture.capabilities = *found;
        Q_EMIT q->capabilitiesChanged();
    }
    askWhoIAm();
    startReading();
    startFeed();
}

void Session::Private::startFeed()
{
    const auto transport = client::LiveFeed::transportFor(kept.picture.capabilities);
    if (feed || transport == client::LiveFeed::Transport::None)
        return;
    feed = std::make_unique<client::LiveFeed>(client.connection(), transport);
    QObject::connect(feed.get(), &client::LiveFeed::connected, q, [this] { setLive(true); });
    QObject::connect(feed.get(), &client::LiveFeed::lost, q, [this] { setLive(false); });
    QObject::connect(feed.get(), &client::LiveFeed::hint, q, [this](client::Topic topic) { hinted(topic); });
    QObject::connect(feed.get(), &client::LiveFeed::unauthorized, q, [this] { signOut(); });
    QObject::connect(feed.get(), &client::LiveFeed::resyncNeeded, q, [this] {
        if (status.state == State::Offline)
            schedule.wantNow(Everything);
        else
            schedule.want({Part::Releases, Part::Commits, Part::Artifacts});
        tracker.reconcile();
    });
    feed->start();
}

void Session::Private::askWhoIAm()
{
    if (!kept.picture.capabilities.offers(client::Feature::Self) || std::exchange(selfAsked, true))
        return;
    asking = client.get(client::GetSelf{}, [this](const Result<gimlet::User> &self) {
        if (self && !self->login.isEmpty())
            setLogin(self->login);
    });
}

void Session::Private::signOut()
{
    if (status.state == State::SignedOut)
        return;
    schedule.stop();
    aging.stop();
    fill.clear();
    artifacts.cancel();
    probing = {};
    asking = {};
    round.reset();
    setRefreshing(false);
    if (feed)
        feed->stop();
    status.live = false;
    setStatus(State::SignedOut,
        {ErrorKind::Unauthorized,
            QCoreApplication::translate(
                "workspace", "The server does not accept the token any more. Sign in again to go on."),
            {}, 401});
}

void Session::Private::setStatus(State state, const Error &error)
{
    ConnectionStatus next = status;
    next.state = state;
    next.error = error;
    if (state != status.state)
        next.since = clock.now();
    next.nextTry = state == State::Offline ? clock.now().addMSecs(schedule.pause().count()) : QDateTime();
    if (next == status)
        return;
    status = next;
    // Not before: the first answer of the API is what everybody waits for.
    if (isStarted && state != State::Connecting && !std::exchange(isGitopsStarted, true))
        gitops.start();
    Q_EMIT q->connectionChanged();
}

void Session::Private::setLogin(const QString &login)
{
    if (login == kept.login)
        return;
    kept.login = login;
    tracker.setLogin(login);
    Q_EMIT q->loginChanged();
}

void Session::Private::setLive(bool live)
{
    schedule.setLive(live);
    if (status.live == live)
        return;
    status.live = live;
    Q_EMIT q->connectionChanged();
}

} // namespace coupe::workspace
