#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include <random>

namespace coupe::bench {

/// A gitops repo as years of work leave it, the same for the same length: 5 environments of 40 apps with 6 manifests
/// each; merges, rollbacks, deletes and edits by hand among the deploys. Packed as a server packs it.
class LongRepo
{
public:
    explicit LongRepo(int commits);

    QString path() const { return m_directory.filePath(QStringLiteral("gitops.git")); }
    QString filePath(const QString &name) const { return m_directory.filePath(name); }
    /// What the git program prints, without the last line's end.
    QString git(const QStringList &arguments) const;
    /// Packs each of the newest @p commits alone, and the rest together.
    void splitNewest(int commits) const;

private:
    struct App {
        QString folder;
        QByteArray name;
        QByteArray env;
        QByteArray manifest; ///< the one that each deploy changes
        QByteArray record;
        QByteArray manifestBefore;
        QByteArray recordBefore;
        int lastMark = 0; ///< of the deploy that a rollback would take back; 0: none
    };

    void write(int commits);
    void start(const QByteArray &branch, const QByteArray &message, const QByteArray &from = {});
    void file(const QString &path, const QByteArray &content);
    void deploy(App &app, const QByteArray &branch, const QByteArray &from = {});
    void rollBack(App &app);
    void remove(App &app);
    QByteArray hashOf(int mark);
    void flush();
    int random(int below) { return int(m_random() % quint32(below)); }
    App &anyApp();

    QTemporaryDir m_directory;
    QProcess m_import;
    QByteArray m_stream;
    QList<App> m_apps;
    std::mt19937 m_random{42};
    int m_mark = 0;
    qint64 m_time = 1'600'000'000;
};

} // namespace coupe::bench
