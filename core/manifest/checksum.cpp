#include "checksum.h"

#include <algorithm>

namespace coupe::manifest {

using namespace Qt::StringLiterals;

namespace {

bool isHex(QChar character)
{
    return (character >= u'0' && character <= u'9') || (character >= u'a' && character <= u'f')
        || (character >= u'A' && character <= u'F');
}

bool isBase64(QChar character)
{
    return (character >= u'A' && character <= u'Z') || (character >= u'a' && character <= u'z')
        || (character >= u'0' && character <= u'9') || character == u'+' || character == u'/' || character == u'=';
}

QStringView unquoted(QStringView text)
{
    text = text.trimmed();
    if (text.size() >= 2 && (text.front() == u'"' || text.front() == u'\'') && text.back() == text.front())
        return text.sliced(1, text.size() - 2);
    return text;
}

bool isKey(QStringView key)
{
    if (key.startsWith(u"checksum/"))
        return true;
    const QStringView last = key.sliced(key.lastIndexOf(u'/') + 1);
    if (last.contains(u"commit", Qt::CaseInsensitive) || last.contains(u"git", Qt::CaseInsensitive))
        return false;
    return last.endsWith(u"checksum", Qt::CaseInsensitive) || last.endsWith(u"-hash", Qt::CaseInsensitive)
        || (last == u"hash" && last.size() < key.size());
}

bool isDigest(QStringView value)
{
    const bool hex = value.size() >= 8 && value.size() <= 128 && std::ranges::all_of(value, isHex);
    // 32 or 64 bytes.
    const bool base64 =
        (value.size() == 44 || value.size() == 88) && value.endsWith(u'=') && std::ranges::all_of(value, isBase64);
    return hex || base64;
}

} // namespace

bool isChecksum(QStringView key, QStringView value)
{
    return isKey(key) && isDigest(unquoted(value));
}

qsizetype checksumStart(QStringView line)
{
    // Longer lines are none, and need not be looked through.
    if (line.size() > 500)
        return 0;
    const qsizetype colon = line.lastIndexOf(u": ");
    if (colon < 0)
        return 0;
    QStringView key = line.left(colon).trimmed();
    while (key.startsWith(u"- "))
        key = key.sliced(2).trimmed();
    return isChecksum(unquoted(key), line.sliced(colon + 2)) ? colon + 2 : 0;
}

} // namespace coupe::manifest
