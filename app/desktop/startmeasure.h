#pragma once

class QQuickWindow;

namespace coupe::ui {
class AppController;
}

namespace coupe::workspace {
class Session;
}

namespace coupe::desktop {

/// With COUPE_MEASURE_START set, for benchmarks: says on standard output when the first frame with the Overview's data
/// was shown ("shown, peak 81234 kB"), says when the API had confirmed that data ("confirmed, peak …"), and ends the
/// program. Without it, nothing.
void measureStart(QQuickWindow &window, ui::AppController &controller, workspace::Session &session);

} // namespace coupe::desktop
