#include "secrets.h"

#include <QRegularExpression>

#include <algorithm>

namespace coupe::manifest {

using namespace Qt::StringLiterals;

namespace {

/// Which kind a mapping says it is; unknown aliases count as Secret.
bool isSecret(const YamlNode &node)
{
    const YamlNode *kind = node.member(u"kind");
    return kind
        && (kind->shape == YamlShape::Alias || kind->text.trimmed().compare(u"Secret"_s, Qt::CaseInsensitive) == 0);
}

bool isSecretList(const YamlNode &node)
{
    const YamlNode *kind = node.member(u"kind");
    return kind && kind->text.trimmed().compare(u"SecretList"_s, Qt::CaseInsensitive) == 0;
}

bool isShown(QStringView key, bool isObject)
{
    static constexpr QStringView shown[] = {u"apiVersion", u"kind", u"type", u"immutable", u"metadata"};
    return isObject ? std::ranges::find(shown, key) != std::end(shown)
                    : key != u"data" && key != u"stringData" && key != u"<<";
}

bool usesAlias(const YamlNode &node)
{
    return node.shape == YamlShape::Alias || node.key == u"*" || std::ranges::any_of(node.members, usesAlias);
}

class Hider
{
public:
    void hideIn(YamlNode &document)
    {
        m_alias = false;
        visit(document, false);
        for (YamlNode &member : document.members)
            member.hidden |= m_alias;
    }

private:
    void visit(YamlNode &node, bool inSecretList)
    {
        if (node.hidden)
            return;
        if (node.shape == YamlShape::Mapping && (inSecretList || isSecret(node)))
            hideSecret(node, inSecretList || node.member(u"apiVersion"));
        const bool list = isSecretList(node);
        for (YamlNode &member : node.members) {
            const bool items = list && member.key == u"items" && member.shape == YamlShape::Sequence;
            if (items) {
                for (YamlNode &item : member.members)
                    visit(item, true);
            } else {
                visit(member, false);
            }
        }
    }

    void hideSecret(YamlNode &secret, bool isObject)
    {
        m_alias |= usesAlias(secret);
        for (YamlNode &member : secret.members) {
            if (isShown(member.key, isObject))
                continue;
            if (member.shape != YamlShape::Mapping)
                member.hidden = true;
            for (YamlNode &value : member.members)
                value.hidden = true;
        }
        YamlNode *metadata = secret.member(u"metadata");
        YamlNode *annotations = metadata ? metadata->member(u"annotations") : nullptr;
        if (YamlNode *last =
                annotations ? annotations->member(u"kubectl.kubernetes.io/last-applied-configuration") : nullptr)
            last->hidden = true;
    }

    bool m_alias = false;
};

bool isBlank(char character)
{
    return character == ' ' || character == '\t' || character == '\r';
}

struct Range {
    qsizetype from;
    qsizetype to;
};

/// Finds the parts of a text that are to be masked, none longer than its line.
class RangeFinder
{
public:
    explicit RangeFinder(const QByteArray &text) : m_text(text) { }

    void find(const std::vector<YamlNode> &documents);
    QByteArray masked();

private:
    void findIn(const YamlNode &node, qsizetype end);
    qsizetype endOfDocument(qsizetype from) const;
    qsizetype behindKey(const YamlNode &node, qsizetype end) const;
    void hide(qsizetype from, qsizetype end, bool flow);
    void hideLine(qsizetype from, qsizetype end);
    void hideComments(qsizetype from, qsizetype end);

