#include "plainrecord.h"

#include <algorithm>
#include <cstring>

namespace coupe::gitops {

namespace {

using gimlet::Release;
using gimlet::Version;

/// Goes through a text. Each function tells whether it met what it is for, and else leaves nothing to go on with.
class Cursor
{
public:
    explicit Cursor(QByteArrayView text) : m_at(text.data()), m_end(text.data() + text.size()) { }

    bool atEnd()
    {
        skipSpace();
        return m_at == m_end;
    }
    /// Past the character, when it is next.
    bool pass(char expected)
    {
        skipSpace();
        if (m_at == m_end || *m_at != expected)
            return false;
        ++m_at;
        return true;
    }
    bool passWord(const char *word)
    {
        skipSpace();
        const auto size = qsizetype(std::strlen(word));
        if (m_end - m_at < size || std::memcmp(m_at, word, size_t(size)) != 0)
            return false;
        m_at += size;
        return true;
    }
    /// A text without escapes.
    bool readKey(QByteArrayView &key);
    bool readText(QString &text);
    bool readNumber(qint64 &number);

private:
    void skipSpace()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
            ++m_at;
    }
    bool readEscape(QByteArray &text);

    const char *m_at;
    const char *m_end;
};

bool isPlain(char c)
{
    return c != '"' && c != '\\' && uchar(c) >= 0x20;
}

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool Cursor::readKey(QByteArrayView &key)
{
    if (!pass('"'))
        return false;
    const char *end = std::find_if_not(m_at, m_end, isPlain);
    if (end == m_end || *end != '"')
        return false;
    key = {m_at, end};
    m_at = end + 1;
    return true;
}

bool Cursor::readText(QString &text)
{
    if (!pass('"'))
        return false;
    QByteArray unescaped;
    for (;;) {
        const QByteArrayView piece(m_at, std::find_if_not(m_at, m_end, isPlain));
        m_at += piece.size();
        if (m_at == m_end || !piece.isValidUtf8())
            return false;
        if (*m_at == '"') {
            ++m_at;
            text = unescaped.isEmpty() ? QString::fromUtf8(piece) : QString::fromUtf8(unescaped.append(piece));
            return true;
        }
        unescaped.append(piece);
        if (*m_at++ != '\\' || !readEscape(unescaped))
            return false;
    }
}

bool Cursor::readEscape(QByteArray &text)
{
    if (m_at == m_end)
        return false;
    switch (const char letter = *m_at++) {
    case '"':
    case '\\':
    case '/':
        text.append(letter);
        return true;
    case 'n':
        text.append('\n');
        return true;
    case 'r':
        text.append('\r');
        return true;
    case 't':
        text.append('\t');
        return true;
    case 'u': {
        // Go writes <, > and & so.
        if (m_end - m_at < 4)
            return false;
        const QByteArrayView digits(m_at, 4);
        m_at += 4;
        const char16_t unit = std::ranges::all_of(digits, isHexDigit) ? digits.toUShort(nullptr, 16) : 0;
        if (unit == 0 || QChar::isSurrogate(unit))
            return false;
        text.append(QString(QChar(unit)).toUtf8());
        return true;
    }
    default:
        return false;
    }
}

bool Cursor::readNumber(qint64 &number)
{
    skipSpace();
    constexpr qsizetype MostDigits = 15;
    const char *end = std::find_if_not(m_at, m_end, [](char c) { return c >= '0' && c <= '9'; });
    const QByteArrayView digits(m_at, end);
    if (digits.isEmpty() || digits.size() > MostDigits || (digits.size() > 1 && digits[0] == '0') || end == m_end
        || std::strchr(".eE", *end))
        return false;
    number = digits.toLongLong();
    m_at = end;
    return true;
}

template <typename T> struct TextMember {
    QByteArrayView key;
    QString T::*member;
};

constexpr TextMember<Release> ReleaseTexts[] = {{"app", &Release::app}, {"env", &Release::env},
    {"artifactId", &Release::artifactId}, {"triggeredBy", &Release::triggeredBy}, {"gitopsRef", &Release::gitopsRef},
    {"gitopsRepo", &Release::gitopsRepo}, {"gitopsCommitStatus", &Release::gitopsCommitStatus},
    {"gitopsCommitStatusDesc", &Release::gitopsCommitStatusDesc}};
constexpr TextMember<Version> VersionTexts[] = {{"repositoryName", &Version::repositoryName}, {"sha", &Version::sha},
    {"branch", &Version::branch}, {"sourceBranch", &Version::sourceBranch}, {"targetBranch", &Version::targetBranch},
    {"tag", &Version::tag}, {"authorName", &Version::authorName}, {"authorEmail", &Version::authorEmail},
    {"committerName", &Version::committerName}, {"committerEmail", &Version::committerEmail},
    {"message", &Version::message}, {"url", &Version::url}};

/// Reads an object whose members are @p texts, or what @p readOther reads. A member that comes twice, or is null, is
/// left to others.
template <typename T, size_t Count, typename Other>
bool readObject(Cursor &cursor, T &target, const TextMember<T> (&texts)[Count], Other readOther)
{
    if (!cursor.pass('{'))
        return false;
    QList<QByteArrayView> keys;
    keys.reserve(qsizetype(Count) + 4);
    if (cursor.pass('}'))
        return true;
    do {
        QByteArrayView key;
        if (!cursor.readKey(key) || keys.contains(key) || !cursor.pass(':'))
            return false;
        keys.append(key);
        const auto text = std::ranges::find(texts, key, &TextMember<T>::key);
        if (!(text != std::end(texts) ? cursor.readText(target.*(text->member)) : readOther(key)))
            return false;
    } while (cursor.pass(','));
    return cursor.pass('}');
}

bool readVersion(Cursor &cursor, Version &version)
{
    return readObject(cursor, version, VersionTexts, [&](QByteArrayView key) {
        if (key == "created") {
            qint64 created = 0;
            const bool read = cursor.readNumber(created);
            version.created = gimlet::timeFromUnix(created);
            return read;
        }
        QString event;
        const bool read = key == "event" && cursor.readText(event);
        version.event = gimlet::gitEventFromString(event);
        return read;
    });
}

} // namespace

std::optional<Release> readPlainRecord(QByteArrayView text)
{
    Cursor cursor(text);
    Release release;
    const bool read = readObject(cursor, release, ReleaseTexts, [&](QByteArrayView key) {
        return key == "version" && (cursor.passWord("null") || readVersion(cursor, release.version.emplace()));
    });
    return read && cursor.atEnd() ? std::optional(std::move(release)) : std::nullopt;
}

} // namespace coupe::gitops
