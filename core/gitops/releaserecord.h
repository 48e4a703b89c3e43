#pragma once

#include "change.h"
#include "objectreader.h"

namespace coupe::gitops {

/// What a release.json says, or why it says nothing.
struct ReleaseRecord {
    RecordState state = RecordState::Unknown;
    gimlet::Release release;
};

/// @p entry is release.json's in its folder; none: it is not there.
Result<ReleaseRecord> readRecord(const ObjectReader &objects, const std::optional<RawEntry> &entry);
/// The record in the app's folder @p tree.
Result<ReleaseRecord> recordIn(const ObjectReader &objects, const git_oid &tree);

} // namespace coupe::gitops
