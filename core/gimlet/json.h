#pragma once

#include <base/result.h>

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QStringList>

#include <optional>
#include <vector>

namespace coupe::gimlet {

/// Decodes the contract's JSON by schema (contract §3.0): an absent or `null` member leaves its target as it is,
/// unknown members are passed over, and a wrong type ends in an Error of kind Malformed that names the field.
class JsonDecoder
{
public:
    /// One object that is being decoded. A type takes part by offering `void decode(const JsonDecoder::Object &, T &)`.
    class Object
    {
    public:
        void read(QLatin1StringView key, QString &target) const;
        void read(QLatin1StringView key, qint64 &target) const;
        void read(QLatin1StringView key, bool &target) const;
        void read(QLatin1StringView key, QJsonObject &target) const; ///< free-form
        void read(QLatin1StringView key, QStringList &target) const;
        void read(QLatin1StringView key, QMap<QString, QString> &target) const;
        void read(QLatin1StringView key, QList<QJsonObject> &target) const;

        template <typename T> void read(QLatin1StringView key, T &target) const
        {
            const QJsonValue value = take(key);
            if (!value.isNull())
                m_decoder.decodeInto(key, value, target);
        }

        template <typename T> void read(QLatin1StringView key, std::optional<T> &target) const
        {
            const QJsonValue value = take(key);
            if (value.isNull())
                return;
            target.emplace();
            m_decoder.decodeInto(key, value, *target);
        }

        template <typename T> void read(QLatin1StringView key, QList<T> &target) const
        {
            const QJsonValue value = take(key);
            if (value.isNull())
                return;
            m_decoder.enter(key);
            m_decoder.decodeListInto(value, target);
            m_decoder.leave();
        }

        /// Shows the object at @p key to @p visit, when there is one: for members that deserve no type of their own.
        template <typename Visit> void within(QLatin1StringView key, Visit visit) const
        {
            const QJsonValue value = take(key);
            if (value.isNull())
                return;
            if (!value.isObject())
                return refuse(key, QLatin1StringView("an object"));
            m_decoder.enter(key);
            visit(Object(m_decoder, value.toObject()));
            m_decoder.leave();
        }

        /// For the rare member that may have several shapes. Null when absent.
        QJsonValue take(QLatin1StringView key) const
        {
            const QJsonValue value = m_object.value(key);
            return value.isUndefined() ? QJsonValue() : value;
        }
        void refuse(QLatin1StringView key, QLatin1StringView expected) const;
        const QJsonObject &json() const { return m_object; }

    private:
        friend class JsonDecoder;
        Object(JsonDecoder &decoder, const QJsonObject &object) : m_decoder(decoder), m_object(object) { }

        JsonDecoder &m_decoder;
        QJsonObject m_object;
    };

    template <typename T> static Result<T> decodeObject(const QJsonValue &value)
    {
        JsonDecoder decoder;
        T target;
        decoder.decodeElement(value, target);
        return decoder.finish(std::move(target));
    }

    /// A top-level `null` is an empty list: Go writes a nil slice so.
    template <typename T> static Result<QList<T>> decodeList(const QJsonValue &value)
    {
        JsonDecoder decoder;
        QList<T> target;
        if (!value.isNull())
            decoder.decodeListInto(value, target);
        return decoder.finish(std::move(target));
    }

    /// A map of name → object, whose values may be null.
    template <typename T> static Result<QMap<QString, std::optional<T>>> decodeMap(const QJsonValue &value)
    {
        JsonDecoder decoder;
        QMap<QString, std::optional<T>> target;
        if (!value.isNull() && !value.isObject())
            decoder.refuse(QLatin1StringView("an object"));
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end() && !decoder.m_error; ++it) {
            std::optional<T> &slot = target[it.key()];
            if (it.value().isNull())
                continue;
            decoder.m_mapKey = it.key();
            decoder.decodeElement(it.value(), slot.emplace());
        }
        return decoder.finish(std::move(target));
    }

private:
    struct Step {
        QLatin1StringView key;
        qsizetype index = -1;
    };

    template <typename T> void decodeElement(const QJsonValue &value, T &target)
    {
        if (!value.isObject())
            return refuse(QLatin1StringView("an object"));
        decode(Object(*this, value.toObject()), target);
    }

    template <typename T> void decodeInto(QLatin1StringView key, const QJsonValue &value, T &target)
    {
        enter(key);
        decodeElement(value, target);
        leave();
    }

    template <typename T> void decodeListInto(const QJsonValue &value, QList<T> &target)
    {
        if (!value.isArray())
            return refuse(QLatin1StringView("a list"));
        const QJsonArray array = value.toArray();
        target.reserve(array.size());
        m_path.push_back({});
        for (const QJsonValue element : array) {
            ++m_path.back().index;
            T &item = target.emplaceBack();
            if (!element.isNull())
                decodeElement(element, item);
            if (m_error)
                break;
        }
        m_path.pop_back();
    }

    template <typename T> Result<T> finish(T target)
    {
        if (m_error)
            return std::unexpected(std::move(*m_error));
        return target;
    }

    void enter(QLatin1StringView key) { m_path.push_back({key}); }
    void leave() { m_path.pop_back(); }
    void refuse(QLatin1StringView expected);

    std::optional<Error> m_error;
    std::vector<Step> m_path;
    QString m_mapKey;
};

/// Parses @p bytes as one whole JSON document. A bare `null`, which Go sends for a nil list, is a null value; trailing
/// bytes are an error.
Result<QJsonValue> parseJson(const QByteArray &bytes);

/// @name Writing with Go's omitempty
/// @{
void putUnlessEmpty(QJsonObject &object, QLatin1StringView key, const QString &value);
void putUnlessZero(QJsonObject &object, QLatin1StringView key, qint64 value);
void putUnlessEmpty(QJsonObject &object, QLatin1StringView key, const QMap<QString, QString> &value);
void putUnlessEmpty(QJsonObject &object, QLatin1StringView key, const QStringList &value);
void putUnlessEmpty(QJsonObject &object, QLatin1StringView key, const QList<QJsonObject> &value);
/// @}

template <typename T> QJsonArray toJsonArray(const QList<T> &list)
{
    QJsonArray array;
    for (const T &item : list)
        array.append(toJson(item));
    return array;
}

} // namespace coupe::gimlet
