#include "yamltree.h"

#include "boundedyaml.h"

#include <algorithm>

namespace coupe::manifest {

using namespace Qt::StringLiterals;

namespace {

class TreeBuilder final : public BoundedHandler
{
public:
    // yaml-cpp counts from behind a byte order mark.
    explicit TreeBuilder(const QByteArray &text) : m_text(text), m_shift(text.startsWith("\xef\xbb\xbf") ? 3 : 0) { }

    std::vector<YamlNode> documents() && { return std::move(m_documents); }

private:
    void take(const YAML::Mark &mark, const QString &text, YamlShape shape) override
    {
        YamlNode node;
        node.shape = shape;
        node.at = std::min(mark.pos + m_shift, m_text.size());
        node.text = shape == YamlShape::Alias ? aliasAt(node.at) : text;
        if (!m_levels.empty()) {
            node.flow = m_levels.back().flow;
            if (m_levels.back().mapping) {
                node.key = m_levels.back().key;
                node.keyAt = std::min(m_levels.back().keyAt + m_shift, m_text.size());
            }
        }
        if (shape == YamlShape::Mapping || shape == YamlShape::Sequence)
            m_open.push_back(std::move(node));
        else
            put(std::move(node));
    }

    void left() override
    {
        YamlNode node = std::move(m_open.back());
        m_open.pop_back();
        put(std::move(node));
    }

    void put(YamlNode node)
    {
        auto &siblings = m_open.empty() ? m_documents : m_open.back().members;
        siblings.push_back(std::move(node));
    }

    QString aliasAt(qsizetype at) const
    {
        qsizetype end = at;
        while (end < m_text.size() && end - at < 100 && !QByteArrayView(" \t\r\n,[]{}").contains(m_text[end]))
            ++end;
        return QString::fromUtf8(m_text.sliced(at, end - at));
    }

    const QByteArray &m_text;
    qsizetype m_shift;
    std::vector<YamlNode> m_documents;
    std::vector<YamlNode> m_open;
};

bool isControl(char character)
{
    const auto code = static_cast<unsigned char>(character);
    return (code < 0x20 && character != '\t' && character != '\n' && character != '\r') || code == 0x7f;
}

} // namespace

const YamlNode *YamlNode::member(QStringView name) const
{
    const auto found = std::ranges::find(members, name, &YamlNode::key);
    return shape == YamlShape::Mapping && found != members.end() ? &*found : nullptr;
}

YamlNode *YamlNode::member(QStringView name)
{
    return const_cast<YamlNode *>(std::as_const(*this).member(name));
}

Result<std::vector<YamlNode>> readYamlTree(const QByteArray &text)
{
    if (std::ranges::any_of(text, isControl))
        return failure(ErrorKind::Invalid, u"The YAML holds control characters."_s);
    TreeBuilder builder(text);
    if (auto parsed = parseBounded(text, builder); !parsed)
        return std::unexpected(std::move(parsed.error()));
    return std::move(builder).documents();
}

} // namespace coupe::manifest
