#pragma once

#include <base/result.h>

#include <memory>

namespace coupe::service {

/// The folder with everything the service knows, held by this process alone until it is destroyed, or the process ends
/// in whatever way. Readable by its owner only.
class DataFolder
{
public:
    /// Makes it when it is missing. Storage when that fails, or when another service has it.
    static Result<std::unique_ptr<DataFolder>> open(const QString &path);
    ~DataFolder();
    DataFolder(const DataFolder &) = delete;
    DataFolder &operator=(const DataFolder &) = delete;

    QString databasePath() const;
    QString gitopsRepoPath() const;
    /// The index of that repo's history; it may be deleted while no service runs.
    QString indexPath() const;

private:
    DataFolder(QString path, int lock) : m_path(std::move(path)), m_lock(lock) { }

    QString m_path;
    int m_lock;
};

} // namespace coupe::service
