#pragma once

#include "http.h"
#include "store.h"
#include "surroundings.h"

namespace coupe::service {

/// One request on its way through the API.
struct Call {
    const Request &request;
    const Account &account; ///< empty for routes that are open to all
    Store &store; ///< this thread's
    Surroundings &surroundings;

    /// A parameter as text; nothing when it is not there. Presence matters, not value (contract §2.4).
    std::optional<QString> parameter(QByteArrayView name) const;
    qint64 now() const { return surroundings.clock->unixTime(); }
};

using Answer = Result<Response>;

/// @name Answers (contract §2.4): JSON, or one plain line
/// @{
Response json(int status, const QByteArray &document);
Response json(int status, const QJsonObject &object);
Response json(int status, const QJsonArray &array);
Response plain(int status, const QString &line);
Response badRequest(const QString &why = {}); ///< "Bad Request: why"
Response badValue(const QString &why); ///< "Bad Request - why"
Response notFound(const QString &why = {}); ///< "Not Found - why"
/// What a failure of our own looks like.
Response responseTo(const Error &error);
/// @}

/// @name Reading parameters
/// @{
/// An error is a bad request with the words Go has for it.
Result<qint64> integerOf(const Call &call, QByteArrayView name, qint64 fallback);
Result<std::optional<qint64>> timeOf(const Call &call, QByteArrayView name); ///< RFC 3339 → unix seconds
/// @}

/// The request's body as a T. An error's message is the answer's line.
template <typename T> Result<T> bodyOf(const Call &call)
{
    return andThen(gimlet::parseJson(call.request.body), gimlet::JsonDecoder::decodeObject<T>);
}

/// What a mutation decided: the answer, and the event that it made.
struct Decision {
    Response response;
    QString eventId;
};

/// Commits what @p decide, a function Store & → Result<Decision>, does, together with the answer it gives. When the
/// request carries an `Idempotency-Key` that this account used before for the same request, nothing is done and the
/// first answer is given again; 422 when it was for another one. A decision that is not a 2xx is not remembered.
Result<Decision> decideOnce(const Call &call, std::move_only_function<Result<Decision>(Store &)> decide);

/// A new event of this moment.
Event newEvent(const Call &call, const QString &type, const QString &artifactId, const QJsonObject &request);

} // namespace coupe::service
