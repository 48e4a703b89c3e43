#pragma once

#include <base/result.h>

#include <QByteArray>

namespace coupe::gitops {

class RemoteAddress;

/// Hands a token to one run of git, and to nobody else.
///
/// The token lies in a nameless piece of memory (memfd), which only that run inherits, as an open file; git asks a
/// credential helper of one line that copies it to git. So it is in no arguments, no environment and no file, and no
/// other process we start has it. It can be read where our own memory can: by the same user, with a debugger's rights.
/// A pipe would do, were it not empty after git asked once.
///
/// The helper is told to git for the remote's own origin: another host is never answered, whatever a redirect says.
class SecretChannel
{
public:
    /// Errors: Invalid when the token holds what no token has; Storage.
    static Result<SecretChannel> make(const RemoteAddress &address, const QByteArray &secret);

    SecretChannel() = default;
    SecretChannel(SecretChannel &&other) noexcept;
    SecretChannel &operator=(SecretChannel &&other) noexcept;
    ~SecretChannel();

    /// -1 when there is no secret to hand over. Closed in new processes unless they say otherwise.
    int descriptor() const { return m_descriptor; }
    /// `key=value` for git's -c.
    QStringList configuration(const RemoteAddress &address) const;

private:
    int m_descriptor = -1;
};

} // namespace coupe::gitops
