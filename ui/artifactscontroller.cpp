#include "artifactscontroller.h"

#include "timetext.h"

#include <base/displaytext.h>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using gimlet::Artifact;
using gimlet::GitEvent;
using workspace::ArtifactFeed;
using workspace::Session;

namespace {

// Long enough to type a word, short enough to feel immediate.
constexpr std::chrono::milliseconds TypingPause{120};

} // namespace

ArtifactsController::ArtifactsController(Session &session, Ticker &ticker, QObject *parent)
    : QObject(parent), m_session(session), m_feed(session.artifacts()), m_model(session), m_detail(session)
{
    m_typing.setSingleShot(true);
    m_typing.setInterval(TypingPause);
    connect(&m_typing, &QTimer::timeout, this, &ArtifactsController::applyFilter);
    connect(&m_feed, &ArtifactFeed::stateChanged, this, &ArtifactsController::statusChanged);
    connect(&m_model, &ArtifactModel::rowsInserted, this, [this] {
        collectChoices();
        Q_EMIT statusChanged();
        Q_EMIT selectionChanged();
    });
    connect(&m_model, &ArtifactModel::modelReset, this, [this] {
        Q_EMIT statusChanged();
        Q_EMIT selectionChanged();
    });
    connect(&session, &Session::boardChanged, &m_detail, &ArtifactDetail::refresh);
    connect(&session, &Session::connectionChanged, &m_detail, &ArtifactDetail::refresh);
    connect(&session.requests(), &workspace::RequestTracker::requestAdded, &m_detail, &ArtifactDetail::refresh);
    connect(&session.requests(), &workspace::RequestTracker::requestChanged, &m_detail, &ArtifactDetail::refresh);
    connect(&ticker, &Ticker::quarterMinute, this, [this] {
        m_model.refreshAges();
        m_detail.refresh();
    });
    collectChoices();
}

ArtifactsController::Status ArtifactsController::status() const
{
    if (m_model.rowCount() > 0)
        return Ready;
    switch (m_feed.state()) {
    case ArtifactFeed::State::Loading:
        return Loading;
    case ArtifactFeed::State::Failed:
        return Failed;
    case ArtifactFeed::State::Idle:
        break;
    }
    return m_feed.asOf().isValid() ? Empty : Loading;
}

bool ArtifactsController::loadingMore() const
{
    return m_feed.state() == ArtifactFeed::State::Loading && m_model.rowCount() > 0;
}

bool ArtifactsController::hasMore() const
{
    return m_feed.hasMore();
}

QString ArtifactsController::errorText() const
{
    return m_feed.state() == ArtifactFeed::State::Failed ? m_feed.error().message : QString();
}

QString ArtifactsController::errorWords() const
{
    return displayText(m_feed.error().detail, Lines::Several, PanelTextLimit);
}

QString ArtifactsController::foundText() const
{
    const int rows = m_model.rowCount();
    if (m_feed.hasMore())
        return tr("%1 read, more to come").arg(rows);
    return rows == 1 ? tr("1 found") : tr("%1 found").arg(rows);
}

QString ArtifactsController::asOfText() const
{
    return m_feed.asOf().isValid() ? tr("As of %1 (API)").arg(clockText(m_feed.asOf())) : QString();
}

void ArtifactsController::setFilterText(const QString &text)
{
    if (std::exchange(m_filter.text, text) == text)
        return;
    m_typing.start();
    Q_EMIT filterChanged();
}

void ArtifactsController::setApp(const QString &app)
{
    if (std::exchange(m_filter.app, app) != app)
        applyFilter();
}

void ArtifactsController::setEnvironment(const QString &environment)
{
    if (std::exchange(m_filter.environment, environment) != environment)
        applyFilter();
}

void ArtifactsController::setRepository(const QString &repository)
{
    if (std::exchange(m_filter.repository, repository) != repository)
        applyFilter();
}

