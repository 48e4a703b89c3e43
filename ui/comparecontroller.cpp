#include "comparecontroller.h"

#include "comparewords.h"

#include <base/displaytext.h>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using workspace::Comparison;
using workspace::DiffRow;
using workspace::FileComparison;
using workspace::LineKind;

namespace {

/// The rows of @p everything that @p fold stands for; none when it is of another comparison by now.
QList<DiffRow> linesOf(const FileComparison &everything, const DiffRow &fold)
{
    const auto first = std::ranges::find_if(everything.rows, [&](const DiffRow &row) {
        return row.kind == LineKind::Context && row.before.number == fold.before.number
            && row.after.number == fold.after.number;
    });
    if (std::distance(first, everything.rows.end()) < fold.foldedLines)
        return {};
    QList<DiffRow> lines(first, first + fold.foldedLines);
    const bool same = std::ranges::all_of(lines, [](const DiffRow &row) { return row.kind == LineKind::Context; });
    return same ? lines : QList<DiffRow>();
}

} // namespace

CompareController::CompareController(workspace::GitopsRepos &gitops, const Clock &clock, QObject *parent)
    : QObject(parent), m_gitops(gitops), m_trail(gitops, clock)
{
    connect(&gitops, &workspace::GitopsRepos::changed, this, &CompareController::gitopsChanged);
    connect(&m_trail, &TrailController::chosen, this, &CompareController::changeWanted);
}

QString CompareController::problemWords() const
{
    return displayText(m_problem.detail, Lines::Several, PanelTextLimit);
}

void CompareController::setPhase(Phase phase, Error problem)
{
    if (m_phase == phase && m_problem == problem)
        return;
    m_phase = phase;
    m_problem = std::move(problem);
    Q_EMIT phaseChanged();
}

void CompareController::open(const CompareSide &before, const CompareSide &after)
{
    m_trail.close();
    m_before = before;
    m_after = after;
    m_note.clear();
    m_facts = factsOf(m_before, m_after);
    Q_EMIT factsChanged();
    forget();
    setPhase(Loading);
    compare();
}

void CompareController::close()
{
    m_comparing.cancel();
    m_trail.close();
    setPhase(Closed);
    forget();
}

void CompareController::retry()
{
    if (m_phase != Failed)
        return;
    setPhase(Loading);
    compare();
}

void CompareController::swap()
{
    if (m_phase == Closed)
        return;
    m_trail.close();
    std::swap(m_before, m_after);
    m_note.clear();
    m_facts = factsOf(m_before, m_after);
    Q_EMIT factsChanged();
    // What stands there is upside down from now on.
    forget();
    setPhase(Loading);
    compare();
}

void CompareController::gitopsChanged()
{
    const bool hasCurrent = m_before.at.commit.isEmpty() || m_after.at.commit.isEmpty();
    if (m_phase == Failed || ((m_phase == Ready || m_phase == Same) && hasCurrent))
        compare();
}

void CompareController::compare()
{
    const workspace::CompareOptions options{.showFolded = m_showFolded};
    m_unfolding.cancel();
    m_comparing =
        m_gitops.compare(m_before.at, m_after.at, options, [this](const Result<Comparison> &result) { take(result); });
}

void CompareController::take(const Result<Comparison> &result)
{
    if (!result)
        return setPhase(Failed, result.error());
    show(*result);
    setPhase(m_comparison.same ? Same : Ready);
}

/// Nothing of the last comparison may stand beside the names of the next.
void CompareController::forget()
{
    m_unfolding.cancel();
    show({});
}

void CompareController::show(Comparison comparison)
{
    const FileComparison *current = fileAt(m_currentFile);
    const QString path = current ? current->path : QString();
    m_comparison = std::move(comparison);
    m_everything.reset();
    m_files.clear();
    int wanted = 0;
    for (qsizetype i = 0; i < m_comparison.files.size(); ++i) {
        if (m_comparison.files[i].folded && !m_showFolded)
            continue;
        if (m_comparison.files[i].path == path)
            wanted = int(m_files.size());
        m_files.append(i);
    }
    m_values.setValues(m_after.at.app, m_comparison.values);
    Q_EMIT resultChanged();
    showFile(m_files.isEmpty() ? -1 : wanted);
}

