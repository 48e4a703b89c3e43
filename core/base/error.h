#pragma once

#include <QString>

namespace coupe {

/// What went wrong, coarse enough to decide what to do next.
enum class ErrorKind {
    Unknown,
    Cancelled, ///< the caller gave up; nobody needs to be told
    Invalid, ///< what we were asked to do makes no sense; nothing was tried
    Unreachable, ///< no answer could be had: refused, name not found, network gone; nothing was delivered
    Timeout, ///< no complete answer within the deadline; it may have been delivered
    Interrupted, ///< the connection closed before a complete answer; it may have been delivered
    Tls, ///< the server could not prove who it is
    Redirected, ///< the server sent us somewhere we do not go
    Unauthorized, ///< 401: the token is not, or no longer, accepted
    Forbidden, ///< 403
    NotFound, ///< 404 from an endpoint the server knows (contract §1.1)
    NotOffered, ///< this server does not have the endpoint (contract §1.1: 404 "page not found", or 405)
    Rejected, ///< any other 4xx: the server understood and said no
    ServerFailed, ///< 5xx
    Malformed, ///< the answer is not what the contract says; detail names the field
    TooLarge, ///< the answer exceeds what we are ready to hold
    Storage, ///< disk or database
    Git, ///< the gitops repo
};

/// A failure as a value: a sentence for people, and the words of whoever failed.
struct Error {
    ErrorKind kind = ErrorKind::Unknown;
    QString message; ///< one sentence, for people; says what happened
    QString detail; ///< the server's or the library's own words, verbatim and untrusted; may be empty
    int httpStatus = 0; ///< 0 when there was no HTTP answer

    bool operator==(const Error &) const = default;
};

} // namespace coupe
