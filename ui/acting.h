#pragma once

#include <workspace/session.h>

namespace coupe::ui {

/// Why nothing can be asked of the app there now, whatever it is; empty when it can. One sentence.
QString whyActingIsOff(const workspace::Session &session, const QString &environment, const QString &app);

/// "As of 14:02:31 (API), 14:02:05 (git)": how old is what a dialog about @p environment tells. Empty: nothing is
/// known.
QString ageOfDialog(workspace::Session &session, const QString &environment);

} // namespace coupe::ui
