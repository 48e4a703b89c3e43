#pragma once

#include <base/result.h>

#include <QJsonValue>
#include <QUrlQuery>

#include <chrono>
#include <concepts>

namespace coupe::client {

using namespace std::chrono_literals;

/// How much, and how long, we are ready to take from a server. Ends in TooLarge and Timeout.
struct Limits {
    qint64 bytes = 8 * 1024 * 1024;
    std::chrono::milliseconds deadline = 30s; ///< for the whole answer, redirects included
    std::chrono::milliseconds idle = 15s; ///< between two signs of life
};

/// A read. It alone knows its path, its query and the shape of its answer. Plain data: copied to the decoding thread.
///
/// `path()` starts with a slash and is percent-encoded. `parse()` gets the whole JSON document, or an undefined value
/// when the body was empty. A static `limits` replaces the default ones.
template <typename E>
concept Endpoint = std::copyable<E> && requires(const E &endpoint, const QJsonValue &json) {
    typename E::Reply;
    { endpoint.path() } -> std::same_as<QString>;
    { endpoint.query() } -> std::same_as<QUrlQuery>;
    { endpoint.parse(json) } -> std::same_as<Result<typename E::Reply>>;
};

/// A request that changes something on the server. Sent as POST, exactly once.
///
/// `check()` refuses nonsense before anything is sent. Accepted means: the status is exactly `successStatus`, and
/// `parse()` recognises the body; a proxy's 200 is not a deploy.
template <typename M>
concept Mutation = std::copyable<M> && requires(const M &mutation, const QJsonValue &json) {
    typename M::Reply;
    { mutation.path() } -> std::same_as<QString>;
    { mutation.query() } -> std::same_as<QUrlQuery>;
    { mutation.body() } -> std::same_as<QByteArray>;
    { mutation.check() } -> std::same_as<Result<void>>;
    { mutation.parse(json) } -> std::same_as<Result<typename M::Reply>>;
    { M::successStatus } -> std::convertible_to<int>;
};

template <typename E> constexpr Limits limitsOf(Limits otherwise = {})
{
    if constexpr (requires { E::limits; })
        return E::limits;
    else
        return otherwise;
}

} // namespace coupe::client
