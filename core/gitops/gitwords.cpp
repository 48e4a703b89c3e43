#include "gitwords.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

struct Sign {
    const char *words; ///< a regular expression
    ErrorKind kind;
    const char *sentence; ///< %1: the host or path, %2: the address
};

/// The first that fits says it: what ssh or curl say comes before what git concludes from it.
constexpr std::array Signs{
    Sign{"REMOTE HOST IDENTIFICATION HAS CHANGED", ErrorKind::Tls,
        "The SSH key of %1 is not the one that was known: somebody may be in between."},
    Sign{"Host key verification failed|host key is known for", ErrorKind::Tls,
        "The SSH key of %1 is not known yet. Connect to it once with ssh in a terminal."},
    Sign{"Permission denied \\([a-z,-]+\\)|Too many authentication failures", ErrorKind::Unauthorized,
        "%1 does not accept your SSH key."},
    Sign{"Could not resolve (host|proxy)|Name or service not known|name resolution", ErrorKind::Unreachable,
        "The host %1 was not found."},
    Sign{"Connection refused|Couldn't connect to server", ErrorKind::Unreachable, "%1 refused the connection."},
    Sign{"Network is unreachable|No route to host", ErrorKind::Unreachable, "There is no way to %1 on the network."},
    Sign{"[Cc]onnection timed out|Operation timed out|Timeout was reached|Operation too slow", ErrorKind::Timeout,
        "%1 does not answer."},
    Sign{"SSL certificate|certificate verification|certificate verify|SSL peer certificate|SSL: no alternative",
        ErrorKind::Tls, "%1 could not prove who it is: its certificate is not accepted."},
    Sign{"[Aa]uthentication failed|could not read (Username|Password)|returned error: 401|HTTP Basic: Access denied",
        ErrorKind::Unauthorized, "%1 does not accept the credentials for the repository."},
    Sign{"returned error: 403", ErrorKind::Forbidden, "%1 does not let you read the repository."},
    Sign{"returned error: 30[0-9]|unable to update url base from redirection", ErrorKind::Redirected,
        "%1 sends elsewhere for the repository. Use its new address; often only “.git” is missing at the end."},
    Sign{"returned error: 429", ErrorKind::Rejected, "%1 was asked too often. Try again later."},
    Sign{"returned error: 5[0-9][0-9]", ErrorKind::ServerFailed, "%1 failed to answer."},
    Sign{"dubious ownership", ErrorKind::Git, "The repository %2 belongs to another user."},
    Sign{"[Rr]epository (.* )?not found|project you were looking for|does not appear to be a git repos|does not exist|"
         "returned error: 404",
        ErrorKind::NotFound, "There is no repository at %2, or none that you may see."},
    Sign{"No space left on device|Disk quota exceeded|Read-only file system|File too large", ErrorKind::Storage,
        "The copy of the gitops repo cannot be stored: the disk is full or read-only."},
    Sign{"transport '.*' not allowed", ErrorKind::Invalid,
        "Your git configuration sends %2 over a transport that is not accepted."},
    Sign{"mismatched algorithms|unknown object format|unsupported object format", ErrorKind::Git,
        "The repository %2 names its commits by SHA-256, which cannot be read yet."},
    Sign{"couldn't find remote ref", ErrorKind::Git, "The branch of the gitops repo moved meanwhile. Try again."},
    Sign{"early EOF|hung up unexpectedly|Connection reset|RPC failed|unexpected disconnect|Empty reply|"
         "closed by remote host|Connection closed",
        ErrorKind::Interrupted, "The connection to %1 broke."},
    Sign{"Could not read from remote repository", ErrorKind::Git, "The repository %2 cannot be read."},
};

/// What ssh says about a key, to compare it with what the host's owner published.
QString fingerprint(const QString &words)
{
    static const QRegularExpression form(uR"(SHA256:[A-Za-z0-9+/]{43})"_s);
    return form.match(words).captured();
}

} // namespace

Error explainGit(const RemoteAddress &remote, const QString &words)
{
    const auto sign = std::ranges::find_if(Signs, [&](const Sign &candidate) {
        return QRegularExpression(QString::fromLatin1(candidate.words)).match(words).hasMatch();
    });
    if (sign == Signs.end())
        return {ErrorKind::Git, u"The gitops repo cannot be fetched from %1."_s.arg(remote.place()), words, 0};
    const QString sentence = QString::fromUtf8(sign->sentence);
    QString message = sentence.contains(u"%1"_s) ? sentence.arg(remote.place())
        : sentence.contains(u"%2"_s)             ? QString(sentence).replace(u"%2"_s, remote.displayText())
                                                 : sentence;
    if (const QString key = fingerprint(words); sign->kind == ErrorKind::Tls && !key.isEmpty())
        message += u" It shows %1."_s.arg(key);
    return {sign->kind, message, words, 0};
}

bool speaksOfDamage(const QString &words)
{
    static const QRegularExpression damage(
        u"bad (object|revision)|corrupt|unable to (read|find) (tree |sha1 |blob |object )?[0-9a-f]{40}|"
        "missing (blob|tree|commit|object)|object not found|did not send all necessary|does not match index|"
        "index-pack failed|inflate|data stream error|not a valid object|not a git repository:|hash mismatch|"
        "failed to (read|parse) object|revision walk setup failed"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QStringList lines = words.split(u'\n');
    return std::ranges::any_of(
        lines, [](const QString &line) { return !line.startsWith(u"remote:"_s) && damage.match(line).hasMatch(); });
}

} // namespace coupe::gitops
