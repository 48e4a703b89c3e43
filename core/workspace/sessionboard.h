#pragma once

#include <base/worker.h>
#include <workspace/snapshot.h>

#include <QObject>
#include <QTimer>

#include <memory>

// The session's picture and board. Not for other parts.
namespace coupe::workspace {

/// Keeps the picture, joins it into the board off the GUI thread, and keeps a copy on disk.
class SessionBoard : public QObject
{
    Q_OBJECT

public:
    SessionBoard(Profile profile, QString snapshotFile, QObject *parent);
    ~SessionBoard() override;

    /// Shows what the last run left, unless an answer is there first. Tells whether there was anything.
    void loadRemembered(const QDateTime &now, std::function<void(bool)> done);
    /// Takes in what was read; @p complete when all of it came.
    void take(const ReadResult &result, bool complete, const QDateTime &now);
    void takeOlder(const QString &environment, const QList<gimlet::Release> &releases);
    /// Joins again: time alone makes a release stall.
    void join(const QDateTime &serverNow);

    Picture picture;
    QString login;
    std::shared_ptr<const Board> board = std::make_shared<const Board>();
    QHash<QString, QList<gimlet::Release>> releases; ///< as the board was made of
    bool hasBoard = false;
    bool isRemembered = false;

Q_SIGNALS:
    void boardChanged();
    void releasesChanged();

private:
    struct Joined {
        std::shared_ptr<const Board> board;
        QHash<QString, QList<gimlet::Release>> releases;
        bool boardIsNew = false;
        bool releasesAreNew = false;
    };
    static Joined joined(const BoardInput &input, const std::shared_ptr<const Board> &before,
        const QHash<QString, QList<gimlet::Release>> &releasesBefore);
    void adopt(Joined joined);
    void save();

    const Profile m_profile;
    const QString m_file;
    bool m_ageIsNew = false;
    bool m_joinAgain = false;
    QDateTime m_joinAt;
    QTimer m_saveTimer;
    Task m_loading;
    Task m_joining;
    Worker m_worker;
};

} // namespace coupe::workspace
