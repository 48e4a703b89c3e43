#include "activitycontroller.h"

#include "statuswords.h"
#include "timetext.h"

#include <base/displaytext.h>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using workspace::ActivityItem;
using workspace::ReleaseState;
using workspace::Request;
using workspace::RequestKind;
using workspace::RequestState;
using workspace::RequestTracker;
using workspace::Session;

namespace {

bool shows(const ActivityItem &item, ActivityController::Show show)
{
    switch (show) {
    case ActivityController::ShowAll:
        return true;
    case ActivityController::ShowRunning:
        return item.running;
    case ActivityController::ShowFailed:
        return item.outcome == ReleaseState::Failed;
    case ActivityController::ShowMine:
        return item.mine;
    case ActivityController::ShowProtected:
        return item.isProtected;
    }
    return true;
}

bool mentions(const ActivityItem &item, const QStringList &words)
{
    return std::ranges::all_of(words, [&item](const QString &word) {
        return item.app.contains(word, Qt::CaseInsensitive) || item.environment.contains(word, Qt::CaseInsensitive)
            || item.label.contains(word, Qt::CaseInsensitive) || item.by.contains(word, Qt::CaseInsensitive);
    });
}

QString failedText(RequestKind kind, const QString &app, const QString &label, const QString &environment)
{
    switch (kind) {
    case RequestKind::Rollback:
        return ActivityController::tr("The rollback of %1 to %2 failed in %3").arg(app, label, environment);
    case RequestKind::Delete:
        return ActivityController::tr("Deleting %1 from %2 failed").arg(app, environment);
    case RequestKind::Deploy:
        break;
    }
    return ActivityController::tr("%1 %2 failed in %3").arg(app, label, environment);
}

QString refusedText(RequestKind kind, const QString &app, const QString &label, const QString &environment)
{
    switch (kind) {
    case RequestKind::Rollback:
        return ActivityController::tr("%1 was not rolled back to %2 in %3").arg(app, label, environment);
    case RequestKind::Delete:
        return ActivityController::tr("%1 was not deleted from %2").arg(app, environment);
    case RequestKind::Deploy:
        break;
    }
    return ActivityController::tr("%1 %2 was not deployed to %3").arg(app, label, environment);
}

} // namespace

ActivityController::ActivityController(Session &session, Ticker &ticker, QObject *parent)
    : QObject(parent), m_session(session), m_model(session.clock())
{
    RequestTracker &requests = session.requests();
    connect(&session, &Session::boardChanged, this, &ActivityController::update);
    connect(&session, &Session::releasesChanged, this, &ActivityController::update);
    connect(&session, &Session::connectionChanged, this, &ActivityController::statusChanged);
    connect(&requests, &RequestTracker::loaded, this, &ActivityController::update);
    connect(&requests, &RequestTracker::requestAdded, this, &ActivityController::update);
    connect(&requests, &RequestTracker::requestChanged, this, &ActivityController::update);
    connect(&requests, &RequestTracker::requestEnded, this, &ActivityController::announce);
    connect(&ticker, &Ticker::second, &m_model, [this] { m_model.refreshAges(true); });
    connect(&ticker, &Ticker::quarterMinute, &m_model, [this] { m_model.refreshAges(false); });
    update();
}

void ActivityController::update()
{
    m_items = workspace::makeActivity(
        m_session.requests().requests(), m_session.releases(), m_session.profile(), m_session.clock().now());
    updateLines();
    Q_EMIT countsChanged();
    Q_EMIT statusChanged();
}

void ActivityController::updateLines()
{
    const QStringList words = m_filterText.split(u' ', Qt::SkipEmptyParts);
    const QDate today = m_session.clock().now().toLocalTime().date();
    const auto groupOf = [&](const ActivityItem &item) {
        if (item.running)
            return tr("Running");
        const QDate day = item.startedAt.toLocalTime().date();
        return day == today ? tr("Today") : day == today.addDays(-1) ? tr("Yesterday") : tr("Earlier");
    };
    QList<ActivityLine> lines;
    qsizetype head = -1;
    for (const ActivityItem &item : std::as_const(m_items)) {
        if (!shows(item, m_show) || !mentions(item, words))
            continue;
        const QString group = groupOf(item);
        if (head < 0 || lines[head].title != group) {
            head = lines.size();
            lines.append({true, group, 0, {}});
        }
        ++lines[head].count;
        lines.append({false, {}, 0, item});
    }
    m_model.setLines(std::move(lines));
}

