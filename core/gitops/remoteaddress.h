#pragma once

#include <base/result.h>

namespace coupe::gitops {

/// Where a gitops repo lives, checked so that git can take it for nothing else: no option, no program to run, no
/// password in it.
class RemoteAddress
{
public:
    enum class Transport { File, Https, Http, Ssh };

    /// Takes an absolute path, file://, https://, ssh://, user@host:path, and http:// for this machine only.
    /// Errors: Invalid, with a sentence for whoever typed it.
    static Result<RemoteAddress> make(const QString &url);

    /// As git takes it. Holds no secret.
    const QString &url() const { return m_url; }
    Transport transport() const { return m_transport; }
    bool isLocal() const { return m_transport == Transport::File; }
    /// Whether a token can be sent there.
    bool takesToken() const { return m_transport == Transport::Https || m_transport == Transport::Http; }
    /// Without port and brackets; empty for a local one.
    const QString &host() const { return m_host; }
    /// The user that the address names; may be empty.
    const QString &user() const { return m_user; }
    /// "https://host:port", the only place a token for this remote may go to. Empty when it takes none.
    const QString &origin() const { return m_origin; }
    /// For people: the address without the user.
    const QString &displayText() const { return m_displayText; }
    /// For people: the host, or the path of a local one.
    QString place() const { return isLocal() ? m_displayText : m_host; }

private:
    static Result<RemoteAddress> fromUrl(const QString &url);
    static Result<RemoteAddress> fromScp(const QString &url);

    QString m_url;
    Transport m_transport = Transport::File;
    QString m_host;
    QString m_user;
    QString m_origin;
    QString m_displayText;
};

} // namespace coupe::gitops
