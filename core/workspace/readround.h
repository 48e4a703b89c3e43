#pragma once

#include <base/task.h>
#include <client/client.h>
#include <workspace/picture.h>

#include <QSet>

#include <functional>
#include <vector>

// One round of reading. Not for other parts.
namespace coupe::workspace {

struct ReadPlan {
    Parts parts;
    QStringList environments; ///< already known: read without waiting for the server's list
    QStringList configured; ///< for servers that have no list
    bool hasEnvironmentList = true;
    client::Generation generation = client::Generation::Unknown;
    QDateTime now; ///< by the server's clock
    int artifacts = Picture::ArtifactsKept;
};

/// Asks everything of a plan at the same time, and tells once all of it has come or failed. Dropping it cancels.
class ReadRound
{
public:
    ReadRound(client::Client &client, ReadPlan plan, std::function<void(ReadResult)> done);

    void start();

private:
    template <client::Endpoint E> void ask(const E &endpoint, std::function<void(Result<typename E::Reply>)> arrived);
    void readEnvironments(const QStringList &names);
    void readEnvironment(const QString &name);
    void readUnlisted();
    void finish();
    void note(const Error &error);

    client::Client &m_client;
    ReadPlan m_plan;
    ReadResult m_result;
    QStringList m_asked; ///< environments
    bool m_listless = false; ///< environments are what is configured, and what Flux spoke of
    QSet<QString> m_withoutStatus; ///< whose status the server could not give
    int m_running = 0;
    std::vector<Task> m_tasks;
    std::function<void(ReadResult)> m_done;
};

} // namespace coupe::workspace
