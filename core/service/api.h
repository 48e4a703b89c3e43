#pragma once

#include "http.h"
#include "store.h"
#include "surroundings.h"

namespace coupe::service {

/// The contract's routes as generation G has them (contract §1.2), for one thread: finds the route, then who asks, then
/// calls the function that answers. Knows nothing of sockets.
class Api final : public Handler
{
public:
    explicit Api(Surroundings &surroundings);

    Response handle(const Request &request) override;
    std::optional<Response> refuse(const Request &head) override;

private:
    Result<Store *> store();
    /// Who sent the request; nothing when that is not proved.
    Result<std::optional<Account>> accountOf(const Request &request);

    Surroundings &m_surroundings;
    std::unique_ptr<Store> m_store;
};

} // namespace coupe::service
