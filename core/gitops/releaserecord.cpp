#include "releaserecord.h"

#include "plainrecord.h"
#include "releasefile.h"

namespace coupe::gitops {

namespace {

constexpr size_t LargestFile = 1024 * 1024;

} // namespace

Result<ReleaseRecord> readRecord(const ObjectReader &objects, const std::optional<RawEntry> &entry)
{
    if (!entry)
        return ReleaseRecord{RecordState::Missing, {}};
    if (!entry->isFile())
        return ReleaseRecord{RecordState::NotAFile, {}};
    const auto content = objects.blob(entry->id, LargestFile);
    if (!content)
        return std::unexpected(content.error());
    if (!*content)
        return ReleaseRecord{RecordState::TooLarge, {}};
    if (auto plain = readPlainRecord(**content))
        return ReleaseRecord{RecordState::Read, std::move(*plain)};
    const auto json = gimlet::parseJson(**content);
    if (!json || !json->isObject())
        return ReleaseRecord{RecordState::Malformed, {}};
    auto release = gimlet::JsonDecoder::decodeObject<gimlet::Release>(*json);
    if (!release)
        return ReleaseRecord{RecordState::Malformed, {}};
    return ReleaseRecord{RecordState::Read, std::move(*release)};
}

Result<ReleaseRecord> recordIn(const ObjectReader &objects, const git_oid &tree)
{
    const auto folder = objects.tree(tree);
    if (!folder)
        return std::unexpected(folder.error());
    return readRecord(objects, folder->find(ReleaseFile));
}

} // namespace coupe::gitops
