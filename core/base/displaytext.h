#pragma once

#include <QString>

namespace coupe {

/// What may break a line in text that is shown.
enum class Lines : bool { Single, Several };

/// How long a string may get on a row, and in a panel: laying out a megabyte would stop the window for a fifth of a
/// second.
inline constexpr qsizetype RowTextLimit = 2 * 1024;
inline constexpr qsizetype PanelTextLimit = 64 * 1024;

/// Makes words of unknown origin fit to be shown: control characters, bidirectional overrides and zero-width characters
/// become visible escapes such as ⟨U+202E⟩, lone surrogates become U+FFFD, and the length is clamped. The result never
/// holds markup that means anything: it is meant for plain-text items all the same.
QString displayText(QStringView untrusted, Lines lines = Lines::Single, qsizetype limit = RowTextLimit);

/// The first seven digits of a hash, as git shows it; fit to be shown, whatever a server calls a hash.
QString shortHash(QStringView hash);

} // namespace coupe
