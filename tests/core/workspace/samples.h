#pragma once

#include <gimlet/artifact.h>
#include <gimlet/release.h>

#include <QDateTime>

/// Small releases and artifacts to join. Version n of the sample repository has the hash "n" repeated, and is the n-th
/// minute.
namespace samples {

using namespace Qt::StringLiterals;

inline const QDateTime now = QDateTime::fromString(u"2026-03-02T12:00:00Z"_s, Qt::ISODate);
inline const QString repository = u"acme/payments"_s;

inline QDateTime minutesAgo(int minutes)
{
    return now.addSecs(-60 * minutes);
}

inline QString hashOf(int number)
{
    return QString(40, QChar(u'a' + number % 6)).replace(0, 4, u"%1"_s.arg(number, 4, 10, QChar(u'0')));
}

inline coupe::gimlet::Version version(int number, const QString &branch = u"main"_s)
{
    coupe::gimlet::Version version;
    version.repositoryName = repository;
    version.sha = hashOf(number);
    version.branch = branch;
    version.message = u"Change %1"_s.arg(number);
    version.authorName = u"Marta"_s;
    version.created = minutesAgo(1000 - number);
    return version;
}

inline coupe::gimlet::Artifact artifact(int number, const QString &branch = u"main"_s,
    const QStringList &apps = {u"payments"_s}, const QStringList &environments = {u"staging"_s, u"production"_s})
{
    coupe::gimlet::Artifact artifact;
    artifact.id = u"acme/payments-%1"_s.arg(number);
    artifact.created = minutesAgo(1000 - number);
    artifact.version = version(number, branch);
    for (const QString &app : apps) {
        for (const QString &environment : environments) {
            coupe::gimlet::Manifest manifest;
            manifest.app = app;
            manifest.env = environment;
            artifact.environments.append(manifest);
        }
    }
    return artifact;
}

/// Newest first.
inline QList<coupe::gimlet::Artifact> artifacts(int newest, int oldest = 1)
{
    QList<coupe::gimlet::Artifact> list;
    for (int number = newest; number >= oldest; --number)
        list.append(artifact(number));
    return list;
}

inline coupe::gimlet::Release release(int number, const QString &environment, int writtenMinutesAgo,
    const QString &status = u"ReconciliationSucceeded"_s, const QString &app = u"payments"_s)
{
    coupe::gimlet::Release release;
    release.app = app;
    release.env = environment;
    release.artifactId = u"acme/payments-%1"_s.arg(number);
    release.triggeredBy = u"policy"_s;
    release.version = version(number);
    release.gitopsRef = u"%1-%2-%3-%4"_s.arg(app, environment).arg(number).arg(writtenMinutesAgo);
    release.gitopsRepo = u"acme/gitops"_s;
    release.gitopsCommitStatus = status;
    release.created = minutesAgo(writtenMinutesAgo);
    release.gitopsCommitCreated = release.created;
    return release;
}

inline coupe::gimlet::Release rolledBack(coupe::gimlet::Release release)
{
    release.rolledBack = true;
    return release;
}

/// As /api/status tells it: nothing that git alone knows.
inline coupe::gimlet::Release wanted(coupe::gimlet::Release release)
{
    release.gitopsRef.clear();
    release.gitopsCommitStatus.clear();
    release.gitopsCommitCreated = {};
    release.created = {};
    return release;
}

} // namespace samples
