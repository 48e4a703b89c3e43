#include "invocation.h"

#include <gitops/remoteaddress.h>

#include <QCommandLineParser>
#include <QFile>

namespace coupe::desktop {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestToken = 8 * 1024;

Result<QByteArray> readToken(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Invalid, u"The token file %1 cannot be read: %2."_s.arg(path, file.errorString()));
    QByteArray token = file.read(LongestToken).trimmed();
    if (token.isEmpty())
        return failure(ErrorKind::Invalid, u"The token file %1 is empty."_s.arg(path));
    return token;
}

struct Options {
    QCommandLineOption help{{u"h"_s, u"help"_s}};
    QCommandLineOption version{{u"v"_s, u"version"_s}};
    QCommandLineOption dataDir{u"data-dir"_s, {}, u"DIR"_s};
    QCommandLineOption server{u"server"_s, {}, u"URL"_s};
    QCommandLineOption tokenFile{u"token-file"_s, {}, u"FILE"_s};
    QCommandLineOption gitopsRepo{u"gitops-repo"_s, {}, u"[ENV=]URL"_s};
    QCommandLineOption tour{u"tour"_s, {}, u"DIR"_s};
    QCommandLineOption speed{u"speed"_s, {}, u"FACTOR"_s};
};

/// "URL": a folder for each environment; "ENV=URL": that environment's own. An URL may hold a '=' too, behind what no
/// environment's name has.
workspace::GitopsSource readGitopsRepo(const QString &text)
{
    const qsizetype equals = text.indexOf(u'=');
    const QString before = text.left(std::max<qsizetype>(equals, 0));
    if (before.isEmpty() || before.contains(u'/') || before.contains(u':'))
        return {.url = text};
    return {.url = text.sliced(equals + 1), .environment = before};
}

Result<void> readServer(const QCommandLineParser &parser, const Options &options, Invocation &invocation)
{
    const QString address =
        parser.isSet(options.server) ? parser.value(options.server) : qEnvironmentVariable("GIMLET_SERVER");
    if (address.isEmpty())
        return {};
    invocation.kind = Invocation::Kind::Server;
    invocation.server = QUrl(address, QUrl::StrictMode);
    const QString scheme = invocation.server.scheme();
    if (!invocation.server.isValid() || invocation.server.host().isEmpty() || (scheme != u"https" && scheme != u"http"))
        return failure(ErrorKind::Invalid,
            u"%1 is not the address of a server, such as https://gimlet.example.com."_s.arg(address));
    if (!invocation.server.userInfo().isEmpty())
        return failure(ErrorKind::Invalid, u"The address must not hold a user name or password."_s);
    for (const QString &repo : parser.values(options.gitopsRepo)) {
        const workspace::GitopsSource source = readGitopsRepo(repo);
        if (const auto fit = gitops::RemoteAddress::make(source.url); !fit)
            return std::unexpected(fit.error());
        invocation.gitops.append(source);
    }
    if (parser.isSet(options.tokenFile)) {
        const Result<QByteArray> token = readToken(parser.value(options.tokenFile));
        if (!token)
            return std::unexpected(token.error());
        invocation.token = *token;
    } else {
        invocation.token = qgetenv("GIMLET_TOKEN");
    }
    qunsetenv("GIMLET_TOKEN"); // nothing that is started from here needs it
    if (invocation.token.isEmpty()) {
        return failure(ErrorKind::Invalid,
            u"A token is needed for %1: set GIMLET_TOKEN, or name a file with --token-file."_s.arg(
                invocation.server.host()));
    }
    return {};
}

} // namespace

Result<Invocation> readInvocation(const QStringList &arguments)
{
    const Options options;
    QCommandLineParser parser;
    parser.addOptions({options.help, options.version, options.dataDir, options.server, options.gitopsRepo,
        options.tokenFile, options.tour, options.speed});
    if (!parser.parse(arguments))
        return failure(ErrorKind::Invalid, parser.errorText() + u'.');

    Invocation invocation;
    invocation.dataFolder = parser.value(options.dataDir);
    if (parser.isSet(options.help)) {
        invocation.kind = Invocation::Kind::Help;
        return invocation;
    }
    if (parser.isSet(options.version)) {
        invocation.kind = Invocation::Kind::Version;
        return invocation;
    }
    if (parser.isSet(options.gitopsRepo) && !parser.isSet(options.server)
        && !qEnvironmentVariableIsSet("GIMLET_SERVER"))
        return failure(
            ErrorKind::Invalid, u"--gitops-repo belongs to a server: coupe --server URL --gitops-repo URL."_s);
    const QStringList words = parser.positionalArguments();
    if (words == QStringList{u"demo"_s})
        invocation.kind = Invocation::Kind::Demo;
    else if (!words.isEmpty())
        return failure(ErrorKind::Invalid, u"\"%1\" is not something Coupe can do."_s.arg(words.join(u' ')));

    if (invocation.kind != Invocation::Kind::Demo) {
        if (parser.isSet(options.tour) || parser.isSet(options.speed))
            return failure(ErrorKind::Invalid, u"--tour and --speed belong to the demo: coupe demo --tour DIR."_s);
        if (const auto read = readServer(parser, options, invocation); !read)
            return std::unexpected(read.error());
        return invocation;
    }
    if (parser.isSet(options.server))
        return failure(ErrorKind::Invalid, u"The demo brings its own server; --server does not go with it."_s);
    invocation.tourFolder = parser.value(options.tour);
    if (parser.isSet(options.speed)) {
        bool isNumber = false;
        invocation.speed = parser.value(options.speed).toDouble(&isNumber);
        if (!isNumber || invocation.speed <= 0)
            return failure(ErrorKind::Invalid, u"--speed takes a number above 0."_s);
    } else if (!invocation.tourFolder.isEmpty()) {
        invocation.speed = 4;
    }
    return invocation;
}

QString helpText()
{
    return uR"(Usage: coupe [OPTIONS]
       coupe demo [OPTIONS]

The release dashboard for Gimlet.

  coupe                    open the window on the built-in Gimlet service, kept in the data folder
  coupe --server URL       open it on another Gimlet, without saving the connection
  coupe demo               open it on a throwaway built-in service with a sample company in it

Options:
  --server URL             the Gimlet to connect to; GIMLET_SERVER does the same
  --gitops-repo [ENV=]URL  where that Gimlet's gitops repo is: a folder for each environment, or the repo of ENV alone;
                           may be given more than once; https, ssh, or a path
  --token-file FILE        where its API token is; without it GIMLET_TOKEN
  --data-dir DIR           where Coupe keeps everything; with demo: keep the sample company there
  --tour DIR               with demo: play the main job in the window, leave a picture of each step in DIR, and end
  --speed FACTOR           with demo: how many times faster than life its clusters are
  -h, --help               this
  -v, --version            the version

Exit codes: 0 all went well, 1 something failed, 2 the command line makes no sense.
)"_s;
}

} // namespace coupe::desktop
