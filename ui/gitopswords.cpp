#include "gitopswords.h"

#include "timetext.h"

#include <base/displaytext.h>

#include <QCoreApplication>
#include <QLocale>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using gitops::TransferStep;
using workspace::GitopsRepos;
using workspace::GitopsStatus;

namespace {

/// For so long a rewritten branch is news.
constexpr int NewsDays = 7;

QString tr(const char *text)
{
    return QCoreApplication::translate("GitopsWords", text);
}

QString timeText(const QDateTime &time, const QDateTime &now)
{
    const bool today = time.toLocalTime().date() == now.toLocalTime().date();
    return today ? clockText(time) : dayText(time, now);
}

QString fetchingText(const gitops::TransferProgress &transfer)
{
    const QLocale locale;
    if (transfer.isLocalWork())
        return tr("Fetching the gitops repo: putting %1 objects together").arg(locale.toString(transfer.totalObjects));
    if (transfer.step == TransferStep::Counting)
        return tr("Fetching the gitops repo: the server gathers %1 objects")
            .arg(locale.toString(transfer.totalObjects));
    return tr("Fetching the gitops repo: %1 of %2 objects, %3")
        .arg(locale.toString(transfer.objects), locale.toString(transfer.totalObjects),
            locale.formattedDataSize(transfer.bytes));
}

} // namespace

Knowledge knowledgeOf(const GitopsRepos &repos)
{
    bool failed = false;
    for (qsizetype i = 0; i < repos.count(); ++i) {
        if (repos.status(i).last.known)
            return Knowledge::Some;
        failed = failed || repos.status(i).failed();
    }
    return failed ? Knowledge::Unreachable : Knowledge::None;
}

QString asOfText(const GitopsRepos &repos, const QDateTime &now)
{
    const QDateTime asOf = repos.oldestAsOf();
    if (!asOf.isValid())
        return {};
    QDateTime since;
    bool complete = true;
    for (qsizetype i = 0; i < repos.count(); ++i) {
        const workspace::ShelfUpdate &last = repos.status(i).last;
        complete = complete && last.complete;
        if (last.oldest.isValid() && (!since.isValid() || last.oldest < since))
            since = last.oldest;
    }
    if (!complete || !since.isValid())
        return tr("As of %1 (git)").arg(timeText(asOf, now));
    return tr("Complete since %1, as of %2 (git)")
        .arg(QLocale().toString(since.toLocalTime().date(), u"d MMM yyyy"_s), timeText(asOf, now));
}

QString shortAsOfText(const GitopsRepos &repos, const QDateTime &now)
{
    const QDateTime asOf = repos.oldestAsOf();
    if (!asOf.isValid())
        return {};
    const QString hash = repos.count() == 1 ? shortHash(repos.status(0).last.head) : QString();
    return tr("git as of %1 %2").arg(timeText(asOf, now), hash).trimmed();
}

QString busyText(const GitopsRepos &repos)
{
    for (qsizetype i = 0; i < repos.count(); ++i) {
        const GitopsStatus &repo = repos.status(i);
        // A look that finds nothing new is over before anybody could read of it.
        if (repo.phase == GitopsStatus::Phase::Reading && repo.reading.commitsRead > 0)
            return tr("Reading the history: %1 commits").arg(QLocale().toString(repo.reading.commitsRead));
        if (repo.phase == GitopsStatus::Phase::Fetching && repo.transfer.totalObjects > 0)
            return fetchingText(repo.transfer);
    }
    return {};
}

QString problemText(const GitopsRepos &repos, const QDateTime &now)
{
    for (qsizetype i = 0; i < repos.count(); ++i) {
        const GitopsStatus &repo = repos.status(i);
        if (repo.failed() && !repo.last.known)
            return repo.error.message;
        if (!repo.failed() || repo.error.kind == ErrorKind::Cancelled)
            continue;
        return tr("%1 Shown is what was fetched %2; the next try is at %3.")
            .arg(repo.error.message, dayText(repo.last.asOf, now), clockText(repo.nextTry));
    }
    return {};
}

QString problemWords(const GitopsRepos &repos)
{
    for (qsizetype i = 0; i < repos.count(); ++i) {
        if (repos.status(i).failed())
            return displayText(repos.status(i).error.detail, Lines::Several, PanelTextLimit);
    }
    return {};
}

QString noticeText(const GitopsRepos &repos, const QDateTime &now)
{
    for (qsizetype i = 0; i < repos.count(); ++i) {
        const workspace::ShelfUpdate &last = repos.status(i).last;
        if (!last.setAside.isEmpty()) {
            return tr("The local copy of the gitops repo was damaged. It was set aside as %1 and fetched again.")
                .arg(displayText(last.setAside, Lines::Single, 300));
        }
        if (last.rewrites.isEmpty() || last.rewrites.first().seen.addDays(NewsDays) < now)
            continue;
        const gitops::Rewrite &rewrite = last.rewrites.first();
        return tr("The branch was rewritten: seen %1, from %2 to %3. %4 changes are no longer part of it.")
            .arg(dayText(rewrite.seen, now), shortHash(rewrite.from),
                rewrite.to.isEmpty() ? tr("nothing") : shortHash(rewrite.to), QLocale().toString(rewrite.removed));
    }
    return {};
}

} // namespace coupe::ui
