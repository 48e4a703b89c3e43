#include "tokens.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

namespace coupe::service {

using namespace Qt::StringLiterals;

namespace {

constexpr auto UrlAlphabet = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

std::optional<QByteArray> fromBase64Url(const QByteArray &text)
{
    auto decoded = QByteArray::fromBase64Encoding(text, UrlAlphabet | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return std::nullopt;
    return *decoded;
}

std::optional<QJsonObject> objectOf(const QByteArray &part)
{
    const auto bytes = fromBase64Url(part);
    if (!bytes)
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(*bytes);
    if (!document.isObject())
        return std::nullopt;
    return document.object();
}

QByteArray signatureOf(QByteArrayView signedPart, const QByteArray &secret)
{
    return QMessageAuthenticationCode::hash(signedPart.toByteArray(), secret, QCryptographicHash::Sha256);
}

/// Takes as long whether the first or the last byte differs.
bool equalInConstantTime(const QByteArray &a, const QByteArray &b)
{
    if (a.size() != b.size())
        return false;
    unsigned char difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= static_cast<unsigned char>(a[i] ^ b[i]);
    return difference == 0;
}

} // namespace

QByteArray makeSecret()
{
    static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::array<quint32, 13> random;
    QRandomGenerator::system()->fillRange(random.data(), qsizetype(random.size()));
    // 52 letters of five bits each, four letters out of each 20 bits of a word.
    QByteArray secret;
    for (const quint32 word : random) {
        for (int letter = 0; letter < 4; ++letter)
            secret.append(alphabet[(word >> (5 * letter)) & 31]);
    }
    return secret;
}

QByteArray mintToken(const QByteArray &login, const QByteArray &secret, QByteArrayView type, qint64 issuedAt,
    std::optional<qint64> expires)
{
    static const QByteArray head = QByteArray(R"({"alg":"HS256","typ":"JWT"})").toBase64(UrlAlphabet);
    QJsonObject claims{
        {"iat"_L1, issuedAt}, {"sub"_L1, QString::fromUtf8(login)}, {"type"_L1, QString::fromLatin1(type)}};
    if (expires)
        claims.insert("exp"_L1, *expires);
    const QByteArray signedPart =
        head + '.' + QJsonDocument(claims).toJson(QJsonDocument::Compact).toBase64(UrlAlphabet);
    return signedPart + '.' + signatureOf(signedPart, secret).toBase64(UrlAlphabet);
}

std::optional<Claims> readClaims(const QByteArray &token)
{
    const QList<QByteArray> parts = token.split('.');
    if (parts.size() != 3)
        return std::nullopt;
    const auto head = objectOf(parts[0]);
    const auto body = objectOf(parts[1]);
    if (!head || !body || head->value("alg"_L1) != "HS256"_L1)
        return std::nullopt;

    Claims claims;
    for (const auto &[key, target] : {std::pair{"sub"_L1, &claims.subject}, std::pair{"type"_L1, &claims.type}}) {
        const QJsonValue value = body->value(key);
        if (!value.isString() && !value.isUndefined() && !value.isNull())
            return std::nullopt;
        *target = value.toString().toUtf8();
    }
    for (const auto key : {"exp"_L1, "iat"_L1}) {
        const QJsonValue value = body->value(key);
        if (value.isUndefined() || value.isNull())
            continue;
        constexpr qint64 notWhole = std::numeric_limits<qint64>::min();
        const qint64 seconds = value.toInteger(notWhole);
        if (seconds == notWhole)
            return std::nullopt;
        if (key == "exp"_L1)
            claims.expires = seconds;
    }
    return claims;
}

bool verifyToken(const QByteArray &token, const QByteArray &secret, qint64 now)
{
    const auto claims = readClaims(token);
    const qsizetype dot = token.lastIndexOf('.');
    if (!claims || secret.isEmpty())
        return false;
    const auto signature = fromBase64Url(token.mid(dot + 1));
    if (!signature || !equalInConstantTime(*signature, signatureOf(QByteArrayView(token).first(dot), secret)))
        return false;
    return claims->type != SessionToken || claims->expires.value_or(0) > now;
}

QByteArray tokenOf(const Request &request)
{
    const QByteArray authorization = request.header("authorization");
    if (authorization.startsWith("Bearer ") || authorization.startsWith("BEARER "))
        return authorization.mid(qsizetype(qstrlen("Bearer ")));
    if (const QByteArray parameter = request.parameter("access_token"); !parameter.isEmpty())
        return parameter;
    if (request.method == "POST" && request.header("content-type").startsWith("application/x-www-form-urlencoded")) {
        Request form;
        form.query = request.body;
        if (const QByteArray parameter = form.parameter("access_token"); !parameter.isEmpty())
            return parameter;
    }
    for (const QByteArray &cookie : request.header("cookie").split(';')) {
        const QByteArray pair = cookie.trimmed();
        if (pair.startsWith("user_sess="))
            return pair.mid(qsizetype(qstrlen("user_sess=")));
    }
    return {};
}

} // namespace coupe::service
