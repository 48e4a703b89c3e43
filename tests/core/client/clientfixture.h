#pragma once

#include <client/client.h>
#include <client/endpoints.h>
#include <client/mutations.h>
#include <support/certificates.h>
#include <support/stubserver.h>

#include <QTest>

namespace coupe::test {

using namespace Qt::StringLiterals;

inline const QByteArray SecretToken = "canary.Q7v0c3n1p9xKf2Lw8bTzR4yHs6Jd5Gm.signature";
inline constexpr int Patience = 20'000;

inline client::Connection connectionTo(const StubServer &server, const QByteArray &token = SecretToken)
{
    return {server.url(), token};
}

/// Asks and waits.
template <client::Endpoint E> Result<typename E::Reply> fetch(client::Client &client, const E &endpoint)
{
    std::optional<Result<typename E::Reply>> reply;
    const Task task = client.get(endpoint, [&](auto result) { reply = std::move(result); });
    if (!QTest::qWaitFor([&] { return reply.has_value(); }, Patience))
        return failure(ErrorKind::Unknown, u"the client never called back"_s);
    return *reply;
}

/// Sends and waits.
template <client::Mutation M> client::Outcome<typename M::Reply> deliver(client::Client &client, const M &mutation)
{
    std::optional<client::Outcome<typename M::Reply>> outcome;
    const Task task = client.send(mutation, "key-1", [&](auto result) { outcome = std::move(result); });
    if (!QTest::qWaitFor([&] { return outcome.has_value(); }, Patience))
        return client::Refused{{ErrorKind::Cancelled, u"the client never called back"_s, {}, 0}};
    return *outcome;
}

inline client::PostRelease someRelease()
{
    return {.request = {u"production"_s, u"payments"_s, u"acme/payments-1"_s, {}}};
}

inline client::PostRollback someRollback()
{
    return {.env = u"production"_s, .app = u"payments"_s, .sha = u"c46e331fc1a7acbcd23aa6489679def930fca7c2"_s};
}

} // namespace coupe::test
