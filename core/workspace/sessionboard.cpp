#include "sessionboard.h"

namespace coupe::workspace {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds SaveDelay = 5s;

} // namespace

SessionBoard::SessionBoard(Profile profile, QString snapshotFile, QObject *parent)
    : QObject(parent), m_profile(std::move(profile)), m_file(std::move(snapshotFile)),
      m_worker(QStringLiteral("coupe-board"))
{
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(SaveDelay);
    connect(&m_saveTimer, &QTimer::timeout, this, &SessionBoard::save);
}

SessionBoard::~SessionBoard()
{
    if (m_saveTimer.isActive())
        save();
}

void SessionBoard::loadRemembered(const QDateTime &now, std::function<void(bool)> done)
{
    struct Remembered {
        Snapshot snapshot;
        Joined joined;
    };
    m_loading = m_worker.run(
        [file = m_file, profile = m_profile, now]() -> std::optional<Remembered> {
            Result<Snapshot> snapshot = loadSnapshot(file);
            if (!snapshot || (snapshot->server != profile.server && !profile.isBuiltIn))
                return std::nullopt;
            const BoardInput input = snapshot->picture.boardInput(profile, now);
            return Remembered{std::move(*snapshot), joined(input, std::make_shared<const Board>(), {})};
        },
        [this, done = std::move(done)](std::optional<Remembered> remembered) {
            const bool use = remembered && !hasBoard;
            if (use) {
                const client::Capabilities probed = picture.capabilities;
                picture = std::move(remembered->snapshot.picture);
                if (probed != client::Capabilities())
                    picture.capabilities = probed;
                if (login.isEmpty())
                    login = remembered->snapshot.login;
                isRemembered = true;
                m_ageIsNew = true;
                adopt(std::move(remembered->joined));
            }
            done(use);
        });
}

void SessionBoard::take(const ReadResult &result, bool complete, const QDateTime &now)
{
    m_loading = {};
    picture.merge(result);
    if (!result.status.isEmpty())
        isRemembered = false;
    if (complete) {
        picture.asOf = now;
        m_ageIsNew = true;
    }
}

void SessionBoard::takeOlder(const QString &environment, const QList<gimlet::Release> &older)
{
    picture.older[environment] += older;
}

void SessionBoard::join(const QDateTime &serverNow)
{
    m_joinAt = serverNow;
    if (m_joining.isRunning()) {
        m_joinAgain = true;
        return;
    }
    m_joining = m_worker.run([input = picture.boardInput(m_profile, serverNow), before = board,
                                 releasesBefore = releases] { return joined(input, before, releasesBefore); },
        [this](Joined joined) {
            m_joining = {};
            adopt(std::move(joined));
            if (std::exchange(m_joinAgain, false))
                join(m_joinAt);
        });
}

SessionBoard::Joined SessionBoard::joined(const BoardInput &input, const std::shared_ptr<const Board> &before,
    const QHash<QString, QList<gimlet::Release>> &releasesBefore)
{
    Joined joined;
    const auto board = std::make_shared<const Board>(makeBoard(input));
    joined.boardIsNew = *board != *before;
    joined.board = joined.boardIsNew ? board : before;
    joined.releasesAreNew = input.releases != releasesBefore;
    joined.releases = joined.releasesAreNew ? input.releases : releasesBefore;
    return joined;
}

void SessionBoard::adopt(Joined joined)
{
    board = std::move(joined.board);
    releases = std::move(joined.releases);
    const bool isFirst = !std::exchange(hasBoard, true);
    const bool aged = std::exchange(m_ageIsNew, false);
    if (!isRemembered && (joined.boardIsNew || joined.releasesAreNew) && !m_saveTimer.isActive())
        m_saveTimer.start();
    if (joined.releasesAreNew)
        Q_EMIT releasesChanged();
    if (joined.boardIsNew || aged || isFirst)
        Q_EMIT boardChanged();
}

void SessionBoard::save()
{
    m_saveTimer.stop();
    m_worker.post([file = m_file, snapshot = Snapshot{picture, m_profile.server, login}] {
        // Without it the next start is slower, and that is all.
        std::ignore = saveSnapshot(file, snapshot);
    });
}

} // namespace coupe::workspace
