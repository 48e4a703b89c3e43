#include "messages.h"

#include "outcome.h"

#include <QCoreApplication>

namespace coupe::client::messages {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("client", text);
}

} // namespace

QString notAnAddress()
{
    return tr(QT_TRANSLATE_NOOP("client", "This is not the address of a server. It starts with https:// and a name."));
}

QString secretInAddress()
{
    return tr(QT_TRANSLATE_NOOP("client",
        "The address holds a password, a token or a query. Give the bare address; the token has a field of its own."));
}

QString notATokenText()
{
    return tr(QT_TRANSLATE_NOOP("client", "The token holds characters that no token has, such as a line break."));
}

QString tokenWithoutTls(const QString &host)
{
    return tr(
        QT_TRANSLATE_NOOP("client", "The token was not sent: the way to %1 is not encrypted. Use an https:// address."))
        .arg(host);
}

QString tokenAlreadyRefused()
{
    return tr(QT_TRANSLATE_NOOP("client", "Nothing was sent: the server no longer accepts the token."));
}

QString refusedConnection(const QString &host)
{
    return tr(QT_TRANSLATE_NOOP("client", "No server answers at %1.")).arg(host);
}

QString hostNotFound(const QString &host)
{
    return tr(QT_TRANSLATE_NOOP("client", "The name %1 could not be found on the network.")).arg(host);
}

QString proxyFailed()
{
    return tr(QT_TRANSLATE_NOOP("client", "The proxy between here and the server did not let the request through."));
}

QString notTrusted(const QString &host)
{
    return tr(QT_TRANSLATE_NOOP("client", "%1 could not prove who it is, so nothing was sent to it.")).arg(host);
}

QString noTlsAgreed(const QString &host)
{
    return tr(
        QT_TRANSLATE_NOOP("client", "No encrypted connection to %1 could be agreed on, so nothing was sent to it."))
        .arg(host);
}

QString tooLate(const QString &host)
{
    return tr(QT_TRANSLATE_NOOP("client", "%1 did not answer completely in time.")).arg(host);
}

QString silent(const QString &host)
{
    return tr(QT_TRANSLATE_NOOP("client", "%1 went silent before its answer was complete.")).arg(host);
}

QString interrupted(const QString &host)
{
    return tr(QT_TRANSLATE_NOOP("client", "The connection to %1 ended before the answer was complete.")).arg(host);
}

QString unreachable(const QString &host)
{
    return tr(QT_TRANSLATE_NOOP("client", "%1 cannot be reached.")).arg(host);
}

QString garbled(const QString &host)
{
    return tr(QT_TRANSLATE_NOOP("client", "What %1 answered could not be read.")).arg(host);
}

QString tooLarge(qint64 bytes)
{
    return tr(QT_TRANSLATE_NOOP("client", "The answer is larger than %1 MB; Coupe stopped reading it."))
        .arg(bytes / (1024 * 1024));
}

QString redirectedElsewhere(const QString &host, const QString &target)
{
    return tr(QT_TRANSLATE_NOOP("client", "%1 sends us on to %2. Coupe does not take its token there."))
        .arg(host, target);
}

QString redirectedTooOften(const QString &host)
{
    return tr(QT_TRANSLATE_NOOP("client", "%1 sends us in circles.")).arg(host);
}

QString redirectedNowhere()
{
    return tr(QT_TRANSLATE_NOOP("client", "The server sends us elsewhere instead of answering."));
}

QString anotherWebsite()
{
    return tr(QT_TRANSLATE_NOOP("client", "A proxy or another website answered instead of Gimlet."));
}

QString notGimlet()
{
    return tr(QT_TRANSLATE_NOOP("client", "The server answers, but it is not a Gimlet. Does the address lack a path?"));
}

QString notJson()
{
    return tr(QT_TRANSLATE_NOOP("client", "The answer is incomplete, or not from Gimlet."));
}

QString unexpectedSuccess()
{
    return tr(QT_TRANSLATE_NOOP("client", "The answer is not one that Gimlet gives."));
}

QString unauthorized()
{
    return tr(QT_TRANSLATE_NOOP("client", "The server does not accept the token."));
}

QString forbidden()
{
    return tr(QT_TRANSLATE_NOOP("client", "The server does not allow this with the token in use."));
}

QString notFound()
{
    return tr(QT_TRANSLATE_NOOP("client", "The server does not know what was asked for."));
}

QString notOffered()
{
    return tr(QT_TRANSLATE_NOOP("client", "This is not offered by this server."));
}

QString rejected()
{
    return tr(QT_TRANSLATE_NOOP("client", "The server refused the request."));
}

QString serverPanic()
{
    return tr(QT_TRANSLATE_NOOP("client", "The server failed over this request, and does not say why."));
}

QString serverOverloaded()
{
    return tr(QT_TRANSLATE_NOOP("client", "The server is not available right now."));
}

QString serverFailed()
{
    return tr(QT_TRANSLATE_NOOP("client", "The server failed over this request."));
}

QString deployNeedsNames()
{
    return tr(QT_TRANSLATE_NOOP("client", "A deploy needs an environment, an app and an artifact."));
}

QString rollbackNeedsFullHash()
{
    return tr(QT_TRANSLATE_NOOP(
        "client", "A rollback needs an environment, an app and the full hash of the gitops commit to return to."));
}

QString deleteNeedsNames()
{
    return tr(QT_TRANSLATE_NOOP("client", "A delete needs an environment and an app."));
}

QString artifactNeedsVersion()
{
    return tr(QT_TRANSLATE_NOOP("client", "An artifact needs a repository and a commit."));
}

QString fluxEventNeedsEnvironment()
{
    return tr(QT_TRANSLATE_NOOP("client", "A Flux event needs an environment and a revision."));
}

QString feedLost()
{
    return tr(QT_TRANSLATE_NOOP("client", "The live connection ended."));
}

QString feedRefused()
{
    return tr(QT_TRANSLATE_NOOP("client", "The server did not open the live connection."));
}

QString feedSilent()
{
    return tr(QT_TRANSLATE_NOOP("client", "The live connection went silent."));
}

QString feedTooLarge()
{
    return tr(QT_TRANSLATE_NOOP("client", "The live connection sent more at once than Coupe is ready to hold."));
}

} // namespace coupe::client::messages

namespace coupe::client {

Error nothingDone(Error error)
{
    error.message += u' ' + messages::tr(QT_TRANSLATE_NOOP("client", "Nothing was changed."));
    return error;
}

Error maybeDone(Error error)
{
    error.message += u' '
        + messages::tr(
            QT_TRANSLATE_NOOP("client", "It is not known whether the request took effect. It was not sent again."));
    return error;
}

} // namespace coupe::client
