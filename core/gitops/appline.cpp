#include "appline.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

Result<AppLine> readAppLine(git_repository *repository, const ObjectReader &objects, const Layout &layout,
    const QString &app, const git_oid &head, const git_oid &last, const std::function<bool()> &goOn)
{
    ChangeScan scan(repository, objects, ScanScope::of(layout, app));
    if (auto started = scan.startAt(head); !started)
        return std::unexpected(std::move(started.error()));
    AppLine line;
    while (const RawCommit *next = scan.nextCommit()) {
        if (goOn && !goOn())
            return failure(ErrorKind::Cancelled, u"Not looked at any further."_s);
        const RawCommit at = *next;
        auto changes = scan.step();
        if (!changes)
            return std::unexpected(std::move(changes.error()));
        line.changes += std::move(*changes);
        if (same(at.id, last))
            return line;
        ++line.commits;
        if (at.parents.size() > 1)
            line.merges.append(at);
    }
    return line;
}

} // namespace coupe::gitops
