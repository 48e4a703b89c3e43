#include "worddiff.h"

#include <algorithm>
#include <vector>

namespace coupe::workspace {

namespace {

constexpr size_t MostComparisons = 40'000;

struct Token {
    int from;
    QStringView text;
    bool word;
};

enum class Class { Blank, Word, Other };

Class classOf(QChar c)
{
    if (c.isSpace())
        return Class::Blank;
    // Halves of characters stay together.
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate() || c == u'_' ? Class::Word : Class::Other;
}

std::vector<Token> tokensOf(QStringView text)
{
    std::vector<Token> tokens;
    for (qsizetype from = 0, to = 0; from < text.size(); from = to) {
        const Class kind = classOf(text[from]);
        for (to = from + 1; to < text.size() && kind != Class::Other && classOf(text[to]) == kind;)
            ++to;
        tokens.push_back({int(from), text.sliced(from, to - from), kind == Class::Word});
    }
    return tokens;
}

/// What each side keeps: the longest common subsequence of the tokens from @p front on, without the last @p back.
class Kept
{
public:
    Kept(const std::vector<Token> &before, const std::vector<Token> &after) : m_before(before), m_after(after)
    {
        inBefore.resize(before.size());
        inAfter.resize(after.size());
        size_t front = 0;
        while (front < std::min(before.size(), after.size()) && before[front].text == after[front].text)
            keep(front, front), ++front;
        size_t back = 0;
        while (back < std::min(before.size(), after.size()) - front
            && before[before.size() - 1 - back].text == after[after.size() - 1 - back].text)
            ++back, keep(before.size() - back, after.size() - back);
        const size_t rows = before.size() - front - back;
        const size_t columns = after.size() - front - back;
        if (rows * columns <= MostComparisons)
            keepLongest(front, rows, columns);
    }

    std::vector<bool> inBefore;
    std::vector<bool> inAfter;

private:
    void keep(size_t before, size_t after)
    {
        inBefore[before] = true;
        inAfter[after] = true;
    }

    void keepLongest(size_t front, size_t rows, size_t columns)
    {
        std::vector<int> lengths((rows + 1) * (columns + 1));
        const auto at = [&](size_t row, size_t column) -> int & { return lengths[row * (columns + 1) + column]; };
        const auto equal = [&](size_t row, size_t column) {
            return m_before[front + row].text == m_after[front + column].text;
        };
        for (size_t row = rows; row-- > 0;) {
            for (size_t column = columns; column-- > 0;)
                at(row, column) = equal(row, column) ? at(row + 1, column + 1) + 1
                                                     : std::max(at(row + 1, column), at(row, column + 1));
        }
        for (size_t row = 0, column = 0; row < rows && column < columns;) {
            if (equal(row, column))
                keep(front + row++, front + column++);
            else if (at(row + 1, column) >= at(row, column + 1))
                ++row;
            else
                ++column;
        }
    }

    const std::vector<Token> &m_before;
    const std::vector<Token> &m_after;
};

QList<DiffWord> marked(const std::vector<Token> &tokens, const std::vector<bool> &kept)
{
    QList<DiffWord> words;
    for (size_t i = 0; i < tokens.size(); ++i) {
        if (kept[i])
            continue;
        const int length = int(tokens[i].text.size());
        if (!words.isEmpty() && words.last().from + words.last().length == tokens[i].from)
            words.last().length += length;
        else
            words.append({tokens[i].from, length});
    }
    return words;
}

} // namespace

WordDiff diffWords(QStringView before, QStringView after)
{
    const auto left = tokensOf(before);
    const auto right = tokensOf(after);
    const Kept kept(left, right);
    bool shared = false;
    for (size_t i = 0; i < left.size(); ++i)
        shared |= kept.inBefore[i] && left[i].word;
    if (!shared)
        return {};
    return {marked(left, kept.inBefore), marked(right, kept.inAfter)};
}

} // namespace coupe::workspace
