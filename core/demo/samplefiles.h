#pragma once

#include <demo/sample.h>

namespace coupe::demo {

/// The sample as the files of @p folder tell it, unchecked but for the types of what stands there.
Result<Sample> readSampleFiles(const QString &folder);

} // namespace coupe::demo
