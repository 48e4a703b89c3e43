#pragma once

#include <base/error.h>

#include <expected>

namespace coupe {

/// What every operation that can fail returns.
template <typename T> using Result = std::expected<T, Error>;

using Failure = std::unexpected<Error>;

inline Failure failure(ErrorKind kind, QString message, QString detail = {})
{
    return Failure(Error{kind, std::move(message), std::move(detail), 0});
}

} // namespace coupe
