#include "manifestchanges.h"

#include "comparewords.h"

#include <base/displaytext.h>

namespace coupe::ui {

using workspace::Comparison;
using workspace::FolderAt;

namespace {

/// As many as a dialog lists; the rest is for the full comparison.
constexpr qsizetype MostValues = 40;

} // namespace

ManifestChanges::Words ManifestChanges::wordsOfAction(const QString &note)
{
    return {tr("No manifest value changes"), tr("1 manifest value changes"), tr("%1 manifest values change"), note,
        tr("Now"), tr("After")};
}

ManifestChanges::ManifestChanges(workspace::GitopsRepos &gitops, QObject *parent)
    : QObject(parent), m_gitops(gitops) { }

void ManifestChanges::compare(const FolderAt &before, const FolderAt &after, const Words &words)
{
    m_comparing = m_gitops.compare(before, after, {},
        [this, app = after.app, words](const Result<Comparison> &result) { take(app, words, result); });
    Q_EMIT changed();
}

void ManifestChanges::compareWith(const FolderAt &before, std::function<Result<gitops::Folder>()> after,
    const Words &words, std::function<void()> otherwise)
{
    m_comparing = m_gitops.compareWith(before, std::move(after), {},
        [this, app = before.app, words, otherwise = std::move(otherwise)](const Result<Comparison> &result) {
            if (!result && otherwise)
                return otherwise();
            take(app, words, result);
        });
    Q_EMIT changed();
}

void ManifestChanges::take(const QString &app, const Words &words, const Result<Comparison> &comparison)
{
    m_comparing = {};
    if (!comparison) {
        return clear(tr("The manifests cannot be compared. %1").arg(displayText(comparison.error().message)));
    }
    const auto count = comparison->values.size();
    m_title = count == 0 ? words.none : count == 1 ? words.one : words.many.arg(count);
    m_before = words.before;
    m_after = words.after;
    // That the app comes or goes is what the dialog says anyway.
    Comparison told = *comparison;
    told.beforePresent = told.afterPresent = true;
    QStringList notes{words.note, comparisonNotes(told, displayText(app), words.before, words.after)};
    notes.removeAll({});
    m_note = notes.join(u'\n');
    m_leftOut = int(std::max<qsizetype>(0, count - MostValues));
    m_values.setValues(app, comparison->values.first(std::min(MostValues, count)));
    Q_EMIT changed();
}

void ManifestChanges::clear(const QString &why)
{
    m_comparing = {};
    m_title.clear();
    m_note = why;
    m_leftOut = 0;
    m_values.setValues({}, {});
    Q_EMIT changed();
}

} // namespace coupe::ui
