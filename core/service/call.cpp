#include "call.h"

#include <QCryptographicHash>
#include <QDebug>
#include <QUuid>

namespace coupe::service {

using namespace Qt::StringLiterals;

std::optional<QString> Call::parameter(QByteArrayView name) const
{
    if (!request.hasParameter(name))
        return std::nullopt;
    const QByteArray value = request.parameter(name);
    return QString::fromUtf8(value.isNull() ? "" : value);
}

Response json(int status, const QByteArray &document)
{
    return {status, document, "application/json", {{"X-Content-Type-Options", "nosniff"}}};
}

Response json(int status, const QJsonObject &object)
{
    return json(status, QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

Response json(int status, const QJsonArray &array)
{
    return json(status, QJsonDocument(array).toJson(QJsonDocument::Compact) + '\n');
}

Response plain(int status, const QString &line)
{
    QString oneLine = line;
    for (QChar &character : oneLine) {
        if (character.category() == QChar::Other_Control)
            character = u' ';
    }
    return {status, oneLine.toUtf8() + '\n', "text/plain; charset=utf-8", {{"X-Content-Type-Options", "nosniff"}}};
}

Response badRequest(const QString &why)
{
    return plain(400, why.isEmpty() ? u"Bad Request"_s : u"Bad Request: "_s + why);
}

Response badValue(const QString &why)
{
    return plain(400, u"Bad Request - "_s + why);
}

Response notFound(const QString &why)
{
    return plain(404, why.isEmpty() ? u"Not Found"_s : u"Not Found - "_s + why);
}

Response responseTo(const Error &error)
{
    if (error.kind == ErrorKind::TooLarge)
        return badValue(error.message);
    qWarning().noquote() << "A request failed:" << error.message << error.detail;
    return plain(500, u"Internal Server Error - "_s + error.message);
}

Result<qint64> integerOf(const Call &call, QByteArrayView name, qint64 fallback)
{
    const QByteArray text = call.request.parameter(name);
    if (text.isEmpty())
        return fallback;
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (isNumber)
        return number;
    return failure(ErrorKind::Invalid, u"strconv.Atoi: parsing \"%1\": invalid syntax"_s.arg(QString::fromUtf8(text)));
}

Result<std::optional<qint64>> timeOf(const Call &call, QByteArrayView name)
{
    const QString text = QString::fromUtf8(call.request.parameter(name));
    if (text.isEmpty())
        return std::nullopt;
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    // A time without a zone is not RFC 3339.
    if (time.isValid() && time.timeSpec() != Qt::LocalTime)
        return time.toSecsSinceEpoch();
    return failure(
        ErrorKind::Invalid, u"parsing time \"%1\" as \"2006-01-02T15:04:05Z07:00\": cannot parse it"_s.arg(text));
}

Event newEvent(const Call &call, const QString &type, const QString &artifactId, const QJsonObject &request)
{
    Event event;
    event.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    event.type = type;
    event.created = call.now();
    event.artifactId = artifactId;
    event.request = QJsonDocument(request).toJson(QJsonDocument::Compact);
    return event;
}

Result<Decision> decideOnce(const Call &call, std::move_only_function<Result<Decision>(Store &)> decide)
{
    const QByteArray key = call.request.header("idempotency-key");
    if (key.isEmpty())
        return call.surroundings.writes.write(call.store, [&](Store &store) { return decide(store); });
    if (key.size() > 255)
        return Decision{badValue(u"the Idempotency-Key is too long"_s), {}};

    QCryptographicHash fingerprint(QCryptographicHash::Sha256);
    for (const QByteArray &part : {call.request.method, call.request.path, call.request.query, call.request.body}) {
        fingerprint.addData(QByteArray::number(part.size()) + ':');
        fingerprint.addData(part);
    }
    return call.surroundings.writes.write(call.store, [&](Store &store) -> Result<Decision> {
        const auto remembered = store.rememberedAnswer(call.account.login, key);
        if (!remembered)
            return std::unexpected(remembered.error());
        if (*remembered) {
            if ((*remembered)->fingerprint != fingerprint.result())
                return Decision{
                    plain(422, u"Unprocessable Entity - this Idempotency-Key belongs to another request"_s), {}};
            return Decision{json((*remembered)->status, (*remembered)->body), (*remembered)->eventId};
        }
        auto decision = decide(store);
        if (!decision || decision->response.status / 100 != 2)
            return decision;
        const auto noted = store.rememberAnswer(call.account.login, key,
            {fingerprint.result(), decision->response.status, decision->response.body, decision->eventId}, call.now());
        if (!noted)
            return std::unexpected(noted.error());
        return decision;
    });
}

} // namespace coupe::service
