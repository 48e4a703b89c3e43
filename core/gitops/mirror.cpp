#include "mirror.h"

#include "folderlock.h"
#include "gitwords.h"
#include "mirrorbranch.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QSaveFile>
#include <QThread>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

constexpr unsigned long LockPauseMs = 50;
constexpr qsizetype ManyPacks = 50;
/// As git's own gc.auto.
constexpr qsizetype ManyLooseObjects = 6700;
constexpr auto FetchNote = "/fetched";

/// Waits for another program's turn to end.
Result<void> acquire(FolderLock &lock, const GitPatience &patience, const GitWatch &watch)
{
    const QDeadlineTimer deadline(patience.silence);
    for (;;) {
        const FolderLock::Turn turn = lock.take();
        if (turn == FolderLock::Turn::Taken)
            return {};
        if (turn == FolderLock::Turn::Failed)
            return failure(ErrorKind::Storage, u"The folder of the gitops repo's copy cannot be written."_s);
        if (watch && !watch({}))
            return failure(ErrorKind::Cancelled, u"Fetching was cancelled."_s);
        if (deadline.hasExpired())
            return failure(ErrorKind::Timeout, u"Another program is still fetching the gitops repo."_s);
        QThread::msleep(LockPauseMs);
    }
}

bool isDamage(const Error &error)
{
    return error.kind == ErrorKind::Git && speaksOfDamage(error.detail);
}

} // namespace

Mirror::Mirror(QString folder, Source source, const Clock &clock)
    : m_folder(std::move(folder)), m_source(std::move(source)), m_clock(clock)
{
}

Result<Mirror::Fetched> Mirror::fetch(const Watch &watch)
{
    const auto address = RemoteAddress::make(m_source.url);
    if (!address)
        return std::unexpected(address.error());
    if (auto made = m_folder.make(); !made)
        return std::unexpected(std::move(made.error()));
    FolderLock lock(m_folder.lockPath());
    if (auto locked = acquire(lock, m_patience, watch); !locked)
        return std::unexpected(std::move(locked.error()));
    const Call call{*address, lock, watch};
    m_folder.sweep();
    const auto state = look();
    if (!state)
        return std::unexpected(state.error());
    if (*state == State::Sound) {
        auto fetched = update(call, m_folder.repositoryPath());
        if (fetched || !isDamage(fetched.error()))
            return fetched;
    }
    return clone(call, *state == State::Sound || *state == State::Damaged);
}

Result<Mirror::State> Mirror::look() const
{
    if (!m_folder.hasRepository())
        return State::Missing;
    if (m_folder.belongsToOther())
        return failure(ErrorKind::Storage, u"The copy of the gitops repo belongs to another user of this machine."_s,
            m_folder.repositoryPath());
    const auto repository = Repository::open(m_folder.repositoryPath());
    if (m_distrusted || !repository || !headIsReadable(**repository))
        return State::Damaged;
    return sourceOf(**repository) == m_source.url ? State::Sound : State::OtherRemote;
}

Result<Mirror::Fetched> Mirror::clone(const Call &call, bool keepOld)
{
    const QString draft = m_folder.newDraft();
    auto fetched = [&]() -> Result<Fetched> {
        const auto repository = Repository::openOrInit(draft);
        if (!repository)
            return std::unexpected(repository.error());
        if (auto written = writeSource(**repository, m_source.url); !written)
            return std::unexpected(std::move(written.error()));
        return update(call, draft);
    }();
    if (fetched) {
        const auto kept = m_folder.put(draft, keepOld);
        if (!kept)
            return std::unexpected(kept.error());
        m_distrusted = false;
        fetched->setAside = *kept;
        fetched->changed = true;
        fetched->cloned = true;
    } else {
        m_folder.sweep();
    }
    return fetched;
}

