#include "comparefacts.h"

#include "comparewords.h"

#include <base/displaytext.h>

#include <QCoreApplication>

namespace coupe::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CompareFacts", text);
}

QString environmentText(const QString &environment)
{
    return displayText(environment, Lines::Single, 80);
}

QString tipOf(const CompareSide &side)
{
    QStringList lines{displayText(side.exact, Lines::Single, 200), displayText(side.at.commit, Lines::Single, 64)};
    lines.removeAll(QString());
    return lines.join(u'\n');
}

} // namespace

CompareFacts factsOf(const CompareSide &before, const CompareSide &after)
{
    const bool twoPlaces = before.environment != after.environment;
    const auto when = [twoPlaces](const CompareSide &side) {
        const QString text = displayText(side.when, Lines::Single, 80);
        return twoPlaces ? tr("%1, %2").arg(environmentText(side.environment), text) : text;
    };
    CompareFacts facts;
    const QString app = displayText(after.at.app, Lines::Single, 120);
    facts.subject = twoPlaces
        ? tr("%1 in %2 and %3").arg(app, environmentText(before.environment), environmentText(after.environment))
        : tr("%1 in %2").arg(app, environmentText(after.environment));
    facts.beforeVersion = displayText(before.version, Lines::Single, 40);
    facts.beforeWhen = when(before);
    facts.beforeTip = tipOf(before);
    facts.afterVersion = displayText(after.version, Lines::Single, 40);
    facts.afterWhen = when(after);
    facts.afterTip = tipOf(after);
    facts.beforeName = facts.beforeVersion.isEmpty() ? facts.beforeWhen : facts.beforeVersion;
    facts.afterName = facts.afterVersion.isEmpty() ? facts.afterWhen : facts.afterVersion;
    const auto whole = [](const QString &version, const QString &time) {
        return version.isEmpty() ? time : tr("%1, %2").arg(version, time);
    };
    facts.name = tr("Compare %1: A is %2; B is %3")
                     .arg(facts.subject, whole(facts.beforeVersion, facts.beforeWhen),
                         whole(facts.afterVersion, facts.afterWhen));
    return facts;
}

CompareFileFacts factsOf(
    const workspace::FileComparison &comparison, const QString &prefix, qsizetype file, qsizetype fileCount)
{
    CompareFileFacts facts;
    facts.path = displayText(prefix + comparison.path, Lines::Single, 400);
    facts.stateText = fileStateWord(comparison.state);
    facts.why = displayText(comparison.why, Lines::Single, 200);
    facts.positionText = tr("File %1 of %2").arg(file + 1).arg(fileCount);
    facts.added = comparison.added;
    facts.removed = comparison.removed;
    return facts;
}

} // namespace coupe::ui
