#pragma once

#include <base/result.h>

#include <vector>

namespace coupe::manifest {

/// A pattern of a deploy or cleanup policy: the dialect of gobwas/glob without separators, which Gimlet uses (contract
/// §7.3). `*` and `**` match anything, slashes included; `?` one character; `[abc]`, `[a-z]`, `[!a]`; `{main,dev}`;
/// a backslash takes the next character as it is. Anchored at both ends, case-sensitive. A value; matching is const and
/// takes at most pattern × text steps whatever the pattern.
class Glob
{
public:
    /// Invalid, with a sentence, when the pattern is not one: an open or empty `[…]`, `[a-]`, longer than 4096
    /// characters.
    static Result<Glob> compile(QStringView pattern);

    bool matches(QStringView text) const;

private:
    friend class GlobParser;

    struct State {
        enum class Kind { Character, Any, List, Range, Split, Accept };
        Kind kind = Kind::Accept;
        bool negated = false;
        char32_t low = 0; ///< the character, or where the range starts
        char32_t high = 0;
        std::u32string list = {};
        std::vector<int> next = {};
    };

    std::vector<State> m_states;
    int m_start = 0;
    bool m_matchesEmpty = false;
};

} // namespace coupe::manifest
