#pragma once

#include <base/error.h>

#include <variant>

namespace coupe::client {

/// The server did what the contract calls success.
template <typename Reply> struct Accepted {
    Reply reply;

    bool operator==(const Accepted &) const = default;
};

/// Nothing happened: the server said no (4xx), the request provably never left (connection refused, name not found, TLS
/// handshake failed), or we did not send it (Invalid; Unauthorized after an earlier 401).
struct Refused {
    Error error;

    bool operator==(const Refused &) const = default;
};

/// It may have happened: no answer, half an answer, 5xx, a redirect, or a success that does not look like Gimlet's.
/// Never to be sent again without looking first.
struct Unknown {
    Error error;

    bool operator==(const Unknown &) const = default;
};

/// What became of a mutation. There is no fourth case, and no way to read the wrong one.
template <typename Reply> using Outcome = std::variant<Accepted<Reply>, Refused, Unknown>;

/// @p error, saying also that nothing was changed.
Error nothingDone(Error error);
/// @p error, saying also that it may have happened all the same, and was not sent again.
Error maybeDone(Error error);

} // namespace coupe::client
