#include "historycontroller.h"

#include "gitopswords.h"

#include <base/displaytext.h>
#include <gitops/layout.h>
#include <workspace/historyexport.h>

#include <QFileInfo>
#include <QLocale>
#include <QSaveFile>
#include <QStandardPaths>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using gitops::Change;
using workspace::ChangeKey;
using workspace::Session;

namespace {

/// What is shown before the whole list is known.
constexpr qsizetype FirstRows = 200;
constexpr qsizetype MostExported = 200'000;

} // namespace

HistoryController::HistoryController(Session &session, Ticker &ticker, QObject *parent)
    : QObject(parent), m_session(session), m_gitops(session.gitops()), m_model(session), m_detail(session),
      m_writer(u"export"_s)
{
    connect(&m_gitops, &workspace::GitopsRepos::statusChanged, this, &HistoryController::statusChanged);
    connect(&m_gitops, &workspace::GitopsRepos::changed, this, [this] {
        collectChoices();
        m_model.forgetChanges();
        load();
    });
    connect(&m_filter, &HistoryFilter::changed, this, &HistoryController::environmentIndexChanged);
    connect(this, &HistoryController::choicesChanged, this, &HistoryController::environmentIndexChanged);
    connect(&m_filter, &HistoryFilter::applied, this, [this] {
        m_loaded = false;
        m_total = -1;
        m_removedBy.clear();
        Q_EMIT removedByChanged();
        collectChoices();
        load();
    });
    connect(&session, &Session::boardChanged, this, [this] {
        collectChoices();
        m_detail.refresh();
    });
    connect(&session, &Session::connectionChanged, &m_detail, &HistoryDetail::refresh);
    connect(&m_model, &HistoryModel::rowsRead, this, &HistoryController::keepSelection);
    connect(&m_model, &HistoryModel::readFailed, this, [this](const Error &error) {
        m_error = error;
        Q_EMIT statusChanged();
    });
    connect(&ticker, &Ticker::quarterMinute, this, [this] {
        if (!m_isOpen)
            return;
        m_model.refreshAges();
        m_detail.refresh();
        Q_EMIT statusChanged();
    });
}

void HistoryController::open()
{
    if (std::exchange(m_isOpen, true))
        return;
    collectChoices();
    load();
}

HistoryController::Status HistoryController::status() const
{
    if (m_gitops.isEmpty())
        return NoSource;
    if (m_model.count() > 0)
        return Ready;
    if (!m_error.message.isEmpty())
        return Failed;
    switch (knowledgeOf(m_gitops)) {
    case Knowledge::None:
        return Loading;
    case Knowledge::Unreachable:
        return Failed;
    case Knowledge::Some:
        break;
    }
    return m_loaded ? Empty : Loading;
}

QStringList HistoryController::environmentChoices() const
{
    return QStringList{tr("All")} + m_environments;
}

QStringList HistoryController::environmentIcons() const
{
    QStringList icons{QString()};
    for (const QString &environment : m_environments)
        icons.append(m_session.profile().isProtected(environment) ? u"lock"_s : QString());
    return icons;
}

int HistoryController::environmentIndex() const
{
    return int(m_environments.indexOf(m_filter.environment())) + 1;
}

void HistoryController::chooseEnvironment(int index)
{
    m_filter.setEnvironment(m_environments.value(index - 1));
}

QString HistoryController::countText() const
{
    const QLocale locale;
    const QString shown = m_complete ? locale.toString(m_model.count()) : tr("more than %1").arg(m_model.count());
    if (!m_filter.narrows() || m_total < 0)
        return m_model.count() == 1 ? tr("1 entry") : tr("%1 entries").arg(shown);
    return tr("%1 of %2 entries").arg(shown, locale.toString(m_total));
}

QString HistoryController::asOfText() const
{
    return ui::asOfText(m_gitops, m_session.clock().now());
}

QString HistoryController::busyText() const
{
    return ui::busyText(m_gitops);
}

QString HistoryController::problemText() const
{
    return m_error.message.isEmpty() ? ui::problemText(m_gitops, m_session.clock().now()) : m_error.message;
}

QString HistoryController::problemWords() const
{
    return m_error.message.isEmpty() ? ui::problemWords(m_gitops)
                                     : displayText(m_error.detail, Lines::Several, PanelTextLimit);
}

QString HistoryController::noticeText() const
{
    return ui::noticeText(m_gitops, m_session.clock().now());
}

