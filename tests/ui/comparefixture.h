#pragma once

#include <ui/comparecontroller.h>

#include <QTemporaryDir>

#include <core/gitops/gitrepo.h>

/// payments in a gitops repo of its own: five releases in production, one in staging, and a mirror that has them.
class CompareFixture
{
public:
    CompareFixture();

    /// Writes a release of @p files as Gimlet would; the commit's hash.
    QString release(const QString &app, const QString &environment, const QString &artifact, const QString &person,
        const QMap<QString, QByteArray> &files);
    /// Starts the mirror, or lets it catch up.
    void catchUp();

    /// What the five releases have: more and more of what the last one has.
    static QMap<QString, QByteArray> files(int release);
    static QByteArray deployment(const QByteArray &tag, const QByteArray &memory, bool check);
    static QByteArray secret(const QByteArray &password);

    coupe::ui::CompareSide side(int release, const QString &environment = QStringLiteral("production")) const;

    GitRepo repo;
    QStringList commits; ///< of production, oldest first
    QString stagingCommit;
    std::unique_ptr<coupe::workspace::GitopsRepos> gitops;

private:
    QTemporaryDir m_folder;
};

inline constexpr const char *FirstPassword = "aHVudGVyMg=="; // hunter2
inline constexpr const char *SecondPassword = "Y29ycmVjdC1ob3JzZQ==";