void ArtifactsController::setBranch(const QString &branch)
{
    if (std::exchange(m_filter.branch, branch) != branch)
        applyFilter();
}

QStringList ArtifactsController::events() const
{
    return {tr("Push"), tr("Tag"), tr("Pull request")};
}

QString ArtifactsController::eventKind() const
{
    return m_filter.event ? events().at(int(*m_filter.event)) : QString();
}

void ArtifactsController::setEventKind(const QString &eventKind)
{
    const qsizetype chosen = events().indexOf(eventKind);
    const std::optional<GitEvent> wanted = chosen < 0 ? std::nullopt : std::optional(static_cast<GitEvent>(chosen));
    if (std::exchange(m_filter.event, wanted) != wanted)
        applyFilter();
}

QStringList ArtifactsController::periods() const
{
    return {tr("24 h"), tr("7 d"), tr("30 d"), tr("90 d")};
}

void ArtifactsController::setPeriod(const QString &period)
{
    if (std::exchange(m_period, period) == period)
        return;
    static constexpr int days[] = {1, 7, 30, 90};
    const qsizetype chosen = periods().indexOf(period);
    m_filter.since = chosen < 0 ? QDateTime() : m_session.clock().now().addDays(-days[chosen]);
    applyFilter();
}

void ArtifactsController::clearFilters()
{
    m_filter = {};
    m_period.clear();
    applyFilter();
}

void ArtifactsController::applyFilter()
{
    m_typing.stop();
    m_feed.setFilter(m_filter);
    Q_EMIT filterChanged();
    Q_EMIT statusChanged();
}

void ArtifactsController::retry()
{
    m_feed.refresh();
}

void ArtifactsController::cancel()
{
    m_feed.cancel();
}

void ArtifactsController::select(int row)
{
    const Artifact *artifact = m_model.artifact(row);
    if (!artifact)
        return;
    m_selected = artifact->id;
    m_detail.show(*artifact);
    Q_EMIT selectionChanged();
}

bool ArtifactsController::selectById(const QString &artifactId)
{
    const int row = m_model.rowOf(artifactId);
    if (row >= 0)
        select(row);
    return row >= 0;
}

void ArtifactsController::moveSelection(int rows)
{
    if (m_model.rowCount() > 0)
        select(std::clamp(currentRow() + rows, 0, m_model.rowCount() - 1));
}

void ArtifactsController::clearSelection()
{
    if (m_selected.isEmpty())
        return;
    m_selected.clear();
    m_detail.clear();
    Q_EMIT selectionChanged();
}

// What can be chosen is what was seen: the API has no list of branches or apps for it.
void ArtifactsController::collectChoices()
{
    QSet<QString> apps;
    QSet<QString> environments;
    QSet<QString> repositories;
    QSet<QString> branches;
    const auto collect = [&](const QList<Artifact> &artifacts) {
        for (const Artifact &artifact : artifacts.first(std::min<qsizetype>(500, artifacts.size()))) {
            repositories.insert(artifact.version.repositoryName);
            branches.insert(artifact.version.branch);
            for (const gimlet::Manifest &manifest : artifact.environments) {
                apps.insert(manifest.app);
                environments.insert(manifest.env);
            }
        }
    };
    collect(m_session.recentArtifacts());
    collect(m_feed.artifacts());
    const auto sorted = [](QSet<QString> names) {
        names.remove(QString());
        QStringList list(names.begin(), names.end());
        list.sort(Qt::CaseInsensitive);
        return list;
    };
    const QStringList lists[] = {sorted(apps), sorted(environments), sorted(repositories), sorted(branches)};
    if (lists[0] == m_apps && lists[1] == m_environments && lists[2] == m_repositories && lists[3] == m_branches)
        return;
    m_apps = lists[0];
    m_environments = lists[1];
    m_repositories = lists[2];
    m_branches = lists[3];
    Q_EMIT choicesChanged();
}

} // namespace coupe::ui
