#include "cluster.h"

#include "company.h"
#include "reaction.h"

#include <client/client.h>
#include <client/endpoints.h>
#include <client/mutations.h>

#include <QSet>
#include <QTimer>

#include <map>

namespace coupe::demo {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds LookAgainAfter = 500ms;
constexpr milliseconds LeastLookAgainAfter = 20ms;
/// How many of an environment's releases are looked through for a commit.
constexpr int RecentReleases = 50;
/// A commit that was left unfinished long ago gets its last word after this.
constexpr milliseconds LeastUntilSettled = 3s;

} // namespace

/// One gitops commit on its way.
struct Rollout {
    QString environment;
    QString commit;
    QString app; ///< empty until known
    QString sha; ///< the version; empty of a rollback
    milliseconds age{}; ///< when it was taken up
    bool progressing = false; ///< the service was told
    Reaction reaction;
    std::unique_ptr<QTimer> timer;
    Task call;
};

class Cluster::Private
{
public:
    Private(Cluster *cluster, const Company &fromCompany, double withSpeed);

    void learn();
    void look();
    void takeUp(const QList<gimlet::GitopsCommit> &commits);
    void identify(Rollout &rollout);
    QString rolledBackApp(const QString &environment, const QList<gimlet::Release> &releases);
    void schedule(Rollout &rollout);
    void report(Rollout &rollout, bool settled);
    void forget(const QString &commit);
    void wait(QTimer &timer, milliseconds time) const;

    Cluster *const q;
    const Company &company;
    const double speed;
    client::Client client;
    bool isRunning = false;
    QTimer lookTimer;
    Task looking;
    std::vector<Task> learning;
    qsizetype unlearned = 0;
    QHash<QString, QSet<QString>> rolledBack; ///< environment → releases known to be rolled back
    QHash<QString, QString> lastRolledBack; ///< environment → app
    std::map<QString, Rollout> rollouts; ///< by commit
    QSet<QString> settled; ///< commits that have their last word
};

Cluster::Private::Private(Cluster *cluster, const Company &fromCompany, double withSpeed)
    : q(cluster), company(fromCompany), speed(std::max(withSpeed, 0.01)),
      client({fromCompany.url(), fromCompany.clusterToken()})
{
    lookTimer.setSingleShot(true);
    QObject::connect(&lookTimer, &QTimer::timeout, q, [this] { look(); });
}

void Cluster::Private::wait(QTimer &timer, milliseconds time) const
{
    timer.start(milliseconds(static_cast<qint64>(static_cast<double>(time.count()) / speed)));
}

/// A rollback shows in the releases it took back, and in nothing else: so those of before must be known.
void Cluster::Private::learn()
{
    const QStringList environments = company.environments();
    unlearned = environments.size();
    learning.clear();
    for (const QString &environment : environments) {
        client::ListReleases releases;
        releases.env = environment;
        releases.limit = RecentReleases;
        learning.push_back(client.get(releases, [this, environment](const Result<QList<gimlet::Release>> &list) {
            for (const gimlet::Release &release : list.value_or(QList<gimlet::Release>{})) {
                if (release.rolledBack)
                    rolledBack[environment].insert(release.gitopsRef);
            }
            if (--unlearned == 0)
                look();
        }));
    }
}

void Cluster::Private::look()
{
    looking = client.get(client::ListGitopsCommits{}, [this](const Result<QList<gimlet::GitopsCommit>> &commits) {
        if (commits)
            takeUp(*commits);
        lookTimer.start(
            std::max(milliseconds(static_cast<qint64>(LookAgainAfter.count() / speed)), LeastLookAgainAfter));
    });
}