void HistoryController::load()
{
    if (!m_isOpen || m_gitops.isEmpty())
        return;
    const gitops::ChangeFilter filter = m_filter.filter(m_session.clock().now());
    const auto readAll = [this, filter] {
        m_loading = m_gitops.keys(filter, -1, [this](const Result<QList<ChangeKey>> &keys) { takeKeys(keys, true); });
    };
    m_asking.cancel();
    if (m_filter.narrows()) {
        gitops::ChangeFilter all;
        all.env = filter.env;
        m_counting = m_gitops.count(all, [this](const Result<qint64> &count) {
            m_total = count.value_or(-1);
            Q_EMIT statusChanged();
        });
    }
    if (m_loaded)
        return readAll();
    m_loading = m_gitops.keys(filter, FirstRows, [this, readAll](const Result<QList<ChangeKey>> &keys) {
        const bool complete = !keys || keys->size() < FirstRows;
        takeKeys(keys, complete);
        if (!complete)
            readAll();
    });
}

void HistoryController::takeKeys(const Result<QList<ChangeKey>> &keys, bool complete)
{
    m_error = keys ? Error{} : keys.error();
    m_loaded = true;
    m_complete = complete;
    if (keys)
        m_model.setKeys(*keys);
    keepSelection();
    if (keys && keys->isEmpty() && m_filter.narrows())
        askWhy();
    Q_EMIT statusChanged();
}

void HistoryController::askWhy()
{
    m_asking = m_gitops.whatRemoved(
        m_filter.filter(m_session.clock().now()), [this](const Result<QList<gitops::FacetCount>> &counts) {
            m_removedBy.clear();
            m_removedParts.clear();
            for (const gitops::FacetCount &count : counts.value_or(QList<gitops::FacetCount>{})) {
                if (count.found == 0)
                    continue;
                m_removedParts.append(count.part);
                const QString found = count.found >= gitops::MostFound
                    ? tr("%1 or more").arg(QLocale().toString(gitops::MostFound))
                    : QLocale().toString(count.found);
                m_removedBy.append(tr("%1 (%2 without it)").arg(m_filter.nameOf(count.part), found));
            }
            Q_EMIT removedByChanged();
        });
}

void HistoryController::dropFilter(int index)
{
    if (index >= 0 && index < m_removedParts.size())
        m_filter.drop(m_removedParts[index]);
}

void HistoryController::collectChoices()
{
    QStringList environments;
    for (const workspace::BoardEnvironment &environment : m_session.board()->environments)
        environments.append(environment.name);
    for (const QString &environment : m_gitops.environments()) {
        if (!environments.contains(environment))
            environments.append(environment);
    }
    if (std::exchange(m_environments, environments) != environments)
        Q_EMIT choicesChanged();
    if (!m_isOpen)
        return;
    m_naming = m_gitops.names(m_filter.environment(), [this](const Result<workspace::HistoryNames> &names) {
        if (names && std::exchange(m_names, *names) != *names)
            Q_EMIT choicesChanged();
    });
}

void HistoryController::select(int row)
{
    m_wantedCommit.clear();
    selectKey(m_model.keyAt(row));
}

void HistoryController::selectKey(std::optional<ChangeKey> key)
{
    if (std::exchange(m_selected, key) == key)
        return;
    keepSelection();
    Q_EMIT selectionChanged();
}

void HistoryController::keepSelection()
{
    const int row = m_selected ? m_model.rowOf(*m_selected) : -1;
    if (m_selected && row < 0 && m_complete)
        m_selected.reset(); // filtered away, or rewritten
    if (!m_selected)
        m_detail.clear();
    else if (const auto change = m_model.changeAt(row))
        m_detail.show(*change);
    if (std::exchange(m_row, row) != row)
        Q_EMIT selectionChanged();
}

void HistoryController::moveSelection(int rows)
{
    if (m_model.count() == 0)
        return;
    select(m_row < 0 ? 0 : std::clamp(m_row + rows, 0, m_model.count() - 1));
}

void HistoryController::clearSelection()
{
    m_wantedCommit.clear();
    selectKey({});
}

void HistoryController::show(const QString &environment, const QString &app, const QString &commit)
{
    m_filter.clear();
    m_filter.setEnvironment(environment);
    m_filter.setApp(app);
    open();
    if (commit.isEmpty())
        return clearSelection();
    m_finding =
        m_gitops.find(environment, app, commit, [this](const Result<std::optional<workspace::KeyedChange>> &found) {
            if (!found || !*found)
                return;
            selectKey((*found)->first);
            m_detail.show((*found)->second);
        });
}

