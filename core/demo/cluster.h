#pragma once

#include <QObject>

#include <memory>

namespace coupe::demo {

class Company;

/// Flux in three clusters, simulated: follows the service's gitops commits and tells it how they fare, as Flux's
/// notification controller does. What becomes of a commit depends on its app, environment and version alone, so a demo
/// can be repeated: most are healthy after some seconds, some apps take half a minute, and one version does not get
/// healthy.
///
/// Commits that were left unfinished when the last demo ended are taken up again. Lives on the thread that made it,
/// needs its event loop, and never blocks.
class Cluster final : public QObject
{
    Q_OBJECT

public:
    /// @param company outlives the cluster.
    /// @param speed how many times faster than life: 20 makes a minute three seconds.
    explicit Cluster(const Company &company, double speed = 1.0, QObject *parent = nullptr);
    ~Cluster() override;

    void start();
    void stop(); ///< events that are due are not posted; start() takes the commits up again

Q_SIGNALS:
    /// The service has taken note of an event. @p reason is Flux's word: Progressing, ReconciliationSucceeded,
    /// HealthCheckFailed.
    void reported(const QString &environment, const QString &commit, const QString &reason);
    /// The commit has its last word: it is healthy, or it is not.
    void settled(const QString &environment, const QString &commit, const QString &reason);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace coupe::demo