void Cluster::Private::takeUp(const QList<gimlet::GitopsCommit> &commits)
{
    for (const gimlet::GitopsCommit &commit : commits) {
        if (commit.status.contains(u"Succeeded") || commit.status.contains(u"Failed") || settled.contains(commit.sha)
            || rollouts.contains(commit.sha))
            continue;
        Rollout &rollout = rollouts[commit.sha];
        rollout.environment = commit.env;
        rollout.commit = commit.sha;
        rollout.age = milliseconds(std::max<qint64>(0, commit.created.msecsTo(company.clock().now())));
        rollout.progressing = commit.status == u"Progressing";
        identify(rollout);
    }
}

void Cluster::Private::identify(Rollout &rollout)
{
    client::ListReleases releases;
    releases.env = rollout.environment;
    releases.limit = RecentReleases;
    rollout.call = client.get(releases, [this, &rollout](const Result<QList<gimlet::Release>> &list) {
        if (!list)
            return forget(rollout.commit);
        for (const gimlet::Release &release : *list) {
            if (release.gitopsRef == rollout.commit && release.version) {
                rollout.app = release.app;
                rollout.sha = release.version->sha;
            }
        }
        if (rollout.app.isEmpty())
            rollout.app = rolledBackApp(rollout.environment, *list);
        schedule(rollout);
    });
}

QString Cluster::Private::rolledBackApp(const QString &environment, const QList<gimlet::Release> &releases)
{
    for (const gimlet::Release &release : releases) {
        if (release.rolledBack && !rolledBack[environment].contains(release.gitopsRef)) {
            rolledBack[environment].insert(release.gitopsRef);
            lastRolledBack[environment] = release.app;
        }
    }
    // Further commits of the same rollback find nothing new.
    return lastRolledBack.value(environment);
}

void Cluster::Private::schedule(Rollout &rollout)
{
    rollout.reaction = reactionTo(company.sample(), rollout.app, rollout.environment, rollout.sha);
    rollout.timer = std::make_unique<QTimer>();
    rollout.timer->setSingleShot(true);
    QObject::connect(
        rollout.timer.get(), &QTimer::timeout, q, [this, &rollout] { report(rollout, rollout.progressing); });
    if (rollout.progressing)
        wait(*rollout.timer, std::max(rollout.reaction.settled - rollout.age, LeastUntilSettled));
    else
        wait(*rollout.timer, std::max(rollout.reaction.progressing - rollout.age, 0ms));
}

void Cluster::Private::report(Rollout &rollout, bool last)
{
    const QDateTime now = company.clock().now();
    client::PostFluxEvent message;
    message.env = rollout.environment;
    const Revision revision{rollout.app, rollout.environment, rollout.commit};
    message.event = last ? settledEvent(rollout.reaction, revision, now) : progressingEvent(revision, now);
    rollout.call = client.send(message, {}, [this, &rollout, last](const client::Outcome<client::Noted> &outcome) {
        const QString commit = rollout.commit;
        if (!std::holds_alternative<client::Accepted<client::Noted>>(outcome))
            return forget(commit); // and take it up again, as Flux would
        const QString environment = rollout.environment;
        const QString reason = last ? rollout.reaction.reason : u"Progressing"_s;
        if (last) {
            settled.insert(commit);
            forget(commit);
        } else {
            rollout.progressing = true;
            wait(*rollout.timer, rollout.reaction.settled - rollout.reaction.progressing);
        }
        Q_EMIT q->reported(environment, commit, reason);
        if (last)
            Q_EMIT q->settled(environment, commit, reason);
    });
}

/// Callers may run inside the rollout's own callback: they touch it no more, the name of the commit included.
void Cluster::Private::forget(const QString &commit)
{
    const auto forgotten = rollouts.extract(commit);
}

Cluster::Cluster(const Company &company, double speed, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, company, speed))
{
}

Cluster::~Cluster() = default;

void Cluster::start()
{
    if (!d->isRunning)
        d->learn();
    d->isRunning = true;
}

void Cluster::stop()
{
    d->isRunning = false;
    d->learning.clear();
    d->lookTimer.stop();
    d->looking.cancel();
    d->rollouts.clear();
}

} // namespace coupe::demo
