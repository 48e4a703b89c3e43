#include "writer.h"

#include "draft.h"
#include "eventmarks.h"
#include "releasefile.h"
#include "releaserecord.h"
#include "rollback.h"
#include "treeedit.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

constexpr int Attempts = 5;

/// Lets @p fill commit on top of the head, marks what it made, and moves the branch there; again, when the branch moved
/// meanwhile.
template <typename Fill>
Result<WriteResult> land(
    Repository &repository, const Clock &clock, const EventMark &mark, const QString &reason, Fill fill)
{
    if (!mark.eventId.isEmpty()) {
        if (auto checked = checkEventId(mark.eventId); !checked)
            return std::unexpected(std::move(checked.error()));
    }
    for (int attempt = 0; attempt < Attempts; ++attempt) {
        const auto head = repository.head();
        if (!head)
            return std::unexpected(head.error());
        auto draft = Draft::on(repository.handle(), *head ? fromHex(**head).value_or(Nothing) : Nothing, clock.now());
        if (!draft)
            return std::unexpected(std::move(draft.error()));
        if (Result<void> filled = fill(*draft); !filled)
            return std::unexpected(std::move(filled.error()));
        WriteResult result;
        for (const git_oid &commit : draft->commits())
            result.commits.prepend(toHex(commit));
        if (result.nothingChanged())
            return result;
        if (!mark.eventId.isEmpty()) {
            const qsizetype count = draft->commits().size();
            for (qsizetype i = 0; i < count; ++i) {
                if (auto put = putMark(
                        repository.handle(), mark.eventId, mark.index + int(i), draft->commits()[count - 1 - i]);
                    !put)
                    return std::unexpected(std::move(put.error()));
            }
        }
        const auto advanced = repository.advance(*head, result.hash(), reason);
        if (!advanced)
            return std::unexpected(advanced.error());
        if (*advanced)
            return result;
    }
    return failure(ErrorKind::Git, u"The gitops repo changes faster than it can be written. Try again."_s);
}

/// Whether the app's folder holds these files and no others, and was deployed from this artifact.
Result<bool> isDeployed(git_repository *repository, const git_oid &folder, const gimlet::Release &release,
    const QMap<QString, git_oid> &blobs)
{
    const auto objects = ObjectReader::of(repository);
    if (!objects)
        return std::unexpected(objects.error());
    const auto current = recordIn(*objects, folder);
    if (!current)
        return std::unexpected(current.error());
    if (current->state != RecordState::Read || current->release.artifactId != release.artifactId)
        return false;
    const auto tree = treeAt(repository, folder);
    if (!tree)
        return std::unexpected(tree.error());
    if (git_tree_entrycount(tree->get()) != size_t(blobs.size()) + 1)
        return false;
    for (auto it = blobs.begin(); it != blobs.end(); ++it) {
        const git_tree_entry *entry = git_tree_entry_byname(tree->get(), it.key().toUtf8().constData());
        if (!entry || git_tree_entry_filemode(entry) != GIT_FILEMODE_BLOB
            || !same(*git_tree_entry_id(entry), it.value()))
            return false;
    }
    return true;
}

Result<void> checkFiles(const QMap<QString, QByteArray> &files)
{
    if (files.isEmpty())
        return failure(ErrorKind::Invalid, u"There are no files to deploy."_s);
    for (auto it = files.keyBegin(); it != files.keyEnd(); ++it) {
        if (auto checked = checkName(*it); !checked)
            return checked;
        if (*it == QLatin1StringView(ReleaseFile))
            return failure(ErrorKind::Invalid, u"A manifest cannot be called release.json."_s);
    }
    return {};
}

} // namespace

QString nothingChangedText()
{
    return u"No changes made to the gitops state. Maybe this is the current version already?"_s;
}

