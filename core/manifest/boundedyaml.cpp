#include "boundedyaml.h"

#include <algorithm>
#include <sstream>
#include <yaml-cpp/exceptions.h>
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

/// Thrown by the handler to leave the parser; never leaves this file.
struct Stop {
    ErrorKind kind;
    QString why;
    int line;
};

} // namespace

void BoundedHandler::stop(const YAML::Mark &mark, const QString &why, ErrorKind kind)
{
    throw Stop{kind, why, mark.line + 1};
}

void BoundedHandler::OnDocumentStart(const YAML::Mark &mark)
{
    // The parser stands still on what it cannot place: each call would yield an empty document again.
    if (m_document > 0 && mark.pos == m_documentStart)
        stop(mark, u"this cannot be read as YAML"_s);
    m_documentStart = mark.pos;
    if (++m_document > MostDocuments)
        stop(mark, u"there are more than %1 documents"_s.arg(MostDocuments), ErrorKind::TooLarge);
}

void BoundedHandler::OnNull(const YAML::Mark &mark, YAML::anchor_t)
{
    value(mark, {}, YamlShape::Null);
}

void BoundedHandler::OnAlias(const YAML::Mark &mark, YAML::anchor_t)
{
    if (++m_aliases > MostAliases)
        stop(mark, u"there are more than %1 aliases"_s.arg(MostAliases), ErrorKind::TooLarge);
    value(mark, {}, YamlShape::Alias);
}

void BoundedHandler::OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t, const std::string &text)
{
    checkTag(mark, tag);
    value(mark, QString::fromStdString(text), tag == "?" ? YamlShape::Plain : YamlShape::Quoted);
}

void BoundedHandler::OnSequenceStart(
    const YAML::Mark &mark, const std::string &tag, YAML::anchor_t, YAML::EmitterStyle::value style)
{
    checkTag(mark, tag);
    value(mark, {}, YamlShape::Sequence);
    enter(mark, false, style);
}

void BoundedHandler::OnMapStart(
    const YAML::Mark &mark, const std::string &tag, YAML::anchor_t, YAML::EmitterStyle::value style)
{
    checkTag(mark, tag);
    value(mark, {}, YamlShape::Mapping);
    enter(mark, true, style);
}

void BoundedHandler::value(const YAML::Mark &mark, const QString &text, YamlShape shape)
{
    if (++m_events > MostEvents)
        stop(mark, u"there is more in it than Coupe reads"_s, ErrorKind::TooLarge);
    if (m_levels.empty()) {
        if (shape != YamlShape::Mapping && shape != YamlShape::Null)
            stop(mark, u"a mapping such as “kind: Service” is expected"_s);
        return take(mark, text, shape);
    }
    Level &level = m_levels.back();
    if (!level.mapping || !std::exchange(level.expectsKey, !level.expectsKey))
        return take(mark, text, shape);
    if (shape == YamlShape::Sequence || shape == YamlShape::Mapping)
        stop(mark, u"a key must be a text"_s);
    level.keyAt = mark.pos;
    if (shape == YamlShape::Alias) {
        level.key = u"*"_s;
        return;
    }
    if (level.keys.contains(text))
        stop(mark, u"“%1” is there twice"_s.arg(text.left(100)));
    level.keys.insert(text);
    level.key = text;
}

void BoundedHandler::enter(const YAML::Mark &mark, bool mapping, YAML::EmitterStyle::value style)
{
    if (m_levels.size() >= Deepest)
        stop(mark, u"it is nested deeper than %1 levels"_s.arg(Deepest), ErrorKind::TooLarge);
    m_levels.push_back({.mapping = mapping,
        .flow = style == YAML::EmitterStyle::Flow,
        .expectsKey = true,
        .key = {},
        .keyAt = 0,
        .keys = {}});
}

void BoundedHandler::leave()
{
    m_levels.pop_back();
    left();
}

Result<void> parseBounded(const QByteArray &text, BoundedHandler &handler)
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

} // namespace coupe::manifest
