#pragma once

#include <workspace/gitopssource.h>

#include <QList>
#include <QStringList>
#include <QUrl>

namespace coupe::workspace {

/// One Gimlet that a person works with. Holds no secret.
struct Profile {
    QString id; ///< stable; keys the journal
    QString name;
    QUrl server;
    bool isBuiltIn = false; ///< Coupe's own service, which takes any free port: another one at each start
    QStringList promotionOrder; ///< environments not named here follow in the server's order
    QStringList protectedEnvironments;
    QStringList unprotectedEnvironments; ///< against the rule below
    QList<GitopsSource> gitops; ///< where its gitops repos are; empty: nobody said
    bool readOnly = false;

    /// Protected environments ask for their name to be typed. By default those whose name starts with "prod".
    bool isProtected(const QString &environment) const;

    bool operator==(const Profile &) const = default;
};

} // namespace coupe::workspace
