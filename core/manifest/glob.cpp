#include "glob.h"

#include <QString>

#include <algorithm>

namespace coupe::manifest {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype LongestPattern = 4096;
constexpr int DeepestNesting = 64;

std::u32string codePoints(QStringView text)
{
    std::u32string result;
    result.reserve(size_t(text.size()));
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            result.push_back(QChar::surrogateToUcs4(c, text[++i]));
        else
            result.push_back(c.unicode());
    }
    return result;
}
} // namespace

/// Builds the states of a Glob by recursive descent. A fragment is a first state and the open ends after it.
class GlobParser
{
public:
    using State = Glob::State;

    GlobParser(std::u32string pattern, Glob &glob) : m_pattern(std::move(pattern)), m_glob(glob) { }

    std::optional<QString> parse()
    {
        Fragment all = sequence(0);
        if (m_problem)
            return m_problem;
        const int accept = add({});
        close(all.ends, accept);
        m_glob.m_start = all.first < 0 ? accept : all.first;
        noteQuirk();
        return {};
    }

private:
    struct End {
        int state;
        size_t slot;
    };
    struct Fragment {
        int first = -1; ///< -1: matches the empty text and has no states
        std::vector<End> ends;
    };

    Fragment sequence(int depth)
    {
        Fragment whole;
        while (m_at < m_pattern.size() && !m_problem) {
            const char32_t c = m_pattern[m_at];
            if (depth > 0 && (c == U',' || c == U'}'))
                break;
            append(whole, item(depth));
        }
        return whole;
    }

    Fragment item(int depth)
    {
        const char32_t c = m_pattern[m_at++];
        switch (c) {
        case U'?':
            return single({.kind = State::Kind::Any});
        case U'*':
            return star();
        case U'[':
            return characters();
        case U'{':
            return alternatives(depth + 1);
        case U'\\':
            // A lone backslash at the end stands for nothing.
            if (m_at == m_pattern.size())
                return {};
            return single({.kind = State::Kind::Character, .low = m_pattern[m_at++]});
        default:
            return single({.kind = State::Kind::Character, .low = c});
        }
    }

    Fragment single(State state)
    {
        state.next = {-1};
        const int index = add(std::move(state));
        return {index, {{index, 0}}};
    }

    Fragment star()
    {
        const int split = add({.kind = State::Kind::Split, .next = {-1, -1}});
        const int any = add({.kind = State::Kind::Any, .next = {split}});
        m_glob.m_states[size_t(split)].next[0] = any;
        return {split, {{split, 1}}};
    }

    /// What follows '['. Only a list, or one range: gobwas takes nothing else.
    Fragment characters()
    {
        State state{.kind = State::Kind::List};
        if (at(0) == U'!') {
            state.negated = true;
            ++m_at;
        }
        if (at(1) == U'-' && m_at + 1 < m_pattern.size()) {
            if (at(3) != U']' || m_at + 3 >= m_pattern.size())
                return refuse(u"a range such as [a-z] must hold two characters"_s);
            state.kind = State::Kind::Range;
            state.low = at(0);
            state.high = at(2);
            m_at += 4;
            if (state.high < state.low)
                return refuse(u"a range must run upwards"_s);
            return single(std::move(state));
        }
        for (; m_at < m_pattern.size() && at(0) != U']'; ++m_at) {
            if (at(0) == U'\\' && ++m_at == m_pattern.size())
                break;
            state.list.push_back(at(0));
        }
        if (m_at >= m_pattern.size())
            return refuse(u"a [ is not closed"_s);
        ++m_at;
        if (state.list.empty())
            return refuse(u"a pair of [ ] is empty"_s);
        return single(std::move(state));
    }

