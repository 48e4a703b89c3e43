#include "fluxwords.h"

#include <QCoreApplication>

namespace coupe::workspace {

using namespace Qt::StringLiterals;

bool isHealthFailure(const QString &status)
{
    return status.startsWith("HealthCheckFailed"_L1);
}

QString sentenceForFluxFailure(const QString &status)
{
    if (isHealthFailure(status))
        return QCoreApplication::translate("workspace", "It was applied, but did not become healthy.");
    if (status.startsWith("ValidationFailed"_L1))
        return QCoreApplication::translate("workspace", "The cluster did not accept the manifests.");
    if (status.startsWith("ArtifactFailed"_L1))
        return QCoreApplication::translate("workspace", "Flux could not fetch the commit.");
    return QCoreApplication::translate("workspace", "Flux could not apply it.");
}

QString wordsOfFlux(const QString &status, const QString &description)
{
    return description.isEmpty() ? status : status + u": "_s + description;
}

} // namespace coupe::workspace
