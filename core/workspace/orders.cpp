#include "orders.h"

#include <gimlet/commithash.h>

#include <QCoreApplication>

namespace coupe::workspace {

namespace {

QString say(const char *words)
{
    return QCoreApplication::translate("workspace", words);
}

} // namespace

Result<void> check(const DeployOrder &order)
{
    if (order.environment.isEmpty() || order.app.isEmpty() || order.artifactId.isEmpty())
        return failure(ErrorKind::Invalid, say("A deploy needs an environment, an app and an artifact."));
    return {};
}

Result<void> check(const RollbackOrder &order, const QHash<QString, QList<gimlet::Release>> &known)
{
    if (order.environment.isEmpty() || order.app.isEmpty() || !gimlet::isFullHash(order.targetHash)) {
        return failure(ErrorKind::Invalid,
            say("A rollback needs an environment, an app and the full hash of the release to return to."));
    }
    for (auto it = known.begin(); it != known.end(); ++it) {
        for (const gimlet::Release &release : it.value()) {
            if (release.gitopsRef != order.targetHash)
                continue;
            if (it.key() != order.environment || release.app != order.app) {
                return failure(ErrorKind::Invalid,
                    say("The release to return to is not one of %1 in %2.").arg(order.app, order.environment));
            }
            if (release.rolledBack) {
                return failure(ErrorKind::Invalid,
                    say("The release to return to was rolled back itself. Deploy that version again instead."));
            }
        }
    }
    return {};
}

Result<void> check(const DeleteOrder &order)
{
    if (order.environment.isEmpty() || order.app.isEmpty())
        return failure(ErrorKind::Invalid, say("A delete needs an environment and an app."));
    return {};
}

QStringList releasesAfter(const RollbackOrder &order, const QList<gimlet::Release> &releases)
{
    QStringList refs;
    for (const gimlet::Release &release : releases) {
        if (release.gitopsRef == order.targetHash)
            break;
        if (release.app == order.app && !release.rolledBack && !release.gitopsRef.isEmpty())
            refs.append(release.gitopsRef);
    }
    return refs;
}

} // namespace coupe::workspace
