#include "answer.h"

#include "capabilities.h"
#include "messages.h"

#include <gimlet/json.h>

namespace coupe::client {

namespace {

/// A few words of an error go into a sentence, a page does not.
constexpr qsizetype MaxDetail = 500;

bool isPage(const QByteArray &body)
{
    const QByteArray start = body.left(256).trimmed();
    return start.startsWith('<') || start.startsWith("\xef\xbb\xbf<");
}

QString firstLine(const QByteArray &body)
{
    const QByteArray start = body.left(4 * MaxDetail).trimmed();
    return QString::fromUtf8(start.split('\n').first()).trimmed().left(MaxDetail);
}

QString pageNote(const QByteArray &page)
{
    return QStringLiteral("a web page of %1 bytes").arg(page.size());
}

ErrorKind kindOf(const Answer &answer, bool page)
{
    switch (answer.status) {
    case 401:
        return ErrorKind::Unauthorized;
    case 403:
        return ErrorKind::Forbidden;
    case 404:
        if (page)
            return ErrorKind::Malformed;
        return answer.body.startsWith("404 page not found") ? ErrorKind::NotOffered : ErrorKind::NotFound;
    case 405:
        return page ? ErrorKind::Malformed : ErrorKind::NotOffered;
    default:
        if (answer.status >= 500)
            return ErrorKind::ServerFailed;
        return answer.status >= 400 ? ErrorKind::Rejected : ErrorKind::Redirected;
    }
}

QString messageOf(ErrorKind kind, const Answer &answer)
{
    switch (kind) {
    case ErrorKind::Unauthorized:
        return messages::unauthorized();
    case ErrorKind::Forbidden:
        return messages::forbidden();
    case ErrorKind::NotFound:
        return messages::notFound();
    case ErrorKind::NotOffered:
        return messages::notOffered();
    case ErrorKind::Redirected:
        return messages::redirectedNowhere();
    case ErrorKind::ServerFailed:
        if (answer.status >= 502)
            return messages::serverOverloaded();
        return answer.body.trimmed().isEmpty() ? messages::serverPanic() : messages::serverFailed();
    default:
        return messages::rejected();
    }
}

Error errorOf(const Answer &answer)
{
    const bool page = isPage(answer.body);
    const ErrorKind kind = kindOf(answer, page);
    // The page itself is nobody's words: it is never shown.
    if (page)
        return {kind, kind == ErrorKind::Unauthorized ? messages::unauthorized() : messages::anotherWebsite(),
            pageNote(answer.body), answer.status};
    return {kind, messageOf(kind, answer), firstLine(answer.body), answer.status};
}

} // namespace

Result<QJsonValue> jsonOf(const Answer &answer)
{
    // Of a refusal the status is enough, even when its words were cut off.
    if (answer.error && answer.status < 400)
        return std::unexpected(*answer.error);
    if (answer.status < 200 || answer.status >= 300)
        return std::unexpected(errorOf(answer));
    if (isPage(answer.body))
        return std::unexpected(
            Error{ErrorKind::Malformed, messages::anotherWebsite(), pageNote(answer.body), answer.status});
    if (answer.body.trimmed().isEmpty())
        return QJsonValue(QJsonValue::Undefined);
    Result<QJsonValue> json = gimlet::parseJson(answer.body);
    if (!json)
        return std::unexpected(Error{ErrorKind::Malformed, messages::notJson(), json.error().detail, answer.status});
    return json;
}

Error notGimlets(Error error, const Answer &answer)
{
    error.httpStatus = answer.status;
    return error;
}

Error unexpectedSuccess(const Answer &answer)
{
    return {ErrorKind::Malformed, messages::unexpectedSuccess(), firstLine(answer.body), answer.status};
}

Error notOffered()
{
    return {ErrorKind::NotOffered, messages::notOffered(), {}, 0};
}

bool isServerPanic(const Error &error)
{
    return error.kind == ErrorKind::ServerFailed && error.httpStatus == 500 && error.detail.isEmpty();
}

} // namespace coupe::client
