#pragma once

#include <base/result.h>

#include <QByteArray>
#include <QDateTime>
#include <QJsonValue>

#include <optional>

namespace coupe::client {

/// What came back of one request, before anybody has judged it. A value: read on the network's thread, decoded on
/// another.
struct Answer {
    int status = 0; ///< 0 without an HTTP answer
    QByteArray body; ///< as much as the limits allow
    QDateTime date; ///< the server's clock, by its Date header
    std::optional<Error> error; ///< why there is no complete answer
    bool maybeDelivered = true; ///< false when the request provably never reached a server
};

/// The document of a successful answer: undefined for an empty body. Everything else is an error: what kept the answer
/// from us, a status of 3xx to 5xx with the first line of the server's words as detail, or a body that is not JSON. The
/// content type is not asked, since Gimlet sends JSON as text (contract §2.4).
Result<QJsonValue> jsonOf(const Answer &answer);

/// @p error of a body that was JSON but not what the contract says, with the status it came with.
Error notGimlets(Error error, const Answer &answer);

/// A 2xx that is not the one the contract names.
Error unexpectedSuccess(const Answer &answer);

} // namespace coupe::client
