#pragma once

#include <demo/company.h>
#include <demo/localhttp.h>
#include <demo/reaction.h>
#include <demo/shipping.h>
#include <demo/timeline.h>
#include <gimlet/release.h>

#include <deque>

namespace coupe::demo {

/// Plays the company's past on a service that knows nothing yet: sets the clock, asks over HTTP as CI, people and Flux
/// would, and waits until the service's worker is done, one step after the other.
class Past
{
public:
    struct Tokens {
        QByteArray ci;
        QByteArray flux;
        QMap<QString, QByteArray> people; ///< by login
    };

    Past(const Sample &sample, Tokens tokens, const QUrl &server, ManualClock &clock);

    /// Errors: Cancelled, and whatever the service did not do.
    Result<void> play(const std::vector<Step> &steps, const QDateTime &now, const Company::Watch &watch);

private:
    /// Flux will say something about a gitops commit.
    struct Outlook {
        QDateTime due;
        QString environment;
        gimlet::FluxEvent event;
    };

    Result<void> take(const Step &step);
    Result<void> ship(const Commit &commit);
    Result<void> act(const Act &act);
    Result<void> observe(const gimlet::ReleaseStatus &status, const QString &sha);
    void expect(const Revision &revision, const Reaction &reaction);
    Result<gimlet::ReleaseStatus> processed(const QByteArray &target, const QByteArray &token);
    Result<void> tellFluxEventsUntil(const QDateTime &time);

    const Sample &m_sample;
    Tokens m_tokens;
    LocalHttp m_http;
    ManualClock &m_clock;
    Shipping m_shipping;
    QDateTime m_now; ///< where the past ends
    QHash<QString, QString> m_artifacts; ///< commit hash → artifact id
    QHash<QString, QString> m_gitopsCommits; ///< app, environment and commit hash → gitops commit that released it
    std::deque<Outlook> m_outlooks; ///< in order
};

} // namespace coupe::demo