    Fragment alternatives(int depth)
    {
        if (depth > DeepestNesting)
            return refuse(u"too many { inside each other"_s);
        Fragment whole{add({.kind = State::Kind::Split}), {}};
        for (;;) {
            const Fragment part = sequence(depth);
            if (m_problem)
                return {};
            std::vector<int> &next = m_glob.m_states[size_t(whole.first)].next;
            next.push_back(part.first);
            if (part.first < 0)
                whole.ends.push_back({whole.first, next.size() - 1});
            else
                whole.ends.insert(whole.ends.end(), part.ends.begin(), part.ends.end());
            // An alternative that is never closed counts as closed at the end, as in gobwas.
            if (m_at >= m_pattern.size() || m_pattern[m_at++] == U'}')
                return whole;
        }
    }

    void append(Fragment &whole, Fragment part)
    {
        if (part.first < 0)
            return;
        if (whole.first < 0) {
            whole = std::move(part);
            return;
        }
        close(whole.ends, part.first);
        whole.ends = std::move(part.ends);
    }

    void close(const std::vector<End> &ends, int target)
    {
        for (const End &end : ends)
            m_glob.m_states[size_t(end.state)].next[end.slot] = target;
    }

    /// gobwas lets a pattern of a single `?` or `[!…]` match the empty text too.
    void noteQuirk()
    {
        const State &first = m_glob.m_states[size_t(m_glob.m_start)];
        const bool one = first.next.size() == 1 && m_glob.m_states[size_t(first.next[0])].kind == State::Kind::Accept;
        m_glob.m_matchesEmpty = one && (first.kind == State::Kind::Any || first.negated);
    }

    char32_t at(size_t ahead) const { return m_at + ahead < m_pattern.size() ? m_pattern[m_at + ahead] : 0; }

    int add(State state)
    {
        m_glob.m_states.push_back(std::move(state));
        return int(m_glob.m_states.size()) - 1;
    }

    Fragment refuse(const QString &problem)
    {
        m_problem = problem;
        return {};
    }

    std::u32string m_pattern;
    size_t m_at = 0;
    Glob &m_glob;
    std::optional<QString> m_problem;
};

Result<Glob> Glob::compile(QStringView pattern)
{
    if (pattern.size() > LongestPattern)
        return failure(ErrorKind::Invalid, u"The pattern is longer than %1 characters."_s.arg(LongestPattern));
    Glob glob;
    if (const auto problem = GlobParser(codePoints(pattern), glob).parse())
        return failure(ErrorKind::Invalid, u"“%1” is not a pattern: %2."_s.arg(pattern, *problem));
    return glob;
}

bool Glob::matches(QStringView text) const
{
    if (text.isEmpty() && m_matchesEmpty)
        return true;
    // All states that the text read so far can lead to, at once: no pattern makes this slower than pattern × text.
    std::vector<int> current;
    std::vector<int> following;
    std::vector<int> pending;
    std::vector<size_t> seenAt(m_states.size(), 0);
    size_t round = 1;
    const auto enter = [&](std::vector<int> &set, int first) {
        pending.push_back(first);
        while (!pending.empty()) {
            const int index = pending.back();
            pending.pop_back();
            if (std::exchange(seenAt[size_t(index)], round) == round)
                continue;
            const State &state = m_states[size_t(index)];
            if (state.kind == State::Kind::Split)
                pending.insert(pending.end(), state.next.begin(), state.next.end());
            else
                set.push_back(index);
        }
    };
    enter(current, m_start);
    for (const char32_t c : codePoints(text)) {
        ++round;
        following.clear();
        for (const int index : current) {
            const State &state = m_states[size_t(index)];
            bool fits = false;
            switch (state.kind) {
            case State::Kind::Any:
                fits = true;
                break;
            case State::Kind::Character:
                fits = c == state.low;
                break;
            case State::Kind::List:
                fits = (state.list.find(c) != std::u32string::npos) != state.negated;
                break;
            case State::Kind::Range:
                fits = (c >= state.low && c <= state.high) != state.negated;
                break;
            case State::Kind::Split:
            case State::Kind::Accept:
                break;
            }
            if (fits)
                enter(following, state.next[0]);
        }
        std::swap(current, following);
        if (current.empty())
            return false;
    }
    return std::ranges::any_of(
        current, [this](int index) { return m_states[size_t(index)].kind == State::Kind::Accept; });
}

} // namespace coupe::manifest
