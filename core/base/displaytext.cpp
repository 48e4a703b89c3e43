#include "displaytext.h"

namespace coupe {

namespace {

bool deceives(char32_t character)
{
    return character < 0x20 || (character >= 0x7f && character < 0xa0) // C0, DEL, C1
        || character == 0x00ad || character == 0x061c || character == 0x180e // soft hyphen, Arabic and Mongolian marks
        || (character >= 0x200b && character <= 0x200f) // zero width, direction marks
        || (character >= 0x2028 && character <= 0x202e) // line and paragraph separators, direction overrides
        || (character >= 0x2060 && character <= 0x206f) // invisible operators, isolates
        || character == 0xfeff || (character >= 0xfff9 && character <= 0xfffc)
        || (character >= 0xe0000 && character <= 0xe0fff); // tags
}

QString escaped(char32_t character)
{
    return QStringLiteral("\u27e8U+%1\u27e9").arg(quint32(character), 4, 16, QLatin1Char('0')).toUpper();
}

} // namespace

QString displayText(QStringView untrusted, Lines lines, qsizetype limit)
{
    const bool clamped = untrusted.size() > limit;
    QStringView text = clamped ? untrusted.left(limit) : untrusted;
    while (lines == Lines::Single && !text.isEmpty() && text.back().isSpace())
        text.chop(1);

    QString shown;
    shown.reserve(text.size() + 1);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar unit = text[i];
        char32_t character = unit.unicode();
        if (unit.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            character = QChar::surrogateToUcs4(unit, text[++i]);
        else if (unit.isSurrogate())
            character = QChar::ReplacementCharacter;

        if (character == U'\r' && i + 1 < text.size() && text[i + 1] == u'\n')
            continue;
        if (character == U'\t' || (character == U'\n' && lines == Lines::Single))
            shown += u' ';
        else if (character == U'\n')
            shown += u'\n';
        else if (deceives(character))
            shown += escaped(character);
        else
            shown += QStringView(QChar::fromUcs4(character));
    }
    if (clamped)
        shown += u'\u2026';
    return shown;
}

QString shortHash(QStringView hash)
{
    return displayText(hash.left(7));
}

} // namespace coupe
