#include "rollbackforecast.h"
namespace coupe::gitops {
Result<RollbackForecast> forecastRollback(
    Repository &, const Layout &, const QString &, const QString &, RollbackRules, const std::function<bool()> &)
{
    return RollbackForecast{};
}
Result<void> checkRollbackTarget(Repository &, const Layout &, const QString &, const QString &)
{
    return {};
}
} // namespace coupe::gitops
