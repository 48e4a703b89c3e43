#pragma once

#include "http.h"

#include <base/clock.h>

#include <QString>

#include <optional>

namespace coupe::service {

/// Bearer tokens: JSON web tokens signed with the secret of the user they name (contract §2.2). They are not stored:
/// every token of a user is good until the user is deleted.

/// What a token claims before its signature is looked at.
struct Claims {
    QByteArray subject; ///< the user's login
    QByteArray type; ///< "user", "sess", "csrf", or anything
    std::optional<qint64> expires;
};

/// Kinds of tokens.
inline constexpr QByteArrayView UserToken = "user"; ///< for programs; never expires
inline constexpr QByteArrayView SessionToken = "sess"; ///< for browsers; the only kind whose expiry counts
inline constexpr QByteArrayView CsrfToken = "csrf";

/// 32 random bytes in base32. The letters themselves are the key, as with Gimlet.
QByteArray makeSecret();

QByteArray mintToken(const QByteArray &login, const QByteArray &secret, QByteArrayView type, qint64 issuedAt,
    std::optional<qint64> expires = std::nullopt);

/// Reads the claims of a token, so that its user's secret can be looked up. Nothing when it is no HS256 token.
std::optional<Claims> readClaims(const QByteArray &token);

/// Whether @p token is signed with @p secret, and, being a session's, not expired at @p now.
bool verifyToken(const QByteArray &token, const QByteArray &secret, qint64 now);

/// The tokens that a request carries, in the order in which they count: `Authorization: Bearer`, `access_token` in the
/// query or a form, cookie `user_sess` (contract §2.1, as of G 0.17.1). Only the first one that is there is used.
QByteArray tokenOf(const Request &request);

} // namespace coupe::service
