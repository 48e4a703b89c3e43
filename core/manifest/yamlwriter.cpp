#include "yamlwriter.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace coupe::manifest {

using namespace Qt::StringLiterals;

namespace {

/// Whether YAML would read the plain text as something else than a text.
bool looksTyped(const QString &text)
{
    static const QRegularExpression typed(
        u"^(?:~|null|true|false|yes|no|on|off|y|n|<<|=|[-+]?\\.(?:inf|nan)"
        "|[-+.]?[0-9][0-9a-f_.:xo]*(?:e[-+]?[0-9]+)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*)\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    return text.isEmpty() || typed.match(text).hasMatch();
}

bool isPlain(const QString &text)
{
    static const QRegularExpression unsafe(
        u"^[#,\\[\\]{}&*!|>'\"%@`]|^[-?:](?:\\s|\\z)|^---|^\\.\\.\\.|:(?:\\s|\\z)|\\s#|^\\s|\\s\\z"_s);
    return !looksTyped(text) && !unsafe.match(text).hasMatch();
}

bool isPrintable(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) {
        return c == u'\n' || (c.unicode() >= 0x20 && c.unicode() <= 0x7e)
            || (c.unicode() > 0xa0 && c != QChar(0xfeff) && c != QChar(0x2028) && c != QChar(0x2029)
                && c.unicode() < 0xfffe);
    });
}

QString doubleQuoted(const QString &text)
{
    QString result = u"\""_s;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            result += u'\\' + c;
        else if (c == u'\n')
            result += u"\\n"_s;
        else if (c == u'\t')
            result += u"\\t"_s;
        else if (c.isSurrogate() || isPrintable(c))
            result += c;
        else
            result += u"\\u%1"_s.arg(c.unicode(), 4, 16, QLatin1Char('0'));
    }
    return result + u'"';
}

QString inlineText(const QString &text)
{
    if (!isPrintable(text) || text.contains(u'\n') || looksTyped(text))
        return doubleQuoted(text);
    if (isPlain(text))
        return text;
    return u'\'' + QString(text).replace(u"'"_s, u"''"_s) + u'\'';
}

QString number(double value)
{
    if (value == std::floor(value) && std::abs(value) < 9e15)
        return QString::number(qint64(value));
    return QString::number(value, 'g', 17);
}

class Writer
{
public:
    void members(const QJsonObject &object, int indent)
    {
        for (auto it = object.begin(); it != object.end(); ++it) {
            m_text += QString(indent, u' ') + inlineText(it.key()) + u':';
            // Lists stand as far left as their key.
            value(it.value(), indent, it.value().isArray() ? indent : indent + 2);
        }
    }

    QString text() const { return m_text; }

private:
    void value(const QJsonValue &value, int indent, int inner)
    {
        if (value.isObject() && !value.toObject().isEmpty()) {
            m_text += u'\n';
            members(value.toObject(), inner);
        } else if (value.isArray() && !value.toArray().isEmpty()) {
            m_text += u'\n';
            elements(value.toArray(), inner);
        } else {
            m_text += u' ' + scalar(value, indent) + u'\n';
        }
    }

    void elements(const QJsonArray &array, int indent)
    {
        for (const QJsonValue element : array) {
            const QString dash = QString(indent, u' ') + u'-';
            if (element.isObject() && !element.toObject().isEmpty()) {
                // The first member stands on the line of the dash.
                const qsizetype start = m_text.size();
                members(element.toObject(), indent + 2);
                m_text.replace(start, indent + 2, dash + u' ');
            } else {
                m_text += dash;
                value(element, indent, indent + 2);
            }
        }
    }

    QString scalar(const QJsonValue &value, int indent)
    {
        switch (value.type()) {
        case QJsonValue::Bool:
            return value.toBool() ? u"true"_s : u"false"_s;
        case QJsonValue::Double:
            return number(value.toDouble());
        case QJsonValue::String:
            return string(value.toString(), indent + 2);
        case QJsonValue::Array:
            return u"[]"_s;
        case QJsonValue::Object:
            return u"{}"_s;
        default:
            return u"null"_s;
        }
    }

    QString string(const QString &text, int indent)
    {
        if (!text.contains(u'\n') || text.contains(u" \n"_s) || text.endsWith(u' ') || !isPrintable(text))
            return inlineText(text);
        QString block = u"|"_s;
        if (text.startsWith(u' ') || text.startsWith(u'\n'))
            block += u'2';
        if (!text.endsWith(u'\n'))
            block += u'-';
        else if (text.size() == 1 || text.endsWith(u"\n\n"_s))
            block += u'+';
        QStringList lines = text.split(u'\n');
        if (lines.last().isEmpty())
            lines.removeLast();
        for (const QString &line : lines)
            block += u'\n' + (line.isEmpty() ? line : QString(indent, u' ') + line);
        return block;
    }

    QString m_text;
};

} // namespace

QByteArray toYaml(const QJsonObject &object)
{
    Writer writer;
    writer.members(object, 0);
    return writer.text().toUtf8();
}

} // namespace coupe::manifest
