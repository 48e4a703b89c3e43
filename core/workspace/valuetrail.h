#pragma once

#include <gitops/change.h>
#include <gitops/folderfiles.h>
#include <manifest/manifestfile.h>

#include <functional>

namespace coupe::workspace {

/// A change of an app that gave a value another content.
struct TrailStep {
    gitops::Change change;
    std::optional<QString> before; ///< as ValueChange has them; none: not set, or the app was not there
    std::optional<QString> after;
    bool isSecret = false; ///< they differ, and are masked

    bool operator==(const TrailStep &) const = default;
};

/// Which changes of an app changed one of its values: told from the newest to the oldest as the history is handed over,
/// page by page. A folder is read once a change, a file only where its content is not that of the change before.
///
/// Any one thread at a time. After an error the next walk() goes on with the changes that it is handed; those that were
/// walked before must not come again.
class ValueTrail
{
public:
    using FolderAt = std::function<Result<gitops::Folder>(const QString &commit)>;
    /// Both: false ends the walk.
    using OnStep = std::function<bool(const TrailStep &)>;
    using OnChange = std::function<bool(const gitops::Change &)>;

    /// @p object and @p path as a ValueChange has them.
    ValueTrail(QString object, QString path, FolderAt folderAt);
    ~ValueTrail();

    /// Walks the changes of one app in one environment, newest first, each page after the one before. A step is told
    /// once the change before it is known; @p onChange is asked before each change is read. False when one of both
    /// ended the walk; what a commit cannot be read for is passed on.
    Result<bool> walk(const QList<gitops::Change> &changes, const OnStep &onStep, const OnChange &onChange = {});

    /// There is no older change: tells the last step, if the value was there from the start.
    void finish(const OnStep &onStep);

private:
    struct Moment;

    Result<Moment> momentOf(const gitops::Change &change) const;

    QString m_object;
    QString m_path;
    FolderAt m_folderAt;
    std::unique_ptr<Moment> m_newer; ///< the oldest change so far; its step waits for what was before
};

} // namespace coupe::workspace
