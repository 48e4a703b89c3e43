#pragma once

#include <QStringView>

namespace coupe::gimlet {

/// How far Flux is with a gitops commit. The server's word is an open set, classified by substring (contract §5.2).
enum class Reconciliation {
    Unknown, ///< empty, or a word we do not know: show it verbatim
    Waiting, ///< NotReconciled: Flux has not seen it yet
    Progressing,
    Succeeded,
    Failed,
};

Reconciliation reconciliationFromStatus(QStringView gitopsCommitStatus);

/// Succeeded and Failed stay what they are.
bool isTerminal(Reconciliation reconciliation);

} // namespace coupe::gimlet
