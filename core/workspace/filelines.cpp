#include "filelines.h"

#include <base/displaytext.h>
#include <manifest/checksum.h>

#include <QLocale>

namespace coupe::workspace {

using namespace Qt::StringLiterals;

namespace {

/// Laying out longer ones takes too long, and nobody reads them.
constexpr qsizetype LongestLine = 2'000;

std::vector<QByteArrayView> linesOf(QByteArrayView text)
{
    std::vector<QByteArrayView> lines;
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('\n');
        QByteArrayView line = text.first(end < 0 ? text.size() : end);
        if (line.endsWith('\r'))
            line.chop(1);
        lines.push_back(line);
        text = text.sliced(end < 0 ? text.size() : end + 1);
    }
    return lines;
}

} // namespace

std::optional<FileLines> FileLines::read(const QString &path, const QByteArray &content)
{
    if (content.contains('\0') || !content.isValidUtf8())
        return {};
    FileLines lines;
    lines.m_content = content;
    lines.m_manifest = manifest::readManifest(path, content);
    lines.m_raw = linesOf(lines.m_content);
    lines.m_shown = linesOf(lines.m_manifest.shown);
    return lines;
}

qsizetype FileLines::checksumStart(size_t line) const
{
    const QByteArrayView text = m_raw[line];
    const auto names = [&](const char *word) { return text.indexOf(word) >= 0; };
    if (text.size() > 500 || !(names("sum") || names("Sum") || names("ash")) || isMasked(qsizetype(line)))
        return 0;
    const QString decoded = QString::fromUtf8(text);
    const qsizetype start = manifest::checksumStart(decoded);
    return QStringView(decoded).left(start).toUtf8().size();
}

QByteArray FileLines::compared(bool foldChecksums) const
{
    QByteArray text;
    text.reserve(m_content.size() + 1);
    for (size_t line = 0; line < m_raw.size(); ++line) {
        const qsizetype start = foldChecksums ? checksumStart(line) : 0;
        if (start > 0)
            text.append(m_raw[line].first(start)).append("checksum");
        else
            text.append(m_raw[line]);
        text.append('\n');
    }
    return text;
}

QString FileLines::shown(qsizetype line) const
{
    const QByteArrayView bytes = m_shown[size_t(line)];
    // Four bytes are never less than a unit; what the cut tears apart is behind the limit.
    QString text = QString::fromUtf8(bytes.first(std::min(bytes.size(), LongestLine * 4 + 8)));
    const bool clamped = text.size() > LongestLine;
    text = displayText(text.replace(u'\t', u"\u21e5 "_s), Lines::Several, LongestLine);
    if (clamped)
        text += u" (%1)"_s.arg(QLocale::c().formattedDataSize(bytes.size(), 1, QLocale::DataSizeSIFormat));
    return text;
}

} // namespace coupe::workspace
