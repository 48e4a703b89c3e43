#pragma once

#include <base/result.h>

#include <QLockFile>
#include <QString>

#include <memory>

namespace coupe::demo {

/// The folder a demo lives in: the service's own folder, and a note of whether the past was played to its end. Locked
/// against a second demo while it exists.
class DemoFolder
{
public:
    /// Makes the folder when it is missing, and empties it when its past was not finished.
    /// Errors: Storage; Invalid when something else is in it.
    static Result<std::unique_ptr<DemoFolder>> open(const QString &path);

    QString servicePath() const;
    bool isComplete() const;
    Result<void> markComplete();

private:
    explicit DemoFolder(const QString &path);
    Result<void> prepare();
    Result<void> writeNote(bool complete);

    QString m_path;
    QLockFile m_lock;
    bool m_complete = false;
};

} // namespace coupe::demo