void CompareController::showFile(int file)
{
    m_currentFile = file;
    const FileComparison *shown = fileAt(file);
    m_diff.setFile(shown ? *shown : FileComparison());
    Q_EMIT fileChanged();
}

const FileComparison *CompareController::fileAt(qsizetype file) const
{
    return file >= 0 && file < m_files.size() ? &m_comparison.files[m_files[file]] : nullptr;
}

void CompareController::setCurrentFile(int file)
{
    if (file != m_currentFile && fileAt(file))
        showFile(file);
}

void CompareController::nextFile()
{
    setCurrentFile(m_currentFile + 1);
}

void CompareController::previousFile()
{
    setCurrentFile(m_currentFile - 1);
}

void CompareController::setNote(const QString &note)
{
    if (const QString shown = displayText(note, Lines::Single, 200); std::exchange(m_note, shown) != shown)
        Q_EMIT factsChanged();
}

void CompareController::setNarrow(bool narrow)
{
    if (std::exchange(m_narrow, narrow) == narrow)
        return;
    m_diff.setUnified(unified());
    Q_EMIT unifiedChanged();
}

void CompareController::setUnified(bool unified)
{
    if (std::exchange(m_narrow ? m_unifiedNarrow : m_unifiedWide, unified) == unified)
        return;
    m_diff.setUnified(unified);
    Q_EMIT unifiedChanged();
}

void CompareController::setShowFolded(bool show)
{
    if (std::exchange(m_showFolded, show) == show)
        return;
    Q_EMIT resultChanged();
    if (m_phase == Ready || m_phase == Loading)
        compare();
}

void CompareController::unfold(int row)
{
    const DiffRow *at = m_diff.foldAt(row);
    if (!at || m_phase != Ready)
        return;
    if (m_everything)
        return putUnfolded(*at);
    const workspace::CompareOptions options{.showFolded = m_showFolded, .contextLines = -1};
    m_unfolding =
        m_gitops.compare(m_before.at, m_after.at, options, [this, fold = *at](const Result<Comparison> &result) {
            if (!result)
                return setPhase(Failed, result.error());
            m_everything = *result;
            putUnfolded(fold);
        });
}

void CompareController::putUnfolded(const DiffRow &fold)
{
    const FileComparison *file = fileAt(m_currentFile);
    const auto found = std::ranges::find(m_everything->files, file ? file->path : QString(), &FileComparison::path);
    const QList<DiffRow> lines = found == m_everything->files.end() ? QList<DiffRow>() : linesOf(*found, fold);
    if (lines.isEmpty())
        return compare(); // what is current moved on meanwhile
    m_diff.unfold(DiffRow(fold), lines);
}

void CompareController::trail(int valueRow)
{
    const ValueLine *value = m_values.valueAt(valueRow);
    if (!value)
        return;
    const workspace::FolderAt &side = value->kind == ValueLine::Removed ? m_before.at : m_after.at;
    m_trail.open(side.environment, side.app, *value);
}

QString CompareController::valuesText() const
{
    return valuesWords(m_comparison);
}

QString CompareController::foldedText() const
{
    return foldedWords(m_comparison, m_showFolded);
}

QString CompareController::foldedAction() const
{
    return foldedVerb(m_comparison, m_showFolded);
}

QString CompareController::notesText() const
{
    return comparisonNotes(
        m_comparison, displayText(m_after.at.app, Lines::Single, 120), m_facts.beforeName, m_facts.afterName);
}

QStringList CompareController::files() const
{
    QStringList paths;
    for (const qsizetype file : m_files)
        paths << displayText(m_comparison.files[file].path, Lines::Single, 400);
    return paths;
}

CompareFileFacts CompareController::file() const
{
    const FileComparison *file = fileAt(m_currentFile);
    if (!file)
        return {};
    // As it stands in the repo; of two environments without the part that they do not share.
    const workspace::GitopsStatus *repo = m_gitops.statusOf(m_after.at.environment);
    const bool hasFolder = repo && repo->source.environment.isEmpty();
    const bool onePlace = m_before.at.environment == m_after.at.environment;
    const QString place = hasFolder && onePlace ? m_after.at.environment + u'/' : QString();
    return factsOf(*file, place + m_after.at.app + u'/', m_currentFile, m_files.size());
}

} // namespace coupe::ui
