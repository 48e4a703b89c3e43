#include "json.h"

#include <QJsonDocument>

namespace coupe::gimlet {

using namespace Qt::StringLiterals;

void JsonDecoder::Object::read(QLatin1StringView key, QString &target) const
{
    const QJsonValue value = take(key);
    if (value.isString())
        target = value.toString();
    else if (!value.isNull())
        refuse(key, "a text"_L1);
}

void JsonDecoder::Object::read(QLatin1StringView key, qint64 &target) const
{
    const QJsonValue value = take(key);
    if (value.isNull())
        return;
    // A fraction, or more than 64 bits, comes back as the default.
    constexpr qint64 refused = std::numeric_limits<qint64>::min();
    const qint64 number = value.isDouble() ? value.toInteger(refused) : refused;
    if (number == refused)
        refuse(key, "a whole number"_L1);
    else
        target = number;
}

void JsonDecoder::Object::read(QLatin1StringView key, bool &target) const
{
    const QJsonValue value = take(key);
    if (value.isBool())
        target = value.toBool();
    else if (!value.isNull())
        refuse(key, "true or false"_L1);
}

void JsonDecoder::Object::read(QLatin1StringView key, QJsonObject &target) const
{
    const QJsonValue value = take(key);
    if (value.isObject())
        target = value.toObject();
    else if (!value.isNull())
        refuse(key, "an object"_L1);
}

void JsonDecoder::Object::read(QLatin1StringView key, QStringList &target) const
{
    const QJsonValue value = take(key);
    if (value.isNull())
        return;
    if (!value.isArray())
        return refuse(key, "a list of texts"_L1);
    const QJsonArray array = value.toArray();
    target.reserve(array.size());
    for (const QJsonValue element : array) {
        if (!element.isString() && !element.isNull())
            return refuse(key, "a list of texts"_L1);
        target.append(element.toString());
    }
}

void JsonDecoder::Object::read(QLatin1StringView key, QMap<QString, QString> &target) const
{
    const QJsonValue value = take(key);
    if (value.isNull())
        return;
    if (!value.isObject())
        return refuse(key, "a map of texts"_L1);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonValue member = it.value();
        if (!member.isString() && !member.isNull())
            return refuse(key, "a map of texts"_L1);
        target.insert(target.cend(), it.key(), member.toString());
    }
}

void JsonDecoder::Object::read(QLatin1StringView key, QList<QJsonObject> &target) const
{
    const QJsonValue value = take(key);
    if (value.isNull())
        return;
    if (!value.isArray())
        return refuse(key, "a list of objects"_L1);
    const QJsonArray array = value.toArray();
    target.reserve(array.size());
    for (const QJsonValue element : array) {
        if (!element.isObject() && !element.isNull())
            return refuse(key, "a list of objects"_L1);
        target.append(element.toObject());
    }
}

void JsonDecoder::Object::refuse(QLatin1StringView key, QLatin1StringView expected) const
{
    m_decoder.enter(key);
    m_decoder.refuse(expected);
    m_decoder.leave();
}

void JsonDecoder::refuse(QLatin1StringView expected)
{
    if (m_error)
        return;
    QString where = m_mapKey;
    for (const Step &step : m_path) {
        if (step.index >= 0)
            where += u'[' + QString::number(step.index) + u']';
        else
            where += (where.isEmpty() ? u""_s : u"."_s) + step.key;
    }
    m_error = Error{ErrorKind::Malformed, u"The answer is not what Gimlet sends."_s,
        u"%1 is not %2"_s.arg(where.isEmpty() ? u"the answer"_s : where, expected), 0};
}

Result<QJsonValue> parseJson(const QByteArray &bytes)
{
    // QJsonDocument holds objects and lists only.
    if (bytes.size() < 64 && bytes.trimmed() == "null")
        return QJsonValue(QJsonValue::Null);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError) {
        return failure(ErrorKind::Malformed, u"The answer is not valid JSON."_s,
            u"%1 at byte %2"_s.arg(error.errorString()).arg(error.offset));
    }
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

void putUnlessEmpty(QJsonObject &object, QLatin1StringView key, const QString &value)
{
    if (!value.isEmpty())
        object.insert(key, value);
}

void putUnlessZero(QJsonObject &object, QLatin1StringView key, qint64 value)
{
    if (value != 0)
        object.insert(key, value);
}

void putUnlessEmpty(QJsonObject &object, QLatin1StringView key, const QMap<QString, QString> &value)
{
    if (value.isEmpty())
        return;
    QJsonObject map;
    for (auto it = value.begin(); it != value.end(); ++it)
        map.insert(it.key(), it.value());
    object.insert(key, map);
}

void putUnlessEmpty(QJsonObject &object, QLatin1StringView key, const QStringList &value)
{
    if (!value.isEmpty())
        object.insert(key, QJsonArray::fromStringList(value));
}

void putUnlessEmpty(QJsonObject &object, QLatin1StringView key, const QList<QJsonObject> &value)
{
    if (value.isEmpty())
        return;
    QJsonArray array;
    for (const QJsonObject &item : value)
        array.append(item);
    object.insert(key, array);
}

} // namespace coupe::gimlet
