#pragma once

#include <base/result.h>

#include <QByteArray>
#include <QMap>

namespace coupe::manifest {

/// Expands a Go template as far as Coupe can: `{{ .NAME }}`, `{{ "text" }}`, and the trimming `{{-` and `-}}`.
/// Everything else is refused with a sentence that quotes it. A name without a variable is an error in Go's wording,
/// with the line and the byte column of @p text. Pure.
Result<QByteArray> expandTemplate(const QByteArray &text, const QMap<QString, QString> &variables);

} // namespace coupe::manifest
