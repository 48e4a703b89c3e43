#include "api.h"

#include "routes.h"
#include "tokens.h"

namespace coupe::service {

using namespace Qt::StringLiterals;

namespace {

enum class Access { Open, User, Admin };

struct Route {
    QByteArrayView method;
    QByteArrayView path; ///< one that ends in '*' is for every path that goes on after it
    Access access;
    Answer (*answer)(const Call &);
};

constexpr Route routes[] = {
    {"GET", "/health", Access::Open, showHealth},
    {"GET", "/flags", Access::Open, showFlags},
    {"GET", "/api/app", Access::User, showApp},
    {"POST", "/api/artifact", Access::User, postArtifact},
    {"GET", "/api/artifacts", Access::User, listArtifacts},
    {"GET", "/api/releases", Access::User, listReleases},
    {"POST", "/api/releases", Access::User, postRelease},
    {"POST", "/api/rollback", Access::User, postRollback},
    {"POST", "/api/delete", Access::User, postDelete},
    {"GET", "/api/status", Access::User, showStatus},
    {"GET", "/api/eventReleaseTrack", Access::User, trackRelease},
    {"GET", "/api/eventArtifactTrack", Access::User, trackArtifact},
    {"POST", "/api/flux-events", Access::User, postFluxEvent},
    {"GET", "/api/gitopsCommits", Access::User, listGitopsCommits},
    {"GET", "/api/gitopsRepo", Access::User, showGitopsRepo},
    {"GET", "/api/envs", Access::User, listEnvironments},
    {"GET", "/api/agents", Access::User, listAgents},
    {"GET", "/api/user", Access::User, showSelf},
    {"POST", "/api/user", Access::Admin, createUser},
    {"GET", "/api/user/*", Access::Admin, showUser},
    {"GET", "/api/users", Access::Admin, listUsers},
    {"POST", "/api/saveUser", Access::User, saveUser},
    {"POST", "/api/deleteUser", Access::Admin, deleteUser},
    {"GET", "/ws/", Access::User, listen},
};

bool leadsTo(const Route &route, QByteArrayView path)
{
    if (!route.path.endsWith('*'))
        return route.path == path;
    const QByteArrayView folder = route.path.chopped(1);
    return path.startsWith(folder) && path.size() > folder.size() && !path.sliced(folder.size()).contains('/');
}

/// Routing comes before authentication. Every path has a GET: the dashboard's files, of which we have none (contract
/// §1.1).
std::expected<const Route *, Response> routeOf(const Request &request)
{
    for (const Route &route : routes) {
        if (route.method == request.method && leadsTo(route, request.path))
            return &route;
    }
    const bool known = std::ranges::any_of(routes, [&](const Route &route) { return leadsTo(route, request.path); });
    if (request.method == "GET" && !known)
        return std::unexpected(plain(404, u"404 page not found"_s));
    return std::unexpected(Response{405, {}, {}, {}});
}

} // namespace

Api::Api(Surroundings &surroundings) : m_surroundings(surroundings) { }

Result<Store *> Api::store()
{
    if (!m_store) {
        auto opened = Store::open(m_surroundings.databasePath);
        if (!opened)
            return std::unexpected(opened.error());
        m_store = std::move(*opened);
    }
    return m_store.get();
}

Result<std::optional<Account>> Api::accountOf(const Request &request)
{
    const QByteArray token = tokenOf(request);
    const auto claims = readClaims(token);
    if (!claims)
        return std::nullopt;
    const auto opened = store();
    if (!opened)
        return std::unexpected(opened.error());
    auto account = (*opened)->account(QString::fromUtf8(claims->subject));
    // Sessions expire by the machine's time, whatever the injected clock plays.
    if (account && *account && !verifyToken(token, (*account)->secret, QDateTime::currentSecsSinceEpoch()))
        return std::nullopt;
    return account;
}

Response Api::handle(const Request &request)
{
    const auto route = routeOf(request);
    if (!route)
        return route.error();
    const auto opened = store();
    if (!opened)
        return responseTo(opened.error());

    Account account;
    if ((*route)->access != Access::Open) {
        auto sender = accountOf(request);
        if (!sender)
            return responseTo(sender.error());
        if (!*sender)
            return plain(401, u"Unauthorized"_s);
        account = std::move(**sender);
        if ((*route)->access == Access::Admin && !account.admin)
            return plain(403, u"Forbidden admin user is required"_s);
    }
    auto answer = (*route)->answer({request, account, **opened, m_surroundings});
    return answer ? std::move(*answer) : responseTo(answer.error());
}

std::optional<Response> Api::refuse(const Request &head)
{
    const auto route = routeOf(head);
    if (!route)
        return route.error();
    if ((*route)->access == Access::Open)
        return std::nullopt;
    const auto sender = accountOf(head);
    if (!sender)
        return responseTo(sender.error());
    if (!*sender)
        return plain(401, u"Unauthorized"_s);
    return std::nullopt;
}

} // namespace coupe::service
