#pragma once
#include <gitops/change.h>
#include <gitops/folderfiles.h>

#include <functional>
namespace coupe::workspace {
struct TrailStep {
    gitops::Change change;
    std::optional<QString> before, after;
};
inline Result<QList<TrailStep>> valueTrail(const QList<gitops::Change> &, const QString &, const QString &,
    const std::function<Result<gitops::Folder>(const QString &)> &)
{
    return QList<TrailStep>{};
}
} // namespace coupe::workspace
