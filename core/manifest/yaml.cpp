#include "yaml.h"

#include "boundedyaml.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace coupe::manifest {

using namespace Qt::StringLiterals;

namespace {

QJsonValue typedValue(const QString &text)
{
    static const QRegularExpression integer(u"^[-+]?(0|[1-9][0-9]{0,17})\\z"_s);
    static const QRegularExpression decimal(u"^[-+]?([0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?\\z"_s);
    if (text == u"true" || text == u"True" || text == u"TRUE")
        return true;
    if (text == u"false" || text == u"False" || text == u"FALSE")
        return false;
    if (integer.match(text).hasMatch())
        return text.toLongLong();
    if (decimal.match(text).hasMatch())
        return text.toDouble();
    return text;
}

class ObjectBuilder final : public BoundedHandler
{
public:
    explicit ObjectBuilder(const QStringList &typed) : m_typed(typed) { }

    QJsonObject result() const { return m_result.toObject(); }

private:
    void checkTag(const YAML::Mark &mark, const std::string &tag) override
    {
        if (!tag.empty() && tag != "?" && tag != "!")
            stop(mark, u"tags are not taken here"_s);
    }

    void take(const YAML::Mark &mark, const QString &text, YamlShape shape) override
    {
        switch (shape) {
        case YamlShape::Null:
            return put(QJsonValue());
        case YamlShape::Plain:
            return put(
                m_levels.empty() || !m_typed.contains(m_levels.front().key) ? QJsonValue(text) : typedValue(text));
        case YamlShape::Quoted:
            return put(text);
        case YamlShape::Alias:
            stop(mark, u"aliases are not taken here"_s);
        case YamlShape::Sequence:
            m_open.push_back(QJsonArray());
            return;
        case YamlShape::Mapping:
            m_open.push_back(QJsonObject());
            return;
        }
    }

    void left() override
    {
        QJsonValue done = std::move(m_open.back());
        m_open.pop_back();
        put(done);
    }

    void put(const QJsonValue &value)
    {
        if (m_open.empty()) {
            m_result = value;
        } else if (m_open.back().isArray()) {
            QJsonArray array = std::exchange(m_open.back(), QJsonValue()).toArray();
            array.append(value);
            m_open.back() = array;
        } else {
            QJsonObject object = std::exchange(m_open.back(), QJsonValue()).toObject();
            object.insert(m_levels.back().key, value);
            m_open.back() = object;
        }
    }

    QStringList m_typed;
    std::vector<QJsonValue> m_open;
    QJsonValue m_result;
};

} // namespace

Result<void> checkYaml(const QByteArray &text)
{
    BoundedHandler handler;
    return parseBounded(text, handler);
}

Result<QJsonObject> readYamlObject(const QByteArray &text, const QStringList &typed)
{
    ObjectBuilder builder(typed);
    if (auto parsed = parseBounded(text, builder); !parsed)
        return std::unexpected(std::move(parsed.error()));
    if (builder.document() > 1)
        return failure(ErrorKind::Invalid, u"The YAML cannot be used: it holds more than one document."_s);
    return builder.result();
}

} // namespace coupe::manifest
