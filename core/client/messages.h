#pragma once

#include <QString>

/// Every sentence that the client says to people, in one place and translatable. Each says what happened; those of
/// mutations also what was, and was not, done.
namespace coupe::client::messages {

QString notAnAddress();
QString secretInAddress();
QString notATokenText();
QString tokenWithoutTls(const QString &host);
QString tokenAlreadyRefused();

QString refusedConnection(const QString &host);
QString hostNotFound(const QString &host);
QString proxyFailed();
QString notTrusted(const QString &host);
QString noTlsAgreed(const QString &host);
QString tooLate(const QString &host);
QString silent(const QString &host);
QString interrupted(const QString &host);
QString unreachable(const QString &host);
QString garbled(const QString &host);
QString tooLarge(qint64 bytes);
QString redirectedElsewhere(const QString &host, const QString &target);
QString redirectedTooOften(const QString &host);
QString redirectedNowhere();

QString anotherWebsite();
QString notGimlet();
QString notJson();
QString unexpectedSuccess();
QString unauthorized();
QString forbidden();
QString notFound();
QString notOffered();
QString rejected();
QString serverPanic();
QString serverOverloaded();
QString serverFailed();

QString deployNeedsNames();
QString rollbackNeedsFullHash();
QString deleteNeedsNames();
QString artifactNeedsVersion();
QString fluxEventNeedsEnvironment();

QString feedLost();
QString feedRefused();
QString feedSilent();
QString feedTooLarge();

} // namespace coupe::client::messages