void HistoryController::toggleMark(int row)
{
    const auto key = m_model.keyAt(row);
    if (!key)
        return;
    if (m_markA == key)
        m_markA.reset();
    else if (m_markB == key)
        m_markB.reset();
    else if (!m_markA)
        m_markA = key;
    else {
        if (m_markB)
            m_markA = m_markB;
        m_markB = key;
    }
    // A is the older one: further down.
    if (m_markA && m_markB && m_model.rowOf(*m_markA) < m_model.rowOf(*m_markB))
        std::swap(m_markA, m_markB);
    m_model.setMarks(m_markA, m_markB);
    Q_EMIT marksChanged();
}

QString HistoryController::compareText() const
{
    return canCompare() ? tr("Compare A with B") : tr("Compare…");
}

void HistoryController::compareMarked()
{
    if (!canCompare())
        return;
    m_comparing = m_gitops.changes({*m_markA, *m_markB}, [this](const Result<QList<workspace::KeyedChange>> &found) {
        if (!found || found->size() != 2)
            return;
        const bool inOrder = found->first().first == *m_markA;
        Q_EMIT comparisonWanted((*found)[inOrder ? 0 : 1].second, (*found)[inOrder ? 1 : 0].second);
    });
}

void HistoryController::compareWithPrevious()
{
    if (!m_detail.change())
        return;
    const Change change = *m_detail.change();
    m_comparing = m_gitops.before(change, [this, change](const Result<std::optional<Change>> &before) {
        if (before && *before)
            Q_EMIT comparisonWanted(**before, change);
    });
}

void HistoryController::compareWithCurrent()
{
    if (!m_detail.change())
        return;
    Change now = *m_detail.change();
    now.commit.clear(); // what is current
    now.version.reset();
    Q_EMIT comparisonWanted(*m_detail.change(), now);
}

void HistoryController::retry()
{
    m_error = {};
    m_gitops.refresh();
    load();
    Q_EMIT statusChanged();
}

void HistoryController::cancel()
{
    m_gitops.cancel();
}

QString HistoryController::exportPath(bool json) const
{
    QStringList parts{u"history"_s};
    for (const QString &part : {m_filter.environment(), m_filter.app()}) {
        if (!part.isEmpty() && gitops::checkName(part))
            parts.append(part);
    }
    parts.append(m_session.clock().now().toLocalTime().toString(u"yyyy-MM-dd"_s));
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + u'/' + parts.join(u'-')
        + (json ? u".json"_s : u".csv"_s);
}

bool HistoryController::fileExists(const QString &path) const
{
    return QFileInfo::exists(path);
}

void HistoryController::exportTo(const QString &path)
{
    if (!QFileInfo(path).isAbsolute() || QFileInfo(path).isDir()) {
        m_exportProblem = tr("Name a file by its whole path, such as %1.").arg(exportPath(false));
        Q_EMIT exportEnded(-1);
        return;
    }
    m_exporting = m_gitops.all(
        m_filter.filter(m_session.clock().now()), MostExported, [this, path](const Result<QList<Change>> &changes) {
            if (changes)
                return writeExport(path, *changes);
            m_exportProblem = changes.error().message;
            Q_EMIT exportEnded(-1);
        });
}

void HistoryController::writeExport(const QString &path, const QList<Change> &changes)
{
    m_exporting = m_writer.run(
        [path, changes, words = m_session.commitWords(), now = m_session.clock().now()]() -> Result<void> {
            const bool json = path.endsWith(u".json"_s, Qt::CaseInsensitive);
            const QByteArray content =
                json ? workspace::toJson(changes, words, now) : workspace::toCsv(changes, words, now);
            QSaveFile target(path);
            if (!target.open(QIODevice::WriteOnly) || target.write(content) != content.size() || !target.commit()) {
                return failure(ErrorKind::Storage,
                    tr("%1 could not be written: %2. Nothing was changed there.").arg(path, target.errorString()));
            }
            return {};
        },
        [this, rows = changes.size()](const Result<void> &written) {
            m_exportProblem = written ? QString() : displayText(written.error().message);
            Q_EMIT exportEnded(written ? int(rows) : -1);
        });
}

} // namespace coupe::ui
