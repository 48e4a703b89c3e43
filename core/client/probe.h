#pragma once

#include <client/client.h>

namespace coupe::client {

/// Client::probe(), one question after the other (contract §1.1). The order matters: the questions without a token come
/// first, so that a website that is no Gimlet never sees it.
class Probe final : public std::enable_shared_from_this<Probe>
{
public:
    using Done = std::function<void(Result<Capabilities>)>;

    static Task start(Client &client, Done done);

private:
    using Step = void (Probe::*)(const Answer &);

    explicit Probe(Client &client, Done done);

    void ask(const QString &path, bool withToken, Step next);
    void finish(Result<Capabilities> result);
    /// Ends the probe when @p answer says nothing of the server, because there is none, or of the token.
    bool isFatal(const Answer &answer);

    void health(const Answer &answer);
    void rootOfD(const Answer &answer);
    void userOfD(const Answer &answer);
    void flags(const Answer &answer);
    void provider(const Answer &answer);
    void askWithToken();
    void gitopsCommits(const Answer &answer);
    void tracking(const Answer &answer);
    void app(const Answer &answer);
    void users(const Answer &answer);
    void gitopsRepo(const Answer &answer);

    Client *m_client;
    Done m_done;
    std::shared_ptr<Task::Token> m_token;
    Task m_question;
    Capabilities m_found;
    bool m_namesCoupe = false; ///< as our own service calls itself
};

} // namespace coupe::client