Result<Mirror::Fetched> Mirror::update(const Call &call, const QString &path)
{
    const auto answer = ask(call, path, {u"ls-remote"_s, u"--symref"_s, u"--"_s, call.address.url(), u"HEAD"_s});
    if (!answer)
        return std::unexpected(answer.error());
    Fetched fetched;
    fetched.at = m_clock.now();
    auto head = RemoteHead::parse(answer->output);
    if (!head)
        return std::unexpected(head.error());
    const auto repository = Repository::open(path);
    const auto before = repository ? (*repository)->head() : std::unexpected(repository.error());
    if (!before)
        return std::unexpected(before.error());

    const bool isBranch = head->branch.isEmpty() || head->branch == (*repository)->branchRef();
    if (!isBranch || head->hash != before->value_or(QString())) {
        if (!head->hash.isEmpty()) {
            // The branch may have moved since it was asked for.
            auto received = receive(call, path, head->branch.isEmpty() ? u"HEAD"_s : head->branch);
            if (!received)
                return std::unexpected(std::move(received.error()));
            head->hash = *received;
        }
        if (auto followed = followBranch(path, *head); !followed)
            return std::unexpected(std::move(followed.error()));
    }
    fetched.head = head->hash;
    fetched.changed = fetched.head != before->value_or(QString());
    if (auto noted = noteFetch(path, fetched.at); !noted)
        return std::unexpected(std::move(noted.error()));
    return fetched;
}

Result<QString> Mirror::receive(const Call &call, const QString &path, const QString &reference) const
{
    // git writes no reference itself, so a kill leaves no lock and nothing half: objects are there, or not.
    const auto outcome = ask(call, path,
        {u"fetch"_s, u"--progress"_s, u"--no-tags"_s, u"--no-auto-maintenance"_s, u"--no-recurse-submodules"_s,
            u"--no-write-commit-graph"_s, u"--no-show-forced-updates"_s, u"--write-fetch-head"_s, u"--refmap="_s,
            u"--"_s, call.address.url(), reference});
    if (!outcome)
        return std::unexpected(outcome.error());
    QFile fetchHead(path + u"/FETCH_HEAD"_s);
    if (!fetchHead.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Storage, u"What git fetched cannot be read."_s, fetchHead.errorString());
    QString hash = QString::fromLatin1(fetchHead.readLine(200).split('\t').front());
    if (hash.isEmpty())
        return failure(ErrorKind::Git, u"git fetched nothing."_s, outcome->words);
    return hash;
}

Result<GitOutcome> Mirror::ask(const Call &call, const QString &path, const QStringList &arguments) const
{
    auto outcome =
        runGit({arguments, path, call.address, m_source.secret, call.lock.descriptor()}, m_patience, call.watch);
    if (outcome && outcome->exitCode != 0)
        return std::unexpected(explainGit(call.address, outcome->words));
    return outcome;
}

Result<void> Mirror::noteFetch(const QString &path, const QDateTime &at) const
{
    QSaveFile note(path + QString::fromLatin1(FetchNote));
    if (!note.open(QIODevice::WriteOnly) || note.write(at.toUTC().toString(Qt::ISODateWithMs).toLatin1()) < 0
        || !note.commit())
        return failure(ErrorKind::Storage, u"The copy of the gitops repo cannot be written."_s, note.errorString());
    return {};
}

Result<std::unique_ptr<Repository>> Mirror::open() const
{
    auto repository = Repository::open(m_folder.repositoryPath());
    if (repository && sourceOf(**repository) != m_source.url)
        return failure(ErrorKind::NotFound, u"The gitops repo was not fetched yet."_s);
    return repository;
}

QDateTime Mirror::fetchedAt() const
{
    QFile note(m_folder.repositoryPath() + QString::fromLatin1(FetchNote));
    if (!open() || !note.open(QIODevice::ReadOnly))
        return {};
    return QDateTime::fromString(QString::fromLatin1(note.read(100)), Qt::ISODateWithMs).toUTC();
}

Result<void> Mirror::tidy(const Watch &watch)
{
    if (m_folder.packCount() <= ManyPacks && m_folder.looseCount() <= ManyLooseObjects)
        return {};
    FolderLock lock(m_folder.lockPath());
    // Whoever fetches is not idle.
    if (lock.take() != FolderLock::Turn::Taken)
        return {};
    m_folder.sweep();
    const auto outcome = runGit(
        {{u"repack"_s, u"--geometric=2"_s, u"-d"_s, u"-q"_s}, m_folder.repositoryPath(), {}, {}, lock.descriptor()},
        m_patience, watch);
    if (!outcome)
        return std::unexpected(outcome.error());
    if (outcome->exitCode != 0)
        return failure(ErrorKind::Git, u"The copy of the gitops repo cannot be tidied up."_s, outcome->words);
    return {};
}

} // namespace coupe::gitops
