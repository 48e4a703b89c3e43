#include "historydetail.h"

#include "artifactdetail.h"
#include "changewords.h"
#include "statuswords.h"
#include "timetext.h"

#include <base/displaytext.h>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using gitops::Change;
using gitops::FileChange;

namespace {

constexpr qsizetype ShownFiles = 100;

QString sign(FileChange::Kind kind)
{
    switch (kind) {
    case FileChange::Kind::Added:
        return u"+"_s;
    case FileChange::Kind::Removed:
        return u"−"_s;
    case FileChange::Kind::Changed:
    case FileChange::Kind::Unknown:
        break;
    }
    return u"~"_s;
}

QString revertsText(const Change &change)
{
    QStringList hashes;
    for (const QString &hash : change.reverts)
        hashes.append(shortHash(hash));
    return hashes.join(u", "_s);
}

QString whyNoRollback(const Change &change)
{
    if (!workspace::isRelease(change))
        return HistoryDetail::tr("Only a release can be gone back to.");
    if (change.rolledBack)
        return HistoryDetail::tr("This release was rolled back itself; deploy its version again instead.");
    if (change.current)
        return HistoryDetail::tr("This is what the environment wants now.");
    return {};
}

} // namespace

HistoryDetail::HistoryDetail(workspace::Session &session, QObject *parent) : QObject(parent), m_session(session) { }

void HistoryDetail::show(const Change &change)
{
    const bool another =
        !m_change || m_change->commit != change.commit || m_change->app != change.app || m_change->env != change.env;
    m_change = change;
    if (another)
        readFiles();
    refresh();
}

void HistoryDetail::clear()
{
    m_change.reset();
    m_readingFiles.cancel();
    setFiles({}, {});
    if (std::exchange(m_facts, {}) != HistoryFacts{})
        Q_EMIT factsChanged();
}

void HistoryDetail::refresh()
{
    if (!m_change)
        return;
    const HistoryFacts facts = factsOf(*m_change);
    if (std::exchange(m_facts, facts) != facts)
        Q_EMIT factsChanged();
}

HistoryFacts HistoryDetail::factsOf(const Change &change) const
{
    const QDateTime now = m_session.clock().now();
    const gimlet::Version version = change.version.value_or(gimlet::Version{});
    const workspace::CommitWords words = m_session.commitWords();
    const workspace::CommitWord said = words.value(change.commit);
    const workspace::ReleaseState state = workspace::stateOf(change, words, now);
    HistoryFacts facts;
    facts.app = displayText(change.app, Lines::Single, 120);
    facts.environment = displayText(change.env, Lines::Single, 80);
    facts.isProtected = m_session.profile().isProtected(change.env);
    facts.kind = kindWord(change.kind);
    facts.kindIcon = kindIcon(change.kind);
    facts.shape = shapeOf(state);
    facts.word = wordOf(state);
    facts.statusText = said.status.isEmpty() ? tr("The API says nothing of this commit.") : statusSentence(said.status);
    facts.statusWords = displayText(said.description, Lines::Several, PanelTextLimit);
    facts.version = change.version ? versionOf(change) : QString();
    facts.sha = displayText(version.sha, Lines::Single, 64);
    facts.branch = displayText(version.branch, Lines::Single, 120);
    facts.subject = whatHappened(change);
    facts.author = change.version ? authorOf(change) : QString();
    facts.by = personOf(change);
    facts.when = dayText(change.time, now);
    facts.age = ageText(change.time, now);
    facts.exact = exactText(change.time);
    facts.lived = livedText(change, now);
    facts.artifactId = change.artifactId;
    facts.gitopsHash = shortHash(change.commit);
    facts.gitopsHashFull = change.commit;
    facts.gitopsMessage = displayText(change.message.trimmed(), Lines::Several, 4 * 1024);
    facts.reverts = revertsText(change);
    facts.recordProblem = recordProblem(change.record);
    const QString off = whyDeployIsOff(m_session, change.env, change.app);
    facts.isRelease = workspace::isRelease(change);
    facts.rollBackOff = whyNoRollback(change);
    if (facts.rollBackOff.isEmpty())
        facts.rollBackOff = off;
    facts.redeployOff = change.artifactId.isEmpty() ? tr("It is not known which artifact this was.") : off;
    addArtifact(facts);
    return facts;
}

void HistoryDetail::addArtifact(HistoryFacts &facts) const
{
    const auto isWebLink = [](const QString &url) {
        return url.startsWith(u"https://"_s) || url.startsWith(u"http://"_s);
    };
    const QString url = m_change->version ? m_change->version->url : QString();
    facts.commitUrl = isWebLink(url) ? url : QString();
    if (facts.artifactId.isEmpty())
        return;
    const auto artifact = std::ranges::find(m_session.recentArtifacts(), facts.artifactId, &gimlet::Artifact::id);
    if (artifact == m_session.recentArtifacts().end())
        return;
    for (const QJsonObject &item : artifact->items) {
        const QString link = item.value("url"_L1).toString();
        if (!isWebLink(link))
            continue;
        const QString name = item.value("name"_L1).toString();
        facts.linkNames << displayText(name.isEmpty() ? link : name, Lines::Single, 120);
        facts.linkUrls << link;
    }
}

void HistoryDetail::readFiles()
{
    setFiles({}, tr("Reading which files it changed"));
    m_readingFiles = m_session.gitops().files(
        {m_change->env, m_change->app, m_change->commit}, [this](const Result<QList<FileChange>> &changed) {
            if (!changed)
                return setFiles({}, changed.error().message);
            QStringList files;
            for (const FileChange &change : changed->first(std::min(ShownFiles, changed->size())))
                files.append(sign(change.kind) + u' ' + displayText(change.path, Lines::Single, 200));
            setFiles(files,
                changed->size() > ShownFiles ? tr("and %1 more").arg(changed->size() - ShownFiles)
                    : changed->isEmpty()     ? tr("None below the app's folder.")
                                             : QString());
        });
}

void HistoryDetail::setFiles(QStringList files, QString text)
{
    m_files = std::move(files);
    m_filesText = std::move(text);
    Q_EMIT filesChanged();
}

} // namespace coupe::ui
