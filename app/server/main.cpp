#include <service/service.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QStandardPaths>

#include <csignal>
#include <cstdio>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int ExitFailure = 1;
constexpr int ExitUsage = 2;

void say(const QString &line)
{
    std::fputs(qPrintable(line + u'\n'), stdout);
    std::fflush(stdout);
}

int refuse(const QString &why, int code)
{
    std::fputs(qPrintable(u"coupe-server: "_s + why + u'\n'), stderr);
    return code;
}

/// "127.0.0.1:8888", "[::1]:8888", "localhost:8888" or a port alone.
bool readAddress(const QString &text, coupe::service::Options &options)
{
    const qsizetype colon = text.lastIndexOf(u':');
    bool isNumber = false;
    options.port = text.mid(colon + 1).toUShort(&isNumber);
    if (!isNumber)
        return false;
    if (colon < 0)
        return true;
    QString host = text.left(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    options.listenAddress = host;
    return !host.isEmpty();
}

/// Sleeps until somebody wants the program to end.
void waitForSignal(const sigset_t &signalsToEnd)
{
    int signal = 0;
    sigwait(&signalsToEnd, &signal);
}

} // namespace

int main(int argc, char **argv)
{
    ::umask(077);
    // Blocked before there are threads, so that none of them is interrupted by what is waited for below.
    sigset_t signalsToEnd;
    sigemptyset(&signalsToEnd);
    sigaddset(&signalsToEnd, SIGINT);
    sigaddset(&signalsToEnd, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signalsToEnd, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"coupe-server"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(COUPE_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"The built-in Gimlet service of Coupe: Gimlet's API on SQLite and a local gitops repo.\n"
        "The first start prints the administrator's GIMLET_SERVER and GIMLET_TOKEN; later starts print the address alone."_s);
    const QCommandLineOption listen(u"listen"_s,
        u"Where to listen; port 0 takes any free one. Default: 127.0.0.1:8888"_s, u"address:port"_s,
        u"127.0.0.1:8888"_s);
    const QCommandLineOption data(u"data"_s,
        u"Where everything is kept. Default: "_s + QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
            + u"/coupe-server"_s,
        u"folder"_s, QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/coupe-server"_s);
    const QCommandLineOption environment(u"env"_s,
        u"An environment; may be given several times, in promotion order. They are kept. Default: staging, production"_s,
        u"name"_s);
    const QCommandLineOption publicHost(u"public-host"_s,
        u"A name under which a proxy reaches the service, beside the loopback ones."_s, u"name[:port]"_s);
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Show this."_s);
    const QCommandLineOption version({u"v"_s, u"version"_s}, u"Show the version."_s);
    parser.addOptions({listen, data, environment, publicHost, help, version});
    if (!parser.parse(QCoreApplication::arguments()))
        return refuse(parser.errorText() + u" Try --help."_s, ExitUsage);
    if (parser.isSet(help)) {
        say(parser.helpText().trimmed());
        return 0;
    }
    if (parser.isSet(version)) {
        say(u"coupe-server "_s + QCoreApplication::applicationVersion());
        return 0;
    }
    if (!parser.positionalArguments().isEmpty())
        return refuse(
            u"I do not know what to do with '%1'. Try --help."_s.arg(parser.positionalArguments().first()), ExitUsage);

    coupe::service::Options options;
    options.dataFolder = parser.value(data);
    options.environments = parser.values(environment);
    options.publicHost = parser.value(publicHost);
    if (!readAddress(parser.value(listen), options))
        return refuse(u"'%1' is not an address and a port."_s.arg(parser.value(listen)), ExitUsage);

    const auto service = coupe::service::Service::start(options);
    if (!service) {
        const coupe::Error &error = service.error();
        return refuse(error.detail.isEmpty() ? error.message : u"%1 (%2)"_s.arg(error.message, error.detail),
            error.kind == coupe::ErrorKind::Invalid ? ExitUsage : ExitFailure);
    }
    say(u"GIMLET_SERVER="_s + (*service)->url().toString());
    if ((*service)->isFirstStart()) {
        const auto token = (*service)->mintToken(coupe::service::Service::adminLogin());
        if (!token)
            return refuse(token.error().message, ExitFailure);
        say(u"GIMLET_TOKEN="_s + QString::fromLatin1(*token));
    }
    waitForSignal(signalsToEnd);
    return 0;
}
