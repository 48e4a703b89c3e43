#include "remoteaddress.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

Failure refused(const QString &message)
{
    return failure(ErrorKind::Invalid, message);
}

Failure passwordFound()
{
    return refused(u"The address holds a password or a token. Leave it out, and give it as the token instead."_s);
}

bool holdsInvisible(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) {
        const QChar::Category category = c.category();
        return category == QChar::Other_Control || category == QChar::Other_Format || category == QChar::Separator_Line
            || category == QChar::Separator_Paragraph;
    });
}

/// No remote needs them, and shells, servers and URL parsers disagree about them.
bool holdsMeaningful(const QString &text)
{
    static const QRegularExpression meaningful(uR"([\s'"`$\\;|&<>?#*^{}])"_s);
    return meaningful.match(text).hasMatch();
}

bool isLoopback(const QString &host)
{
    static const QRegularExpression net127(uR"(^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$)"_s);
    return host == u"localhost"_s || host == u"::1"_s || net127.match(host).hasMatch();
}

/// Some hosts take a token in the user's place.
bool looksLikeToken(const QString &user)
{
    static const QRegularExpression token(u"^(gh[a-z]_|github_pat_|glpat-|gldt-|ATBB|ATCT)"_s);
    return user.size() >= 36 || token.match(user).hasMatch();
}

Result<RemoteAddress::Transport> transportOf(const QUrl &url)
{
    using enum RemoteAddress::Transport;
    const QString scheme = url.scheme();
    if (scheme == u"file"_s)
        return File;
    if (scheme == u"https"_s)
        return Https;
    if (scheme == u"ssh"_s)
        return Ssh;
    if (scheme != u"http"_s)
        return refused(u"“%1” is no way to reach a repository here. Use https, ssh or a path."_s.arg(scheme));
    if (!isLoopback(url.host()))
        return refused(u"http is not encrypted. Use https."_s);
    return Http;
}

Result<void> checkUrl(const QUrl &url, bool isFile)
{
    static const QRegularExpression hostForm(u"^([A-Za-z0-9_][A-Za-z0-9._-]*|[0-9A-Fa-f:.]+)$"_s);
    static const QRegularExpression userForm(u"^([A-Za-z0-9_][A-Za-z0-9._+-]*)?$"_s);
    if (isFile) {
        if (!url.host().isEmpty() || !url.userInfo().isEmpty() || !url.path().startsWith(u'/'))
            return refused(u"A file address names no host: file:///path/to/repository."_s);
        return {};
    }
    if (!hostForm.match(url.host()).hasMatch())
        return refused(u"The address of the repository names no host that can be reached."_s);
    if (!userForm.match(url.userName(QUrl::FullyEncoded)).hasMatch())
        return refused(u"The user in the address of the repository has characters that no user has."_s);
    if (url.path().size() < 2)
        return refused(u"The address names a host, but no repository there."_s);
    if (url.path().startsWith(u"/-"_s))
        return refused(u"The path of a repository cannot begin with “-”."_s);
    return {};
}

} // namespace

Result<RemoteAddress> RemoteAddress::make(const QString &url)
{
    // What git itself takes for "run the program git-remote-NAME".
    static const QRegularExpression program(u"^[A-Za-z0-9+.-]*::"_s);
    if (url.isEmpty())
        return refused(u"The address of the repository is missing."_s);
    if (holdsInvisible(url))
        return refused(u"The address of the repository holds invisible characters."_s);
    if (url.startsWith(u'-'))
        return refused(u"The address of a repository cannot begin with “-”."_s);
    if (program.match(url).hasMatch())
        return refused(u"An address that starts a program is not accepted. Use https, ssh or a path."_s);
    if (url.startsWith(u'/')) {
        RemoteAddress address;
        address.m_url = url;
        address.m_displayText = url;
        return address;
    }
    return url.contains(u"://"_s) ? fromUrl(url) : fromScp(url);
}

Result<RemoteAddress> RemoteAddress::fromUrl(const QString &text)
{
    const bool isFile = text.startsWith(u"file://"_s);
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || (!isFile && holdsMeaningful(text)))
        return refused(u"The address of the repository cannot be understood."_s);
    const QString decoded = url.path(QUrl::FullyDecoded);
    if (holdsInvisible(decoded) || url.hasQuery() || url.hasFragment())
        return refused(u"The address of the repository cannot be understood."_s);
    if (!url.password().isEmpty() || text.section(u'/', 2, 2).section(u'@', 0, -2).contains(u':')
        || (!isFile && url.scheme() != u"ssh"_s && looksLikeToken(url.userName())))
        return passwordFound();
    const auto transport = transportOf(url);
    if (!transport)
        return std::unexpected(transport.error());
    if (auto checked = checkUrl(url, isFile); !checked)
        return std::unexpected(std::move(checked.error()));

    RemoteAddress address;
    address.m_url = text;
    address.m_transport = *transport;
    address.m_host = url.host();
    address.m_user = url.userName();
    address.m_displayText =
        isFile ? decoded : url.toString(QUrl::RemoveUserInfo | QUrl::StripTrailingSlash | QUrl::PrettyDecoded);
    if (address.takesToken())
        address.m_origin = url.toString(QUrl::RemoveUserInfo | QUrl::RemovePath);
    return address;
}

Result<RemoteAddress> RemoteAddress::fromScp(const QString &text)
{
    static const QRegularExpression form(
        u"^(?:([A-Za-z0-9_][A-Za-z0-9._+-]*)@)?(?:\\[([0-9A-Fa-f:.]+)\\]|([A-Za-z0-9_][A-Za-z0-9._-]*)):([^-].*)$"_s);
    // To git it is the host "user" and a path; whoever typed it meant a password.
    static const QRegularExpression password(u"^[^/@:]+:[^/@]*@[^/]*:"_s);
    if (password.match(text).hasMatch())
        return passwordFound();
    const auto match = form.match(text);
    if (!match.hasMatch() || holdsMeaningful(text))
        return refused(u"The address of the repository cannot be understood. Use https://…, user@host:path, or a path "
                       "from “/” on."_s);
    RemoteAddress address;
    address.m_url = text;
    address.m_transport = Transport::Ssh;
    address.m_user = match.captured(1);
    address.m_host = match.captured(match.hasCaptured(2) ? 2 : 3);
    address.m_displayText = text.sliced(address.m_user.isEmpty() ? 0 : address.m_user.size() + 1);
    return address;
}

} // namespace coupe::gitops
