#include "profile.h"

namespace coupe::workspace {

bool Profile::isProtected(const QString &environment) const
{
    if (protectedEnvironments.contains(environment))
        return true;
    if (unprotectedEnvironments.contains(environment))
        return false;
    return environment.startsWith(u"prod", Qt::CaseInsensitive);
}

} // namespace coupe::workspace
