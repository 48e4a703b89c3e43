#include "artifactmodel.h"

#include "timetext.h"

#include <base/displaytext.h>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using gimlet::Artifact;
using gimlet::GitEvent;
using workspace::ArtifactFeed;
using workspace::Session;

QString appsOf(const Artifact &artifact)
{
    QStringList apps;
    for (const gimlet::Manifest &manifest : artifact.environments) {
        if (!apps.contains(manifest.app))
            apps << manifest.app;
    }
    return displayText(apps.join(u", "_s), Lines::Single, 200);
}

ArtifactModel::ArtifactModel(Session &session, QObject *parent)
    : QAbstractListModel(parent), m_session(session), m_artifacts(session.artifacts().artifacts()),
      m_liveIn(session.board()->liveIn())
{
    connect(&session.artifacts(), &ArtifactFeed::reset, this, &ArtifactModel::resetFromFeed);
    connect(&session.artifacts(), &ArtifactFeed::inserted, this, &ArtifactModel::insertFromFeed);
    connect(&session, &Session::boardChanged, this, [this] {
        if (const auto liveIn = m_session.board()->liveIn();
            std::exchange(m_liveIn, liveIn) != liveIn && rowCount() > 0)
            Q_EMIT dataChanged(index(0), index(rowCount() - 1), {LiveInRole});
    });
}

int ArtifactModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_artifacts.size());
}

QHash<int, QByteArray> ArtifactModel::roleNames() const
{
    return {
        {ArtifactIdRole, "artifactId"},
        {AppsRole, "apps"},
        {VersionRole, "version"},
        {SubjectRole, "subject"},
        {RefRole, "ref"},
        {RefIconRole, "refIcon"},
        {AuthorRole, "author"},
        {AgeRole, "age"},
        {ExactTimeRole, "exactTime"},
        {LiveInRole, "liveIn"},
        {RowNameRole, "rowName"},
    };
}

QVariant ArtifactModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Artifact &artifact = m_artifacts[index.row()];
    const gimlet::Version &version = artifact.version;
    switch (role) {
    case ArtifactIdRole:
        return artifact.id;
    case AppsRole:
        return artifact.environments.isEmpty() ? tr("no manifests") : appsOf(artifact);
    case VersionRole:
        return displayText(version.label(), Lines::Single, 40);
    case SubjectRole:
        return displayText(version.subject());
    case RefRole:
        return displayText(version.event == GitEvent::Tag ? version.tag : version.branch, Lines::Single, 120);
    case RefIconRole:
        return version.event == GitEvent::Tag        ? u"tag"_s
            : version.event == GitEvent::PullRequest ? u"pullRequest"_s
                                                     : u"branch"_s;
    case AuthorRole:
        return displayText(version.authorName, Lines::Single, 80);
    case AgeRole:
        return ageText(artifact.created, m_session.clock().now());
    case ExactTimeRole:
        return exactText(artifact.created);
    case LiveInRole:
        return shortened(liveIn(artifact));
    case RowNameRole: {
        QStringList words{appsOf(artifact), displayText(version.label()), displayText(version.subject()),
            displayText(version.authorName), ageInWords(artifact.created, m_session.clock().now())};
        const QStringList live = liveIn(artifact);
        words << (live.isEmpty() ? tr("not live") : tr("live in %1").arg(live.join(u", "_s)));
        return words.join(u", "_s);
    }
    default:
        return {};
    }
}

// What fits a narrow column; a screen reader gets them all.
QStringList ArtifactModel::shortened(const QStringList &names) const
{
    constexpr qsizetype fitting = 18;
    if (names.size() > 1 && names.size() == m_session.board()->environments.size())
        return {tr("all %1").arg(names.size())};
    if (names.size() < 2 || names.join(QString()).size() <= fitting)
        return names;
    return {names.first(), tr("+%1").arg(names.size() - 1)};
}

QStringList ArtifactModel::liveIn(const Artifact &artifact) const
{
    QStringList names;
    for (const QString &name : m_liveIn.value(artifact.id))
        names << displayText(name, Lines::Single, 40);
    return names;
}

bool ArtifactModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_session.artifacts().hasMore()
        && m_session.artifacts().state() != ArtifactFeed::State::Failed;
}

void ArtifactModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        m_session.artifacts().loadMore();
}

const Artifact *ArtifactModel::artifact(int row) const
{
    return row >= 0 && row < m_artifacts.size() ? &m_artifacts[row] : nullptr;
}

int ArtifactModel::rowOf(const QString &artifactId) const
{
    for (int row = 0; row < m_artifacts.size(); ++row) {
        if (m_artifacts[row].id == artifactId)
            return row;
    }
    return -1;
}

void ArtifactModel::refreshAges()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {AgeRole, RowNameRole});
}

void ArtifactModel::insertFromFeed(qsizetype first, qsizetype count)
{
    const QList<Artifact> &artifacts = m_session.artifacts().artifacts();
    beginInsertRows({}, int(first), int(first + count - 1));
    // Only the new ones: a list shared with the feed would be copied whole by the feed's next insertion.
    m_artifacts.insert(first, count, {});
    std::copy_n(artifacts.begin() + first, count, m_artifacts.begin() + first);
    endInsertRows();
}

void ArtifactModel::resetFromFeed()
{
    // The filter changed: there is no place in the old list to keep.
    beginResetModel();
    m_artifacts = m_session.artifacts().artifacts();
    endResetModel();
}

} // namespace coupe::ui
