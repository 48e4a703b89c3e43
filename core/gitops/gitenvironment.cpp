#include "gitenvironment.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

/// Of the many variables that change what git does, those that a person sets to reach a host. GIT_TRACE_CURL with its
/// kin would write tokens, GIT_DIR and GIT_CONFIG_PARAMETERS come from a git that started us.
bool isKept(const QString &name)
{
    static const QStringList kept{u"GIT_SSH"_s, u"GIT_SSH_COMMAND"_s, u"GIT_SSH_VARIANT"_s, u"GIT_SSL_CAINFO"_s,
        u"GIT_SSL_CAPATH"_s, u"GIT_SSL_CERT"_s, u"GIT_SSL_KEY"_s, u"GIT_PROXY_COMMAND"_s, u"GIT_PROXY_SSL_CAINFO"_s,
        u"GIT_PROXY_SSL_CERT"_s, u"GIT_PROXY_SSL_KEY"_s, u"GIT_CONFIG_GLOBAL"_s, u"GIT_CONFIG_SYSTEM"_s,
        u"GIT_CONFIG_NOSYSTEM"_s, u"GIT_EXEC_PATH"_s};
    return !name.startsWith(u"GIT_"_s) || kept.contains(name);
}

} // namespace

QProcessEnvironment gitEnvironment(
    const QProcessEnvironment &own, const std::optional<RemoteAddress> &remote, bool hasSshCommand)
{
    QProcessEnvironment environment;
    for (const QString &name : own.keys()) {
        if (isKept(name) && name != u"LANGUAGE"_s)
            environment.insert(name, own.value(name));
    }
    environment.insert(u"LC_ALL"_s, u"C"_s);
    environment.insert(u"GIT_ALLOW_PROTOCOL"_s,
        remote && remote->transport() == RemoteAddress::Transport::Http ? u"file:http:https:ssh"_s
                                                                        : u"file:https:ssh"_s);
    // Empty keeps git from asking in a window, and also from trying the next program that could.
    environment.insert(u"GIT_TERMINAL_PROMPT"_s, u"0"_s);
    environment.insert(u"GIT_ASKPASS"_s, QString());
    environment.insert(u"SSH_ASKPASS_REQUIRE"_s, u"never"_s);
    environment.insert(u"GCM_INTERACTIVE"_s, u"never"_s);
    environment.insert(u"GIT_OPTIONAL_LOCKS"_s, u"0"_s);
    if (!hasSshCommand && !environment.contains(u"GIT_SSH"_s) && !environment.contains(u"GIT_SSH_COMMAND"_s))
        environment.insert(u"GIT_SSH_COMMAND"_s, u"ssh -o BatchMode=yes"_s);
    return environment;
}

QStringList gitOptions(const QString &repository, const QStringList &configuration)
{
    QStringList options{u"--no-pager"_s};
    if (!repository.isEmpty())
        options.append(u"--git-dir="_s + repository);
    const QStringList always{u"core.hooksPath=/dev/null"_s, u"core.fsmonitor=false"_s, u"protocol.ext.allow=never"_s,
        // Not even to the same host: a host that moves its repositories says so to people, too.
        u"http.followRedirects=false"_s, u"transfer.bundleURI=false"_s, u"gc.auto=0"_s, u"maintenance.auto=false"_s,
        // One pack a fetch and no loose objects, which are slow to read.
        u"fetch.unpackLimit=1"_s,
        // Hashes are verified always. What fsck adds guards checkouts, which we never make, and would lock people out
        // of old histories that every host takes.
        u"fetch.fsckObjects=false"_s, u"fetch.writeCommitGraph=false"_s};
    for (const QString &pair : always + configuration)
        options.append({u"-c"_s, pair});
    return options;
}

} // namespace coupe::gitops
