#include "artifactfeed.h"

namespace coupe::workspace {

namespace {

bool occurs(const gimlet::Artifact &artifact, QStringView word)
{
    const gimlet::Version &version = artifact.version;
    const auto has = [&](const QString &text) { return text.contains(word, Qt::CaseInsensitive); };
    return has(version.message) || has(version.authorName) || has(version.authorEmail) || has(version.sha)
        || has(version.tag) || has(version.branch)
        || std::ranges::any_of(artifact.environments, has, &gimlet::Manifest::app);
}

} // namespace

bool passes(const gimlet::Artifact &artifact, const ArtifactFilter &filter)
{
    const auto isWanted = [&](const gimlet::Manifest &manifest) {
        return (filter.app.isEmpty() || manifest.app == filter.app)
            && (filter.environment.isEmpty() || manifest.env == filter.environment);
    };
    const bool narrowed = !filter.app.isEmpty() || !filter.environment.isEmpty();
    if (narrowed && std::ranges::none_of(artifact.environments, isWanted))
        return false;
    const auto words = QStringView(filter.text).split(u' ', Qt::SkipEmptyParts);
    return std::ranges::all_of(words, [&](QStringView word) { return occurs(artifact, word); });
}

} // namespace coupe::workspace
