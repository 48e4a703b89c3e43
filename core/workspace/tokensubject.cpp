#include "tokensubject.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace coupe::workspace {

QString tokenSubject(const QByteArray &token)
{
    constexpr qsizetype longest = 8 * 1024;
    const QList<QByteArray> parts = token.split('.');
    if (token.size() > longest || parts.size() != 3)
        return {};
    const auto claims = QByteArray::fromBase64Encoding(parts[1],
        QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals | QByteArray::AbortOnBase64DecodingErrors);
    if (!claims)
        return {};
    return QJsonDocument::fromJson(*claims).object().value(QLatin1StringView("sub")).toString();
}

} // namespace coupe::workspace
