#pragma once

#include <QString>

namespace coupe::workspace {

/// Where a gitops repo of a profile is fetched from, and what it holds. Holds no secret.
struct GitopsSource {
    QString url; ///< as gitops::RemoteAddress takes it: https, ssh, or a path on this machine
    QString environment = {}; ///< the one that has the repo to itself; empty: a folder for each environment

    bool operator==(const GitopsSource &) const = default;
};

} // namespace coupe::workspace
