#pragma once

#include <base/result.h>
#include <workspace/picture.h>

// The last picture of a profile on disk, shown at the next start until the first answer arrives. Any thread; touches
// disk.
namespace coupe::workspace {

struct Snapshot {
    Picture picture;
    QUrl server; ///< a snapshot of another server is not this profile's any more
    QString login;
};

QString snapshotPath(const QString &dataFolder, const QString &profileId);

/// Written whole or not at all, readable by its owner only. Variables, values and rendered manifests are left out: they
/// may hold secrets.
Result<void> saveSnapshot(const QString &path, const Snapshot &snapshot);
Result<Snapshot> loadSnapshot(const QString &path);

} // namespace coupe::workspace
