#pragma once

#include <base/result.h>

#include <functional>
#include <type_traits>
#include <utility>

namespace coupe::service {

/// @name One step after another, as long as they succeed: std::expected's and_then() and transform(), which GCC 12
/// lacks
/// @{
template <typename R, typename F> auto andThen(R &&result, F next)
{
    if constexpr (std::is_void_v<typename std::remove_cvref_t<R>::value_type>) {
        using Next = std::invoke_result_t<F &>;
        return result ? next() : Next(std::unexpected(std::forward<R>(result).error()));
    } else {
        using Next = std::invoke_result_t<F &, decltype(*std::forward<R>(result))>;
        return result ? next(*std::forward<R>(result)) : Next(std::unexpected(std::forward<R>(result).error()));
    }
}

template <typename R, typename F> auto mapped(R &&result, F change)
{
    if constexpr (std::is_void_v<typename std::remove_cvref_t<R>::value_type>) {
        using Next = Result<std::invoke_result_t<F &>>;
        return result ? Next(change()) : Next(std::unexpected(std::forward<R>(result).error()));
    } else {
        using Value = std::invoke_result_t<F &, decltype(*std::forward<R>(result))>;
        using Next = Result<Value>;
        if constexpr (std::is_void_v<Value>) {
            if (!result)
                return Next(std::unexpected(std::forward<R>(result).error()));
            change(*std::forward<R>(result));
            return Next();
        } else {
            return result ? Next(change(*std::forward<R>(result)))
                          : Next(std::unexpected(std::forward<R>(result).error()));
        }
    }
}
/// @}

} // namespace coupe::service
