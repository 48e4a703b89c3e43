#include "yaml.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

#include <limits>
#include <optional>
#include <sstream>
#include <vector>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

namespace coupe::manifest {

using namespace Qt::StringLiterals;

namespace {

// What yaml-cpp 0.7 was fuzzed with; without bounds it can loop for ever on a lone comma.
constexpr qsizetype LargestText = 1024 * 1024;
constexpr int MostEvents = 20'000;
constexpr int MostAliases = 100;
constexpr int MostDocuments = 200;
constexpr size_t Deepest = 64;

/// Thrown by our handlers to leave the parser; never leaves this file.
struct Stop {
    ErrorKind kind;
    QString why;
    int line;
};

/// Counts, and follows where in which mapping the parser is.
class BoundedHandler : public YAML::EventHandler
{
public:
    int document() const { return m_document; }

    void OnDocumentStart(const YAML::Mark &mark) override
    {
        // The parser stands still on what it cannot place: each call would yield an empty document again.
        if (m_document > 0 && mark.pos == m_documentStart)
            stop(mark, u"this cannot be read as YAML"_s);
        m_documentStart = mark.pos;
        if (++m_document > MostDocuments)
            stop(mark, u"there are more than %1 documents"_s.arg(MostDocuments), ErrorKind::TooLarge);
    }
    void OnDocumentEnd() override { }

    void OnNull(const YAML::Mark &mark, YAML::anchor_t) override { value(mark, {}, Shape::Null); }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t) override
    {
        if (++m_aliases > MostAliases)
            stop(mark, u"there are more than %1 aliases"_s.arg(MostAliases), ErrorKind::TooLarge);
        value(mark, {}, Shape::Alias);
    }
    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t, const std::string &text) override
    {
        checkTag(mark, tag);
        value(mark, QString::fromStdString(text), tag == "?" ? Shape::Plain : Shape::Quoted);
    }
    void OnSequenceStart(
        const YAML::Mark &mark, const std::string &tag, YAML::anchor_t, YAML::EmitterStyle::value) override
    {
        checkTag(mark, tag);
        value(mark, {}, Shape::Sequence);
        enter(mark, false);
    }
    void OnSequenceEnd() override { leave(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t, YAML::EmitterStyle::value) override
    {
        checkTag(mark, tag);
        value(mark, {}, Shape::Mapping);
        enter(mark, true);
    }
    void OnMapEnd() override { leave(); }

protected:
    enum class Shape { Null, Plain, Quoted, Alias, Sequence, Mapping };

    struct Level {
        bool mapping = false;
        bool expectsKey = true;
        QString key;
        QSet<QString> keys;
    };

    [[noreturn]] static void stop(const YAML::Mark &mark, const QString &why, ErrorKind kind = ErrorKind::Invalid)
    {
        throw Stop{kind, why, mark.line + 1};
    }

    virtual void checkTag(const YAML::Mark &, const std::string &) { }
    /// A value at the current place; the key it belongs to is that of the last level.
    virtual void take(const YAML::Mark &, const QString &, Shape) { }
    virtual void left() { }

    std::vector<Level> m_levels;

private:
    void value(const YAML::Mark &mark, const QString &text, Shape shape)
    {
        if (++m_events > MostEvents)
            stop(mark, u"there is more in it than Coupe reads"_s, ErrorKind::TooLarge);
        if (m_levels.empty()) {
            if (shape != Shape::Mapping && shape != Shape::Null)
                stop(mark, u"a mapping such as “kind: Service” is expected"_s);
            return take(mark, text, shape);
        }
        Level &level = m_levels.back();
        if (!level.mapping || !std::exchange(level.expectsKey, !level.expectsKey))
            return take(mark, text, shape);
        if (shape == Shape::Sequence || shape == Shape::Mapping)
            stop(mark, u"a key must be a text"_s);
        if (shape == Shape::Alias)
            return;
        if (level.keys.contains(text))
            stop(mark, u"“%1” is there twice"_s.arg(text.left(100)));
        level.keys.insert(text);
        level.key = text;
    }

    void enter(const YAML::Mark &mark, bool mapping)
    {
        if (m_levels.size() >= Deepest)
            stop(mark, u"it is nested deeper than %1 levels"_s.arg(Deepest), ErrorKind::TooLarge);
        m_levels.push_back({.mapping = mapping, .expectsKey = true, .key = {}, .keys = {}});
    }
    void leave()
    {
        m_levels.pop_back();
        left();
    }

    int m_events = 0;
    int m_aliases = 0;
    int m_document = 0;
    int m_documentStart = 0;
};

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

    void take(const YAML::Mark &mark, const QString &text, Shape shape) override
    {
        switch (shape) {
        case Shape::Null:
            return put(QJsonValue());
        case Shape::Plain:
            return put(
                m_levels.empty() || !m_typed.contains(m_levels.front().key) ? QJsonValue(text) : typedValue(text));
        case Shape::Quoted:
            return put(text);
        case Shape::Alias:
            stop(mark, u"aliases are not taken here"_s);
        case Shape::Sequence:
            m_open.push_back(QJsonArray());
            return;
        case Shape::Mapping:
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

/// Feeds @p handler with the whole of @p text. yaml-cpp throws; nothing gets past here.
Result<void> parse(const QByteArray &text, BoundedHandler &handler)
{
    if (text.size() > LargestText)
        return failure(ErrorKind::TooLarge, u"The YAML is larger than 1 MiB."_s);
    if (!text.isValidUtf8() || text.contains('\0'))
        return failure(ErrorKind::Invalid, u"The YAML is not valid UTF-8 text."_s);
    const auto refused = [&](ErrorKind kind, int line, const QString &why, const QString &detail) {
        return failure(kind,
            u"The YAML cannot be used: document %1, line %2: %3."_s.arg(std::max(1, handler.document()))
                .arg(line)
                .arg(why),
            detail);
    };
    try {
        std::istringstream stream(text.toStdString());
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(handler)) { }
        return {};
    } catch (const Stop &stop) {
        return refused(stop.kind, stop.line, stop.why, {});
    } catch (const YAML::Exception &error) {
        return refused(ErrorKind::Invalid, error.mark.line + 1, QString::fromStdString(error.msg),
            QString::fromUtf8(error.what()));
    } catch (const std::exception &error) {
        return failure(ErrorKind::Invalid, u"The YAML cannot be read."_s, QString::fromUtf8(error.what()));
    }
}

} // namespace

Result<void> checkYaml(const QByteArray &text)
{
    BoundedHandler handler;
    return parse(text, handler);
}

Result<QJsonObject> readYamlObject(const QByteArray &text, const QStringList &typed)
{
    ObjectBuilder builder(typed);
    if (auto parsed = parse(text, builder); !parsed)
        return std::unexpected(std::move(parsed.error()));
    if (builder.document() > 1)
        return failure(ErrorKind::Invalid, u"The YAML cannot be used: it holds more than one document."_s);
    return builder.result();
}

} // namespace coupe::manifest
