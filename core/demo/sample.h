#pragma once

#include <gimlet/manifest.h>

#include <QJsonObject>
#include <QMap>
#include <QStringList>

namespace coupe::demo {

struct Person {
    QString login;
    QString name;
    QString email;
};

struct App {
    QString name;
    QString repository; ///< "owner/name"
    QString team;
    qint64 port = 0;
    QString memory;
    QString cpu;
    QMap<QString, qint64> replicas; ///< by environment: where the app is deployed at all
    QMap<QString, QString> config; ///< five weeks ago; commits change it
    QMap<QString, gimlet::DeployPolicy> policies; ///< by environment; absent: by hand only
};

/// One commit that CI built and shipped.
struct Commit {
    QString repository;
    QString sha; ///< made from repository and message, so always the same
    QString at; ///< when CI shipped it: see momentOf()
    QString by; ///< login of the author
    QStringList apps; ///< whose manifests CI ships: in a repository with several, those that the commit touches
    QString message; ///< the first line
    QString body;
    QString branch; ///< "main" unless said otherwise
    QString tag; ///< of a tag event
    qint64 pullRequest = 0; ///< of a pull request event
    QJsonObject changes; ///< app → {"memory", "config": {name: value or null}}: what it changes in the manifests
};

/// Somebody deploys a commit, or rolls back to one.
struct Act {
    QString at;
    QString by;
    QString app;
    QString environment;
    QString commit; ///< the first line of its message
    bool isRollback = false;
};

/// What Flux has to say of one version of an app.
struct Verdict {
    QString app;
    QStringList environments;
    QString commit; ///< the first line of its message
    qint64 seconds = 0; ///< until it is said
    QString reason;
    QString message; ///< %1 is the environment
};

struct SlowApp {
    QString app;
    qint64 seconds = 0;
};

/// The sample company as it is written down in resources/demo.
struct Sample {
    QString name;
    QString signedIn; ///< login
    QStringList environments; ///< in promotion order
    QList<Person> people;
    QList<App> apps;
    QList<SlowApp> slowApps;
    QList<Verdict> verdicts;
    QList<Commit> commits; ///< those of one repository in order
    QList<Act> acts; ///< in order
    QString manifestTemplate; ///< @name@ is filled in by manifestsOf(), {{ .NAME }} by Gimlet

    const App *app(const QString &name) const;
    const Person *person(const QString &login) const;
    const Commit *commit(const QString &app, const QString &message) const;
};

/// Reads the sample and checks that every name in it refers to something. Errors: Malformed, which says what and where.
Result<Sample> readSample(const QString &folder = QStringLiteral(":/coupe/demo"));

} // namespace coupe::demo