ActivityController::Status ActivityController::status() const
{
    if (!m_items.isEmpty())
        return Ready;
    if (m_session.hasBoard())
        return Empty;
    return m_session.boardError().message.isEmpty() ? Loading : Failed;
}

QString ActivityController::errorText() const
{
    return m_session.boardError().message;
}

QString ActivityController::asOfText() const
{
    if (!m_session.boardAsOf().isValid())
        return {};
    const QString time = clockText(m_session.boardAsOf());
    return m_session.connection().live ? tr("Live feed, as of %1 (API)").arg(time) : tr("As of %1 (API)").arg(time);
}

int ActivityController::runningCount() const
{
    return int(std::ranges::count_if(m_items, &ActivityItem::running));
}

int ActivityController::failedCount() const
{
    return int(std::ranges::count(m_items, ReleaseState::Failed, &ActivityItem::outcome));
}

int ActivityController::mineCount() const
{
    return int(std::ranges::count_if(m_items, &ActivityItem::mine));
}

void ActivityController::setFilterText(const QString &text)
{
    if (std::exchange(m_filterText, text) == text)
        return;
    updateLines();
    Q_EMIT filterChanged();
    Q_EMIT countsChanged();
}

void ActivityController::setShow(Show show)
{
    if (std::exchange(m_show, show) == show)
        return;
    updateLines();
    Q_EMIT filterChanged();
    Q_EMIT countsChanged();
}

void ActivityController::clearFilters()
{
    setFilterText({});
    setShow(ShowAll);
}

void ActivityController::checkNow()
{
    m_session.requests().reconcile();
}

QString ActivityController::summary(int row) const
{
    const ActivityLine *line = m_model.line(row);
    if (!line || line->isGroup)
        return {};
    const ActivityItem &item = line->item;
    QStringList parts{tr("%1 %2 to %3: %4").arg(item.app, item.label, item.environment, wordOf(item.outcome)),
        exactText(item.startedAt)};
    if (!item.gitopsHash.isEmpty())
        parts << tr("gitops commit %1").arg(item.gitopsHash);
    if (!item.message.isEmpty())
        parts << item.message;
    if (!item.serverWords.isEmpty())
        parts << item.serverWords;
    return parts.join(u'\n');
}

void ActivityController::announce(const Request &request)
{
    const QString app = displayText(request.app, Lines::Single, 60);
    const QString label = displayText(request.label, Lines::Single, 40);
    const QString environment = displayText(request.environment, Lines::Single, 60);
    switch (request.state) {
    case RequestState::Applied:
        if (request.kind == RequestKind::Delete)
            Q_EMIT ended(u"deleted"_s, tr("%1 is deleted from %2").arg(app, environment), request.id);
        else
            Q_EMIT ended(u"live"_s, tr("%1 %2 is live in %3").arg(app, label, environment), request.id);
        break;
    case RequestState::Failed:
        Q_EMIT ended(u"failed"_s, failedText(request.kind, app, label, environment), request.id);
        break;
    case RequestState::Refused:
        Q_EMIT ended(u"failed"_s, refusedText(request.kind, app, label, environment), request.id);
        break;
    case RequestState::NoChange:
        Q_EMIT ended(QString(), tr("%1 %2: nothing to change in %3").arg(app, label, environment), request.id);
        break;
    case RequestState::NotDelivered:
        Q_EMIT ended(u"unknown"_s, tr("What was asked of %1 in %2 was probably not delivered").arg(app, environment),
            request.id);
        break;
    default:
        break;
    }
}

} // namespace coupe::ui
