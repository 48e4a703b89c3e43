#include "probe.h"

#include "endpoints.h"
#include "messages.h"

namespace coupe::client {

using namespace Qt::StringLiterals;

namespace {

constexpr Limits ProbeLimits{.bytes = 8 * 1024 * 1024, .deadline = 20s, .idle = 10s};

bool isUnknownPath(const Answer &answer)
{
    const auto json = jsonOf(answer);
    return !json && json.error().kind == ErrorKind::NotOffered;
}

bool isEmptySuccess(const Answer &answer)
{
    return !answer.error && answer.status == 200 && answer.body.isEmpty();
}

Error notGimlet(const Answer &answer)
{
    // Prefer what the server itself says of its trouble: a proxy's page, or "not available right now".
    const auto json = jsonOf(answer);
    if (!json && (json.error().kind == ErrorKind::ServerFailed || json.error().message == messages::anotherWebsite()))
        return json.error();
    return {ErrorKind::Malformed, messages::notGimlet(), {}, answer.status};
}

} // namespace

Task Probe::start(Client &client, Done done)
{
    const std::shared_ptr<Probe> probe(new Probe(client, std::move(done)));
    auto [task, token] = Task::create([weak = std::weak_ptr(probe)] {
        if (const auto self = weak.lock())
            self->m_question = {};
    });
    probe->m_token = std::move(token);
    probe->ask(GetHealth().path(), false, &Probe::health);
    return std::move(task);
}

Probe::Probe(Client &client, Done done) : m_client(&client), m_done(std::move(done)) { }

void Probe::ask(const QString &path, bool withToken, Step next)
{
    m_question = m_client->read({path, {}, ProbeLimits, withToken},
        [self = shared_from_this(), next](
            const Answer &answer) -> Client::Delivery { return [self, next, answer] { (*self.*next)(answer); }; });
}

void Probe::finish(Result<Capabilities> result)
{
    const auto token = std::move(m_token);
    const auto done = std::exchange(m_done, nullptr);
    if (!token->isCancelled())
        done(std::move(result));
}

bool Probe::isFatal(const Answer &answer)
{
    if (answer.error && answer.status < 400) {
        finish(std::unexpected(*answer.error));
        return true;
    }
    if (answer.status == 401) {
        finish(std::unexpected(jsonOf(answer).error()));
        return true;
    }
    return false;
}

void Probe::health(const Answer &answer)
{
    if (isFatal(answer))
        return;
    if (isEmptySuccess(answer))
        return ask(GetFlags().path(), false, &Probe::flags);
    if (answer.status == 404 && isUnknownPath(answer))
        return ask(u"/"_s, false, &Probe::rootOfD);
    finish(std::unexpected(notGimlet(answer)));
}

void Probe::rootOfD(const Answer &answer)
{
    if (isFatal(answer))
        return;
    if (isEmptySuccess(answer))
        return ask(GetSelf().path(), false, &Probe::userOfD);
    finish(std::unexpected(notGimlet(answer)));
}

void Probe::userOfD(const Answer &answer)
{
    if (isFatal(answer))
        return;
    if (answer.status != 405 || !answer.body.isEmpty())
        return finish(std::unexpected(notGimlet(answer)));
    m_found.generation = Generation::D;
    m_found.features = Feature::Users | Feature::ServerSentEvents | Feature::WholeHistory;
    askWithToken();
}

void Probe::flags(const Answer &answer)
{
    if (isFatal(answer))
        return;
    // 0.15.0 to 0.15.6 have /provider instead.
    if (isUnknownPath(answer))
        return ask(u"/provider"_s, false, &Probe::provider);
    const auto json = jsonOf(answer);
    if (!json || !json->isObject() || !json->toObject().contains("provider"_L1))
        return finish(std::unexpected(notGimlet(answer)));
    m_found.features = Feature::Tracking | Feature::Environments | Feature::Self | Feature::AppInfo | Feature::Users
        | Feature::Websocket | Feature::TypedRequests;
    askWithToken();
}

void Probe::provider(const Answer &answer)
{
    if (isFatal(answer))
        return;
    const QByteArray body = answer.body.trimmed();
    if (answer.status != 200 || body.size() < 2 || !body.startsWith('"') || !body.endsWith('"'))
        return finish(std::unexpected(notGimlet(answer)));
    m_found.features = Feature::Tracking | Feature::Environments | Feature::Self | Feature::AppInfo | Feature::Users
        | Feature::Websocket;
    askWithToken();
}

void Probe::askWithToken()
{
    if (m_client->connection().token.isEmpty())
        return finish(m_found);
    ask(ListGitopsCommits().path(), true, &Probe::gitopsCommits);
}

void Probe::gitopsCommits(const Answer &answer)
{
    if (isFatal(answer))
        return;
    const bool offered = !isUnknownPath(answer);
    m_found.features.setFlag(Feature::GitopsCommits, offered);
    if (m_found.generation == Generation::D)
        return ask(TrackRelease().path(), true, &Probe::tracking);
    m_found.generation = offered ? Generation::G : Generation::N;
    ask(GetApp().path(), true, &Probe::app);
}

void Probe::tracking(const Answer &answer)
{
    if (isFatal(answer))
        return;
    // Without an id the endpoint complains; before 0.14 there is none.
    m_found.features.setFlag(Feature::Tracking, !isUnknownPath(answer));
    ask(ListUsers().path(), true, &Probe::users);
}

void Probe::app(const Answer &answer)
{
    if (isFatal(answer))
        return;
    // Fails on a healthy server whose code host is away (contract §1.1).
    if (const auto json = jsonOf(answer)) {
        if (const auto info = GetApp::parse(*json)) {
            m_found.version = info->dashboardVersion.left(64);
            m_namesCoupe = info->appName == "Coupe"_L1;
        }
    }
    m_found.features.setFlag(Feature::AppInfo, !isUnknownPath(answer));
    ask(ListUsers().path(), true, &Probe::users);
}

void Probe::users(const Answer &answer)
{
    if (isFatal(answer))
        return;
    m_found.features.setFlag(Feature::Users, !isUnknownPath(answer));
    m_found.admin = answer.status == 200;
    ask(GetGitopsRepo().path(), true, &Probe::gitopsRepo);
}

void Probe::gitopsRepo(const Answer &answer)
{
    if (isFatal(answer))
        return;
    m_found.features.setFlag(Feature::GitopsRepo, !isUnknownPath(answer));
    // The name alone says little: a Gimlet tells what somebody called its app at the code host. But none of its
    // generation tells its gitops repo.
    const auto json = jsonOf(answer);
    const bool isOurs =
        m_namesCoupe && m_found.generation == Generation::G && json && GetGitopsRepo::parse(*json).has_value();
    m_found.features.setFlag(Feature::ScopedRollback, isOurs);
    if (isOurs)
        m_found.features |= Feature::WholeHistory;
    finish(m_found);
}

} // namespace coupe::client
