#include "linediff.h"

#include "git.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

using PatchPtr = std::unique_ptr<git_patch, Deleter<git_patch_free>>;

/// Without context git names the line before the place where a side has none.
qsizetype firstLine(int start, int count)
{
    return count == 0 ? start : start - 1;
}

} // namespace

Result<QList<LineHunk>> diffLines(const QByteArray &before, const QByteArray &after)
{
    if (const auto started = startLibrary(); !started)
        return std::unexpected(started.error());
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.flags = GIT_DIFF_FORCE_TEXT | GIT_DIFF_INDENT_HEURISTIC;
    options.context_lines = 0;
    git_patch *made = nullptr;
    const int rc = git_patch_from_buffers(&made, before.constData(), size_t(before.size()), nullptr, after.constData(),
        size_t(after.size()), nullptr, &options);
    const PatchPtr patch(made);
    if (rc < 0)
        return gitFailure(u"Two files cannot be compared."_s);
    QList<LineHunk> hunks;
    for (size_t i = 0; i < git_patch_num_hunks(patch.get()); ++i) {
        const git_diff_hunk *hunk = nullptr;
        if (git_patch_get_hunk(&hunk, nullptr, patch.get(), i) < 0)
            return gitFailure(u"Two files cannot be compared."_s);
        hunks.append({.before = firstLine(hunk->old_start, hunk->old_lines),
            .beforeCount = hunk->old_lines,
            .after = firstLine(hunk->new_start, hunk->new_lines),
            .afterCount = hunk->new_lines});
    }
    return hunks;
}

} // namespace coupe::gitops
