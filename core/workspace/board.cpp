#include "board.h"

#include "boardparts.h"

#include <QSet>

namespace coupe::workspace {

namespace {

QString repositoryOf(const QString &app, const BoardRow &row, const QHash<QString, QString> &shippedBy)
{
    for (const BoardCell &cell : row.cells) {
        if (cell.release.version && !cell.release.version->repositoryName.isEmpty())
            return cell.release.version->repositoryName;
    }
    for (const BoardCell &cell : row.cells) {
        for (const PastRelease &past : cell.history) {
            if (past.release.version && !past.release.version->repositoryName.isEmpty())
                return past.release.version->repositoryName;
        }
    }
    return shippedBy.value(app);
}

QHash<QString, QString> repositoriesByApp(const QList<gimlet::Artifact> &artifacts)
{
    QHash<QString, QString> repositories;
    for (const gimlet::Artifact &artifact : artifacts) {
        for (const gimlet::Manifest &manifest : artifact.environments) {
            QString &repository = repositories[manifest.app];
            if (repository.isEmpty())
                repository = artifact.version.repositoryName;
        }
    }
    return repositories;
}

void compareNeighbours(BoardRow &row, const parts::ShippedVersions &shipped)
{
    const BoardCell *left = nullptr;
    for (BoardCell &cell : row.cells) {
        if (!parts::isPresent(cell))
            continue;
        if (left) {
            if (auto ahead = shipped.between(row.app, left->release, cell.release)) {
                cell.behind = int(ahead->size());
                cell.ahead = std::move(*ahead);
            }
        }
        left = &cell;
    }
}

/// An app that is nowhere any more is History's: previews come and go, and would fill the board with the dead.
bool isGone(const BoardRow &row)
{
    return std::ranges::all_of(row.cells, [](const BoardCell &cell) {
        return cell.state == ReleaseState::Absent || cell.state == ReleaseState::Deleted;
    });
}

bool byRepositoryAndName(const BoardRow &one, const BoardRow &other)
{
    // Rows whose repository nobody knows come last.
    return std::tuple(one.repository.isEmpty(), one.repository, one.app)
        < std::tuple(other.repository.isEmpty(), other.repository, other.app);
}

} // namespace

const BoardCell *Board::cell(const QString &app, const QString &environment) const
{
    const auto column = std::ranges::find(environments, environment, &BoardEnvironment::name);
    const auto row = std::ranges::find(rows, app, &BoardRow::app);
    if (column == environments.end() || row == rows.end())
        return nullptr;
    const auto index = column - environments.begin();
    return index < row->cells.size() ? &row->cells[index] : nullptr;
}

QHash<QString, QStringList> Board::liveIn() const
{
    QHash<QString, QStringList> places;
    for (const BoardRow &row : rows) {
        for (qsizetype i = 0; i < row.cells.size() && i < environments.size(); ++i) {
            const BoardCell &cell = row.cells[i];
            if (!parts::isPresent(cell) || cell.release.artifactId.isEmpty())
                continue;
            QStringList &names = places[cell.release.artifactId];
            if (!names.contains(environments[i].name))
                names.append(environments[i].name);
        }
    }
    return places;
}

Board makeBoard(const BoardInput &input)
{
    Board board;
    QList<parts::EnvironmentFacts> facts;
    QSet<QString> apps;
    for (const QString &name : parts::orderedEnvironments(input.profile, input.environments)) {
        board.environments.append({name, input.profile.isProtected(name), {}});
        facts.append(parts::factsOf(name, input));
        for (const QString &app : parts::appsOf(facts.constLast()))
            apps.insert(app);
    }

    const parts::ShippedVersions shipped(input.artifacts);
    const QHash<QString, QString> shippedBy = repositoriesByApp(input.artifacts);
    board.rows.reserve(apps.size());
    for (const QString &app : std::as_const(apps)) {
        BoardRow row{.app = app, .repository = {}, .cells = {}};
        row.cells.reserve(facts.size());
        for (const parts::EnvironmentFacts &environment : std::as_const(facts))
            row.cells.append(parts::makeCell(app, environment, input));
        if (isGone(row))
            continue;
        compareNeighbours(row, shipped);
        row.repository = repositoryOf(app, row, shippedBy);
        board.rows.append(std::move(row));
    }
    std::ranges::sort(board.rows, byRepositoryAndName);

    for (const BoardRow &row : std::as_const(board.rows)) {
        for (qsizetype i = 0; i < row.cells.size(); ++i)
            ++board.environments[i].counts[row.cells[i].state];
    }
    return board;
}

} // namespace coupe::workspace
