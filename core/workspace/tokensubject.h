#pragma once

#include <QByteArray>
#include <QString>

namespace coupe::workspace {

/// The login that a token claims, for display only: nothing is verified. Empty when it cannot be read (contract §2.2).
QString tokenSubject(const QByteArray &token);

} // namespace coupe::workspace
