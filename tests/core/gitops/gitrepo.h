#pragma once

#include <gitops/history.h>
#include <gitops/writer.h>

#include <QTemporaryDir>
#include <QTest>

/// A gitops repo of its own in a temporary folder, written through the Writer and looked at with the git program.
class GitRepo
{
public:
    GitRepo();

    coupe::gitops::Layout staging = layout(QStringLiteral("staging"));

    static coupe::gitops::Layout layout(const QString &env, bool repoPerEnv = false);
    static coupe::gimlet::Release release(
        const QString &app, const QString &artifact, const QString &env = QStringLiteral("staging"));
    /// One manifest that says which artifact it is of.
    static QMap<QString, QByteArray> files(const QString &artifact);

    /// Deploys and lets a minute pass; the commit's hash.
    QString deploy(const QString &app, const QString &artifact);
    /// The hashes of a rollback's commits, newest first; what went wrong, when it did.
    QStringList rollBack(const QString &app, const QString &target);
    /// Commits with the git program: `path`, NUL, content; an empty content removes. The hash.
    QString commitByHand(
        const QString &message, const QMap<QString, QByteArray> &changes, const QByteArray &mode = "100644");

    /// What the git program prints, trimmed; fails the test when it exits with another code than 0.
    QString git(const QStringList &arguments, const QByteArray &input = {}) const;
    QString show(const QString &path) const { return git({QStringLiteral("show"), QStringLiteral("main:") + path}); }
    /// Empty when the repository is sound.
    QString fsck() const;
    /// "web b1 rolled back", newest first.
    QStringList rows(const coupe::gitops::ReleaseQuery &query = {});

    QString path() const { return m_directory.filePath(QStringLiteral("gitops.git")); }
    coupe::gitops::Repository &repository() { return *m_repository; }
    coupe::gitops::Writer &writer() { return *m_writer; }

    coupe::ManualClock clock{QDateTime(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC)};

private:
    QTemporaryDir m_directory;
    std::unique_ptr<coupe::gitops::Repository> m_repository;
    std::unique_ptr<coupe::gitops::Writer> m_writer;
};