    const QByteArray &m_text;
    std::vector<Range> m_ranges;
};

void RangeFinder::find(const std::vector<YamlNode> &documents)
{
    for (const YamlNode &document : documents)
        findIn(document, endOfDocument(document.at));
}

/// The next line that starts with a document's mark: nothing within a document can.
qsizetype RangeFinder::endOfDocument(qsizetype from) const
{
    for (qsizetype at = m_text.indexOf('\n', from); at >= 0; at = m_text.indexOf('\n', at + 1)) {
        const QByteArrayView line = QByteArrayView(m_text).sliced(at + 1);
        const bool marked = line.startsWith("---") || line.startsWith("...");
        if (marked && (line.size() == 3 || isBlank(line[3]) || line[3] == '\n'))
            return at + 1;
    }
    return m_text.size();
}

void RangeFinder::findIn(const YamlNode &node, qsizetype end)
{
    if (node.shape == YamlShape::Mapping && isSecret(node))
        hideComments(node.at, end);
    for (size_t i = 0; i < node.members.size(); ++i) {
        const YamlNode &member = node.members[i];
        const qsizetype memberEnd = i + 1 < node.members.size() ? node.members[i + 1].start() : end;
        if (member.hidden)
            hide(member.keyAt >= 0 ? behindKey(member, memberEnd) : member.at, memberEnd, member.flow);
        else
            findIn(member, memberEnd);
    }
}

/// Behind the colon; at the key when it has none that can be found.
qsizetype RangeFinder::behindKey(const YamlNode &node, qsizetype end) const
{
    qsizetype at = node.keyAt;
    const char quote = at < end ? m_text[at] : '\0';
    const bool quoted = quote == '"' || quote == '\'';
    if (quoted) {
        for (++at; at < end && m_text[at] != quote; ++at)
            at += quote == '"' && m_text[at] == '\\';
        ++at;
    }
    for (; at < end; ++at) {
        const bool last = at + 1 >= end;
        if (m_text[at] == ':' && (quoted || last || isBlank(m_text[at + 1]) || m_text[at + 1] == '\n'))
            return at + 1;
    }
    return node.keyAt;
}

void RangeFinder::hide(qsizetype from, qsizetype end, bool flow)
{
    // What closes the braces around it is not part of the value.
    if (flow) {
        while (end > from && (isBlank(m_text[end - 1]) || QByteArrayView(",]}\n").contains(m_text[end - 1])))
            --end;
    }
    qsizetype line = from;
    while (line < end) {
        qsizetype next = m_text.indexOf('\n', line);
        next = next < 0 || next > end ? end : next;
        const QByteArrayView piece = QByteArrayView(m_text).sliced(line, next - line).trimmed();
        const bool header =
            line == from && !piece.isEmpty() && (piece[0] == '|' || piece[0] == '>') && piece.size() <= 3;
        // Before what follows on the last line there is but its indentation and the dash of a list.
        const bool lead = line > from && next == end
            && std::ranges::all_of(piece, [](char c) { return isBlank(c) || c == '-' || c == '?'; });
        if (!header && !lead)
            hideLine(line, next);
        line = next + 1;
    }
}

void RangeFinder::hideLine(qsizetype from, qsizetype end)
{
    while (from < end && isBlank(m_text[from]))
        ++from;
    while (end > from && isBlank(m_text[end - 1]))
        --end;
    if (from < end)
        m_ranges.push_back({from, end});
}

void RangeFinder::hideComments(qsizetype from, qsizetype end)
{
    for (qsizetype at = m_text.indexOf('#', from); at >= 0 && at < end; at = m_text.indexOf('#', at + 1)) {
        const bool begins = at == 0 || isBlank(m_text[at - 1]) || m_text[at - 1] == '\n';
        if (!begins)
            continue;
        const qsizetype line = m_text.indexOf('\n', at);
        hideLine(at + 1, line < 0 || line > end ? end : line);
    }
}

QByteArray RangeFinder::masked()
{
    static const QByteArray mask = Mask.toUtf8();
    std::ranges::sort(m_ranges, {}, &Range::from);
    QByteArray result;
    qsizetype done = 0;
    qsizetype maskedTo = -1;
    for (const Range &range : m_ranges) {
        if (range.from < maskedTo || (range.from == maskedTo && maskedTo > 0)) {
            maskedTo = std::max(maskedTo, range.to);
        } else {
            result += QByteArrayView(m_text).sliced(done, range.from - done);
            result += mask;
            maskedTo = range.to;
        }
        done = maskedTo;
    }
    return result + m_text.sliced(done);
}

} // namespace

void hideSecrets(std::vector<YamlNode> &documents)
{
    Hider hider;
    for (YamlNode &document : documents)
        hider.hideIn(document);
}

QByteArray maskSecrets(const QByteArray &text, const std::vector<YamlNode> &documents)
{
    RangeFinder finder(text);
    finder.find(documents);
    return finder.masked();
}

QByteArray maskUnreadable(const QByteArray &text)
{
    static const QRegularExpression secret(
        u"kind\\W*(!\\S*\\W*)?secret(list)?\\b|stringData\\b"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression harmless(
        u"^(apiVersion:\\s+\\S{1,80}|kind:\\s+\\w{1,80}|metadata:|type:\\s+\\S{1,80}|(data|stringData):|---|\\.\\.\\.|)\\s*$"_s);
    if (!secret.match(QString::fromUtf8(text)).hasMatch())
        return text;
    QList<QByteArray> lines = text.split('\n');
    for (QByteArray &line : lines) {
        if (!harmless.match(QString::fromUtf8(line)).hasMatch())
            line = Mask.toUtf8();
    }
    return lines.join('\n');
}

} // namespace coupe::manifest
