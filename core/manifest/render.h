#pragma once

#include <gimlet/manifest.h>

namespace coupe::manifest {

/// What a manifest comes to: itself with its variables in place, and the files to write into the app's folder.
struct Rendering {
    gimlet::Manifest manifest;
    QMap<QString, QByteArray> files; ///< by file name; names are safe to write, contents end in a newline

    bool operator==(const Rendering &) const = default;
};

/// @name Rendering (contract §6.1, §7.2)
/// Pure functions, any thread. An Error's @c message is fit to be a result's statusDesc: for a missing variable it is
/// Gimlet's own wording (`template: :15:9: executing "" at <.NOPE>: map has no entry for key "NOPE"`), else a sentence
/// that says what is wrong or which construct is not supported. Kinds: Invalid, TooLarge.
/// @{

/// Puts variables in place, as Gimlet does: in the text of the manifest as YAML (keys sorted, without `cleanup`), which
/// is then read back. A value that changes which manifest it is, or adds members to it, is refused.
Result<gimlet::Manifest> resolveVariables(const gimlet::Manifest &manifest, const QMap<QString, QString> &variables);

/// The files of a manifest whose variables are in place: raw `manifests`, split by their `# Source:` comments, else one
/// manifest.yaml. Charts, patches and dependencies are refused, one sentence each.
Result<QMap<QString, QByteArray>> renderFiles(const gimlet::Manifest &resolved);

/// Both, one after the other.
Result<Rendering> render(const gimlet::Manifest &manifest, const QMap<QString, QString> &variables);
/// @}

} // namespace coupe::manifest
