#pragma once

#include <QStringView>

namespace coupe::gimlet {

/// Whether @p hash names a commit beyond doubt: 40 hexadecimal digits in lower case, as servers and git write them. Of
/// any other text Gimlet's rollback makes "revert the app's whole history" (contract §6.5).
bool isFullHash(QStringView hash);

} // namespace coupe::gimlet
