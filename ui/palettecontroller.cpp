#include "palettecontroller.h"

#include "artifactmodel.h"
#include "statuswords.h"

namespace coupe::ui {

using namespace Qt::StringLiterals;
using workspace::BoardCell;

namespace {

constexpr qsizetype MostEntries = 50;

bool matches(const QString &haystack, const QStringList &words)
{
    return std::ranges::all_of(
        words, [&](const QString &word) { return haystack.contains(word, Qt::CaseInsensitive); });
}

} // namespace

PaletteController::PaletteController(workspace::Session &session, Navigation &navigation, OverviewController &overview,
    ArtifactsController &artifacts, Preferences &preferences, QObject *parent)
    : QObject(parent), m_session(session), m_navigation(navigation), m_overview(overview), m_artifacts(artifacts),
      m_preferences(preferences)
{
}

void PaletteController::setText(const QString &text)
{
    if (std::exchange(m_text, text) == text)
        return;
    update();
    Q_EMIT textChanged();
}

void PaletteController::prepare()
{
    m_text.clear();
    update();
    Q_EMIT textChanged();
}

QList<PaletteEntry> PaletteController::commands() const
{
    using Action = PaletteEntry::Action;
    return {
        {Action::Place, tr("Overview"), tr("go to"), u"overview"_s, u"Ctrl+1"_s, {}, {}, Navigation::Overview},
        {Action::Place, tr("Artifacts"), tr("go to"), u"artifacts"_s, u"Ctrl+2"_s, {}, {}, Navigation::Artifacts},
        {Action::Place, tr("History"), tr("go to"), u"history"_s, u"Ctrl+3"_s, {}, {}, Navigation::History},
        {Action::Place, tr("Activity"), tr("go to"), u"activity"_s, u"Ctrl+4"_s, {}, {}, Navigation::Activity},
        {Action::Refresh, tr("Refresh"), tr("read everything again"), u"refresh"_s, u"F5"_s, {}, {}, 0},
        {Action::Scheme, tr("Light theme"), tr("look"), u"sun"_s, {}, {}, {}, Preferences::Light},
        {Action::Scheme, tr("Dark theme"), tr("look"), u"moon"_s, {}, {}, {}, Preferences::Dark},
        {Action::Scheme, tr("Theme of the system"), tr("look"), u"settings"_s, {}, {}, {}, Preferences::FollowSystem},
        {Action::Keys, tr("Show keys"), tr("help"), u"info"_s, u"?"_s, {}, {}, 0},
    };
}

void PaletteController::update()
{
    using Action = PaletteEntry::Action;
    const QStringList words = m_text.split(u' ', Qt::SkipEmptyParts);
    QList<PaletteEntry> entries;
    for (const PaletteEntry &entry : commands()) {
        if (matches(entry.title, words))
            entries << entry;
    }
    const std::shared_ptr<const workspace::Board> board = m_session.board();
    for (const workspace::BoardRow &row : board->rows) {
        for (qsizetype i = 0; i < row.cells.size() && entries.size() < MostEntries && !words.isEmpty(); ++i) {
            const BoardCell &cell = row.cells[i];
            const QString environment = board->environments.value(i).name;
            if (cell.state == workspace::ReleaseState::Absent
                || !matches(row.app + u' ' + environment + u' ' + cell.label(), words))
                continue;
            entries << PaletteEntry{Action::Cell, tr("%1 in %2").arg(row.app, environment),
                tr("%1, %2").arg(cell.label(), wordOf(cell.state)), u"overview"_s, {}, row.app, environment, 0};
        }
    }
    for (const gimlet::Artifact &artifact : m_session.recentArtifacts()) {
        if (entries.size() >= MostEntries || words.isEmpty())
            break;
        const gimlet::Version &version = artifact.version;
        if (!matches(appsOf(artifact) + u' ' + version.label() + u' ' + version.sha + u' ' + version.subject() + u' '
                    + version.authorName,
                words))
            continue;
        entries << PaletteEntry{Action::Artifact, tr("%1 %2").arg(appsOf(artifact), version.label()), version.subject(),
            u"artifacts"_s, {}, artifact.id, {}, 0};
    }
    m_model.setEntries(std::move(entries));
}

void PaletteController::perform(int row)
{
    const PaletteEntry *chosen = m_model.entry(row);
    if (!chosen)
        return;
    const PaletteEntry entry = *chosen;
    switch (entry.action) {
    case PaletteEntry::Action::Place:
        m_navigation.go(static_cast<Navigation::Place>(entry.number));
        break;
    case PaletteEntry::Action::Cell:
        m_overview.clearFilters();
        m_overview.selectByName(entry.first, entry.second);
        m_navigation.go(Navigation::Overview);
        break;
    case PaletteEntry::Action::Artifact:
        if (!m_artifacts.selectById(entry.first)) {
            m_artifacts.clearFilters();
            m_artifacts.selectById(entry.first);
        }
        m_navigation.go(Navigation::Artifacts);
        break;
    case PaletteEntry::Action::Scheme:
        m_preferences.setScheme(static_cast<Preferences::Scheme>(entry.number));
        break;
    case PaletteEntry::Action::Refresh:
        m_session.refresh();
        break;
    case PaletteEntry::Action::Keys:
        Q_EMIT keysWanted();
        break;
    }
}

} // namespace coupe::ui
