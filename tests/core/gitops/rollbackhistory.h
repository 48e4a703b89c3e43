#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QProcess>
#include <QString>

#include <random>

/// Gitops histories as rollbacks find them: deploys into shared and own records, deletes, edits of a few lines by hand,
/// reverts, reverts of reverts, files that moved, merges. The same for the same seed. Each is made anew on the branch
/// main of a bare repository, and remembered here, so that what Gimlet would do can be said without our reading.
class RollbackHistory
{
public:
    using Files = QMap<QString, QByteArray>;

    struct Commit {
        QByteArray hash;
        int mark = 0; ///< git fast-import's name for it
        QByteArray message;
        QList<int> parents; ///< places in @c commits
        qint64 time = 0;
        Files files;
    };

    explicit RollbackHistory(const QString &repository);
    ~RollbackHistory();

    void generate(quint32 seed);

    const QList<Commit> &commits() const { return m_commits; }
    int head() const { return int(m_commits.size()) - 1; }
    bool repoPerEnv() const { return m_repoPerEnv; }
    /// Folders of apps, "staging/web", or "web" where the environment has the repository to itself.
    const QStringList &folders() const { return m_folders; }

    /// The files of a folder; empty when it is not there.
    static Files folderOf(const Files &files, const QString &folder);

    /// What Gimlet's rollback would revert, in this order, told as its sources walk: the places of commits.
    QList<int> gimletReverts(const QString &folder, int target) const;

    int random(int below) { return int(m_random() % quint32(below)); }

private:
    /// go-git's walk: depth first, first parents first.
    QList<int> walk(qint64 since) const;
    /// Those of a walk that Gimlet takes for changes of the folder.
    QList<int> changesOf(const QString &folder, const QList<int> &walk) const;

    int commit(const QByteArray &message, const Files &files, const QList<int> &parents);
    int step(int parent);
    int deploy(int parent, const QString &folder);
    int editByHand(int parent, const QString &folder);
    int move(int parent, const QString &folder);
    int revert(int parent);
    int merge(int parent);
    QByteArray manifest(const QString &folder, int lines);
    QByteArray edited(QByteArray text);
    QString envRecord(const QString &folder) const;
    QString anyFolder() { return m_folders[random(int(m_folders.size()))]; }
    void send(const QByteArray &text);
    QByteArray answer();

    QProcess m_import;
    std::mt19937 m_random;
    QList<Commit> m_commits;
    QStringList m_folders;
    bool m_repoPerEnv = false;
    bool m_sharedRecord = true;
    int m_mark = 0;
    qint64 m_time = 0;
};
