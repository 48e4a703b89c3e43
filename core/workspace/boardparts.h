#pragma once

#include <workspace/board.h>

#include <optional>

// The steps of makeBoard(). Not for other parts.
namespace coupe::workspace::parts {

/// What is known of one environment, sorted for joining.
struct EnvironmentFacts {
    QString name;
    bool statusKnown = false;
    QMap<QString, std::optional<gimlet::Release>> status;
    QHash<QString, QList<gimlet::Release>> releases; ///< by app, newest first
    std::optional<gimlet::GitopsCommit> revert; ///< the one commit that can only be the rollback of an app
};

/// Promotion order first, then the server's; each name once.
QStringList orderedEnvironments(const Profile &profile, const QList<gimlet::Environment> &environments);

EnvironmentFacts factsOf(const QString &environment, const BoardInput &input);

/// Apps that are, or were, really in the environment: a folder that Gimlet knows nothing of is not an app.
QStringList appsOf(const EnvironmentFacts &facts);

BoardCell makeCell(const QString &app, const EnvironmentFacts &facts, const BoardInput &input);

/// Counts what has been shipped, so that environments can be compared.
class ShippedVersions
{
public:
    explicit ShippedVersions(const QList<gimlet::Artifact> &artifacts);

    /// What @p left runs and @p right does not yet, newest first; nothing when that cannot be known.
    std::optional<QList<gimlet::Version>> between(
        const QString &app, const gimlet::Release &left, const gimlet::Release &right) const;

private:
    const QList<gimlet::Artifact> &m_artifacts;
    QHash<QString, qsizetype> m_position; ///< artifact id → position
    QHash<QString, QList<qsizetype>> m_ofApp; ///< positions, ascending: newest first
};

/// Whether a version that was shipped between two others of its line counts: the same branch, or no branch to compare.
bool sameLine(const gimlet::Version &candidate, const gimlet::Version &end);

/// Present and not taken away: something to compare with.
bool isPresent(const BoardCell &cell);

} // namespace coupe::workspace::parts
