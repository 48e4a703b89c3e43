#pragma once

#include <QDateTime>
#include <QUrl>
#include <QUrlQuery>

namespace coupe::client {

/// Everything but letters, digits and -._~ is encoded: QUrlQuery leaves a `+` alone, which Go's servers read as a
/// space.
inline void add(QUrlQuery &query, const QString &key, const QString &value)
{
    query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
}

inline void addUnlessEmpty(QUrlQuery &query, const QString &key, const QString &value)
{
    if (!value.isEmpty())
        add(query, key, value);
}

/// Times in queries are RFC 3339; those in bodies are not (contract §3.0).
inline void addTime(QUrlQuery &query, const QString &key, const QDateTime &time)
{
    if (time.isValid())
        add(query, key, time.toUTC().toString(Qt::ISODate));
}

} // namespace coupe::client
