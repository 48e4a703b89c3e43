#include "secretchannel.h"

#include "remoteaddress.h"

#include <QStringList>

#include <algorithm>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

SecretChannel::SecretChannel(SecretChannel &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) { }

SecretChannel &SecretChannel::operator=(SecretChannel &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

SecretChannel::~SecretChannel()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

Result<SecretChannel> SecretChannel::make(const RemoteAddress &address, const QByteArray &secret)
{
    SecretChannel channel;
    if (secret.isEmpty() || !address.takesToken())
        return channel;
    // git reads lines: a line break would add to what it is told.
    if (std::ranges::any_of(secret, [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; }))
        return failure(ErrorKind::Invalid, u"The token holds characters that no token has."_s);
    // Hosts look at the token alone; this is the name that the pickiest of them wants to see with it.
    const QByteArray user = address.user().isEmpty() ? "x-access-token"_ba : address.user().toUtf8();
    const QByteArray answer = "username=" + user + "\npassword=" + secret + '\n';
    channel.m_descriptor = memfd_create("coupe", MFD_CLOEXEC);
    if (channel.m_descriptor < 0
        || write(channel.m_descriptor, answer.constData(), size_t(answer.size())) != answer.size())
        return failure(ErrorKind::Storage, u"The token cannot be handed to git."_s);
    return channel;
}

QStringList SecretChannel::configuration(const RemoteAddress &address) const
{
    if (m_descriptor < 0)
        return {};
    // The empty one forgets the person's own helpers, which must not get to store our token.
    return {u"credential.helper="_s,
        u"credential.%1.helper=!f() { test \"$1\" = get && cat /proc/self/fd/%2; }; f"_s.arg(address.origin())
            .arg(m_descriptor)};
}

} // namespace coupe::gitops
