#pragma once

#include <QString>

// What Flux says of a gitops commit, for people. Not for other parts.
namespace coupe::workspace {

/// It was applied and did not become healthy.
bool isHealthFailure(const QString &status);

/// "The health check failed.": one sentence for a status that contains Failed.
QString sentenceForFluxFailure(const QString &status);

/// Flux's words, verbatim: "HealthCheckFailed: timeout waiting for …".
QString wordsOfFlux(const QString &status, const QString &description);

} // namespace coupe::workspace
