#pragma once

#include <algorithm>
#include <chrono>

namespace coupe::client {

/// How long to wait before the next try: anything between the first wait and a bound that doubles up to the last one,
/// so that many clients of one server do not come back together.
class Backoff
{
public:
    Backoff(std::chrono::milliseconds first, std::chrono::milliseconds last)
        : m_first(first), m_last(last), m_bound(first)
    {
    }

    /// @param chance evenly spread over [0, 1)
    std::chrono::milliseconds next(double chance)
    {
        m_bound = std::min(m_last, m_bound * 2);
        const auto spread = double((m_bound - m_first).count());
        return m_first + std::chrono::milliseconds(qint64(spread * chance));
    }
    void reset() { m_bound = m_first; }

private:
    std::chrono::milliseconds m_first;
    std::chrono::milliseconds m_last;
    std::chrono::milliseconds m_bound;
};

} // namespace coupe::client
