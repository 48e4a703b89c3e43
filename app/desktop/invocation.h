#pragma once

#include <base/result.h>
#include <workspace/gitopssource.h>

#include <QStringList>
#include <QUrl>

namespace coupe::desktop {

/// What the command line asks for.
struct Invocation {
    enum class Kind {
        Help,
        Version,
        BuiltIn, ///< the built-in service, kept in the data folder
        Server, ///< another Gimlet
        Demo,
    };

    Kind kind = Kind::BuiltIn;
    QString dataFolder; ///< as given; empty: the default, or a throwaway one for the demo
    QUrl server;
    QList<workspace::GitopsSource> gitops; ///< of the server: where its gitops repos are
    QByteArray token; ///< a secret; from GIMLET_TOKEN or the token file
    QString tourFolder; ///< of the demo: play the tour, and leave its pictures here
    double speed = 1; ///< of the demo's clusters
};

/// Reads the command line and the environment. Errors are of kind Invalid, with a sentence for the terminal.
Result<Invocation> readInvocation(const QStringList &arguments);

QString helpText();

} // namespace coupe::desktop
