#include "template.h"

#include <base/displaytext.h>

#include <QRegularExpression>

#include <optional>
#include <vector>

namespace coupe::manifest {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LargestOutput = 1024 * 1024;

struct Piece {
    enum class Kind { Text, Literal, Field };
    Kind kind = Kind::Text;
    QByteArray text; ///< the text, or the field's name without its dot
    qsizetype offset = 0; ///< where a field stands in the template
};

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

QByteArray trimmedRight(QByteArray text)
{
    while (!text.isEmpty() && isSpace(text.back()))
        text.chop(1);
    return text;
}

qsizetype lineOf(const QByteArray &text, qsizetype offset)
{
    return 1 + QByteArrayView(text).first(offset).count('\n');
}

/// Where the action that starts at @p from ends: before its "}}", which quotes hide. -1 when it is not closed.
qsizetype actionEnd(const QByteArray &text, qsizetype from)
{
    char quote = 0;
    for (qsizetype i = from; i < text.size(); ++i) {
        const char c = text[i];
        if (quote) {
            if (c == '\\' && quote != '`')
                ++i;
            else if (c == quote)
                quote = 0;
        } else if (c == '"' || c == '`' || c == '\'') {
            quote = c;
        } else if (c == '}' && i + 1 < text.size() && text[i + 1] == '}') {
            return i;
        }
    }
    return -1;
}

class TemplateReader
{
public:
    explicit TemplateReader(const QByteArray &text) : m_text(text) { }

    Result<std::vector<Piece>> read()
    {
        qsizetype at = 0;
        for (;;) {
            const qsizetype open = m_text.indexOf("{{", at);
            addText(m_text.mid(at, open < 0 ? -1 : open - at));
            if (open < 0)
                return std::move(m_pieces);
            const qsizetype end = actionEnd(m_text, open + 2);
            if (end < 0) {
                return failure(ErrorKind::Invalid, u"template: :%1: unclosed action"_s.arg(lineOf(m_text, open)));
            }
            if (auto problem = addAction(open + 2, end))
                return std::unexpected(std::move(*problem));
            at = end + 2;
        }
    }

private:
    void addText(QByteArray text)
    {
        if (m_trimNext) {
            qsizetype start = 0;
            while (start < text.size() && isSpace(text[start]))
                ++start;
            text.remove(0, start);
        }
        m_pieces.push_back({Piece::Kind::Text, std::move(text)});
    }

    std::optional<Error> addAction(qsizetype from, qsizetype to)
    {
        // The dash trims only with white space on its inner side: {{-3}} is a number.
        if (to - from >= 2 && m_text[from] == '-' && isSpace(m_text[from + 1])) {
            m_pieces.back().text = trimmedRight(m_pieces.back().text);
            ++from;
        }
        m_trimNext = to - from >= 2 && m_text[to - 1] == '-' && isSpace(m_text[to - 2]);
        if (m_trimNext)
            --to;
        while (from < to && isSpace(m_text[from]))
            ++from;
        const QString action = QString::fromUtf8(trimmedRight(m_text.mid(from, to - from)));

        static const QRegularExpression field(u"^\\.([\\p{L}_][\\p{L}\\p{Nd}_]*)\\z"_s);
        static const QRegularExpression literal(u"^(?:\"([^\"\\\\\\n]*)\"|`([^`]*)`)\\z"_s);
        if (const auto match = field.match(action); match.hasMatch()) {
            m_pieces.push_back({Piece::Kind::Field, match.captured(1).toUtf8(), from});
        } else if (const auto text = literal.match(action); text.hasMatch()) {
            m_pieces.push_back({Piece::Kind::Literal, (text.captured(1) + text.captured(2)).toUtf8(), from});
        } else {
            return Error{ErrorKind::Invalid,
                u"This template uses {{ %1 }}, which Coupe cannot render yet."_s.arg(
                    displayText(action, Lines::Single, 80)),
                {}, 0};
        }
        return {};
    }

    const QByteArray &m_text;
    std::vector<Piece> m_pieces;
    bool m_trimNext = false;
};

Error missing(const QByteArray &text, const Piece &field)
{
    // The column counts bytes from 0, as Go does.
    const qsizetype lineStart = field.offset == 0 ? 0 : text.lastIndexOf('\n', field.offset - 1) + 1;
    return {ErrorKind::Invalid,
        u"template: :%1:%2: executing \"\" at <.%3>: map has no entry for key \"%3\""_s.arg(
            QString::number(lineOf(text, field.offset)), QString::number(field.offset - lineStart),
            QString::fromUtf8(field.text)),
        {}, 0};
}

} // namespace

Result<QByteArray> expandTemplate(const QByteArray &text, const QMap<QString, QString> &variables)
{
    auto pieces = TemplateReader(text).read();
    if (!pieces)
        return std::unexpected(std::move(pieces.error()));
    QByteArray result;
    for (const Piece &piece : *pieces) {
        if (piece.kind == Piece::Kind::Field) {
            const auto variable = variables.find(QString::fromUtf8(piece.text));
            if (variable == variables.end())
                return std::unexpected(missing(text, piece));
            result += variable->toUtf8();
        } else {
            result += piece.text;
        }
        if (result.size() > LargestOutput)
            return failure(ErrorKind::TooLarge, u"The manifest is larger than 1 MiB with its variables in place."_s);
    }
    return result;
}

} // namespace coupe::manifest
