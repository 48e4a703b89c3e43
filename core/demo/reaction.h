#pragma once

#include <demo/sample.h>
#include <gimlet/flux.h>

#include <chrono>

namespace coupe::demo {

/// How a cluster takes a version of an app.
struct Reaction {
    std::chrono::milliseconds progressing{}; ///< from the commit to Flux taking it up
    std::chrono::milliseconds settled{}; ///< from the commit to the last word
    QString reason; ///< the last word
    QString message;

    bool operator==(const Reaction &) const = default;
};

/// Always the same for the same app, environment and version. @p app and @p sha may be empty, for a commit that
/// releases nothing.
Reaction reactionTo(const Sample &sample, const QString &app, const QString &environment, const QString &sha);

/// A gitops commit as a cluster sees it. Each app has a Kustomization of its own.
struct Revision {
    QString app; ///< empty when it is not known: the environment's own Kustomization speaks
    QString environment;
    QString gitopsCommit;
};

/// @name What Flux's notification controller posts about a revision
/// @{
gimlet::FluxEvent progressingEvent(const Revision &revision, const QDateTime &when);
gimlet::FluxEvent settledEvent(const Reaction &reaction, const Revision &revision, const QDateTime &when);
/// @}

} // namespace coupe::demo
