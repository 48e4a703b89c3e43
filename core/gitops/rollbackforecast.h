#pragma once
#include <gitops/folderfiles.h>

#include <QDateTime>

#include <functional>
namespace coupe::gitops {
enum class RollbackRules { Unknown, Gimlet, Coupe };
struct ForecastStep {
    enum class Fate { Unknown, Reverts, AlreadyReverted, Conflicts, NotReached, NoEffect };
    QString commit;
    QString subject;
    QDateTime time;
    QString author;
    Fate fate = Fate::Unknown;
    QStringList conflicts;
    QStringList alsoTouches;
};
struct RollbackForecast {
    QString head;
    QString target;
    QList<ForecastStep> steps;
    bool conflicts = false;
    bool nothingToDo = false;
    bool reachesTarget = false;
    bool removesApp = false;
    QStringList conflictCauses;
    QStringList otherTargets;
    Folder now;
    Folder after;
    Folder wanted;
};
Result<RollbackForecast> forecastRollback(Repository &, const Layout &, const QString &app, const QString &targetHash,
    RollbackRules rules, const std::function<bool()> &goOn = {});
Result<void> checkRollbackTarget(Repository &, const Layout &, const QString &app, const QString &targetHash);
} // namespace coupe::gitops
