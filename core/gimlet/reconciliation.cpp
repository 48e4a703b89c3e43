#include "reconciliation.h"

namespace coupe::gimlet {

Reconciliation reconciliationFromStatus(QStringView gitopsCommitStatus)
{
    if (gitopsCommitStatus.contains(u"Succeeded"))
        return Reconciliation::Succeeded;
    if (gitopsCommitStatus.contains(u"Failed"))
        return Reconciliation::Failed;
    if (gitopsCommitStatus == u"NotReconciled")
        return Reconciliation::Waiting;
    if (gitopsCommitStatus == u"Progressing" || gitopsCommitStatus.contains(u"NotReady"))
        return Reconciliation::Progressing;
    return Reconciliation::Unknown;
}

bool isTerminal(Reconciliation reconciliation)
{
    return reconciliation == Reconciliation::Succeeded || reconciliation == Reconciliation::Failed;
}

} // namespace coupe::gimlet