Result<WriteResult> Writer::writeRelease(
    const Layout &layout, const gimlet::Release &release, const QMap<QString, QByteArray> &files, const EventMark &mark)
{
    const auto path = layout.appPath(release.app);
    if (!path)
        return std::unexpected(path.error());
    if (release.env != layout.env())
        return failure(ErrorKind::Invalid, u"A release for %1 cannot go to %2."_s.arg(release.env, layout.env()));
    if (auto checked = checkFiles(files); !checked)
        return std::unexpected(std::move(checked.error()));

    const QString message = u"[Gimlet] %1/%2 automated deploy"_s.arg(release.env, release.app);
    return land(m_repository, m_clock, mark, message, [&](Draft &draft) -> Result<void> {
        git_repository *repository = draft.repository();
        QMap<QString, git_oid> blobs;
        for (auto it = files.begin(); it != files.end(); ++it) {
            const auto blob = writeBlob(repository, it.value());
            if (!blob)
                return std::unexpected(blob.error());
            blobs.insert(it.key(), *blob);
        }
        const auto current = folderAt(repository, draft.tree(), *path);
        if (!current)
            return std::unexpected(current.error());
        const auto deployed = isDeployed(repository, *current, release, blobs);
        if (!deployed)
            return std::unexpected(deployed.error());
        if (*deployed)
            return {};

        const QString recordName = QString::fromLatin1(ReleaseFile);
        const QString envRecord = layout.envPath().isEmpty() ? recordName : layout.envPath() + u'/' + recordName;
        const auto record = writeBlob(repository, releaseLine(release));
        if (!record)
            return std::unexpected(record.error());
        blobs.insert(recordName, *record);
        const auto folder = writeFolder(repository, blobs);
        if (!folder)
            return std::unexpected(folder.error());
        if (auto put = draft.put(*path, *folder, GIT_FILEMODE_TREE); !put)
            return put;
        if (auto put = draft.put(envRecord, *record, GIT_FILEMODE_BLOB); !put)
            return put;
        return draft.commit(message);
    });
}

Result<WriteResult> Writer::writeRollback(
    const Layout &layout, const QString &app, const QString &targetHash, const QString &eventId)
{
    const auto path = layout.appPath(app);
    if (!path)
        return std::unexpected(path.error());
    const auto target = rollbackTarget(targetHash);
    if (!target)
        return std::unexpected(target.error());

    return land(m_repository, m_clock, {eventId, 0}, u"rollback"_s,
        [&](Draft &draft) { return revertTo(draft, layout, app, *path, *target); });
}

Result<WriteResult> Writer::writeDelete(
    const Layout &layout, const QString &app, const QString &login, const EventMark &mark)
{
    const auto path = layout.appPath(app);
    if (!path)
        return std::unexpected(path.error());
    // A login is one line of the message: it must not bring lines that read as a revert.
    QString who = login;
    std::ranges::replace_if(who, [](QChar c) { return c.category() == QChar::Other_Control; }, QChar(u' '));
    const QString message = u"[Gimlet] %1/%2 deleted by %3"_s.arg(layout.env(), app, who);
    return land(m_repository, m_clock, mark, message, [&](Draft &draft) -> Result<void> {
        const auto current = folderAt(draft.repository(), draft.tree(), *path);
        if (!current)
            return std::unexpected(current.error());
        if (isNothing(*current))
            return {};
        if (auto removed = draft.put(*path, Nothing, GIT_FILEMODE_TREE); !removed)
            return removed;
        return draft.commit(message);
    });
}

Result<std::optional<QString>> Writer::commitOfEvent(const QString &eventId, int index) const
{
    if (auto checked = checkEventId(eventId); !checked)
        return std::unexpected(std::move(checked.error()));
    const auto commit = markedCommit(m_repository.handle(), eventId, index);
    if (!commit)
        return std::unexpected(commit.error());
    if (isNothing(*commit))
        return std::optional<QString>();
    const auto reached = m_repository.contains(toHex(*commit));
    if (!reached)
        return std::unexpected(reached.error());
    return *reached ? std::optional(toHex(*commit)) : std::nullopt;
}

Result<QStringList> Writer::commitsOfEvent(const QString &eventId) const
{
    QStringList commits;
    for (int index = 0;; ++index) {
        const auto commit = commitOfEvent(eventId, index);
        if (!commit)
            return std::unexpected(commit.error());
        if (!*commit)
            return commits;
        commits.append(**commit);
    }
}

Result<void> Writer::forgetEvent(const QString &eventId)
{
    if (auto checked = checkEventId(eventId); !checked)
        return checked;
    return removeMarks(m_repository.handle(), eventId);
}

} // namespace coupe::gitops
