#pragma once

#include <gimlet/json.h>

#include <QDateTime>

namespace coupe::gimlet {

/// What Flux's notification controller posts to /api/flux-events (contract §3.8).
struct FluxEvent {
    QString kind;
    QString namespaceName;
    QString name;
    QString severity;
    QDateTime timestamp; ///< RFC 3339 on the wire
    QString message;
    QString reason;
    QString revision; ///< "main@sha1:<hash>", "main/<hash>" and other spellings

    bool operator==(const FluxEvent &) const = default;
};

void decode(const JsonDecoder::Object &object, FluxEvent &event);
QJsonObject toJson(const FluxEvent &event);

/// The commit that a Flux revision names: its last 40-digit hash after a `/` or `:`, in lower case; empty when there is
/// none. Reads every spelling of the contract's table.
QString commitOfRevision(QStringView revision);

} // namespace coupe::gimlet
