#pragma once

#include <demo/sample.h>
#include <gimlet/artifact.h>

namespace coupe::demo {

/// The company's CI: makes artifacts as a CI plugin of Gimlet does. Remembers what earlier commits changed in the
/// manifests, so commits are to be shipped in order.
class Shipping
{
public:
    explicit Shipping(const Sample &sample); ///< which outlives it

    gimlet::Artifact artifactOf(const Commit &commit, const QDateTime &shippedAt);

private:
    const Sample &m_sample;
    QMap<QString, App> m_apps; ///< as the last commit on main left them
    QMap<QString, int> m_builds; ///< by repository
};

/// How @p app is deployed to each of its environments, in the order of @p environments.
QList<gimlet::Manifest> manifestsOf(const App &app, const QStringList &environments, const QString &manifestTemplate);

} // namespace coupe::demo
