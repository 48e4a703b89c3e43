#include "readround.h"

#include <client/endpoints.h>

namespace coupe::workspace {

namespace {

/// How far back an environment's history is read. Servers of G and N stop after 30 days when they are not told.
constexpr int HistoryDays = 90;
constexpr int ReleasesPerEnvironment = 200;

} // namespace

ReadRound::ReadRound(client::Client &client, ReadPlan plan, std::function<void(ReadResult)> done)
    : m_client(client), m_plan(std::move(plan)), m_done(std::move(done))
{
}

template <client::Endpoint E>
void ReadRound::ask(const E &endpoint, std::function<void(Result<typename E::Reply>)> arrived)
{
    ++m_running;
    m_tasks.push_back(m_client.get(endpoint, [this, arrived = std::move(arrived)](Result<typename E::Reply> reply) {
        if (reply)
            ++m_result.answered;
        else if (reply.error().kind != ErrorKind::NotOffered)
            note(reply.error());
        arrived(std::move(reply));
        if (--m_running == 0)
            finish();
    }));
}

void ReadRound::start()
{
    ++m_running;
    const Parts parts = m_plan.parts;
    m_listless = !m_plan.hasEnvironmentList;
    if (m_listless) {
        readUnlisted();
    } else if (parts.testFlag(Part::Environments)) {
        ask(client::ListEnvs{}, [this](const Result<gimlet::EnvironmentList> &list) {
            if (list) {
                m_result.environments = list->envs;
                QStringList names;
                for (const gimlet::Environment &environment : list->envs)
                    names.append(environment.name);
                readEnvironments(names);
            } else if (list.error().kind == ErrorKind::NotOffered) {
                m_listless = true;
                readUnlisted();
            }
        });
    }
    if (parts.testFlag(Part::Commits)) {
        ask(client::ListGitopsCommits{}, [this](Result<QList<gimlet::GitopsCommit>> commits) {
            if (!commits)
                return;
            m_result.commits = std::move(*commits);
            if (m_listless)
                readUnlisted();
        });
    }
    readEnvironments(m_plan.environments);
    if (parts.testFlag(Part::Artifacts)) {
        m_result.artifactsAreAll = m_plan.artifacts >= Picture::ArtifactsKept;
        ask(client::ListArtifacts{.limit = m_plan.artifacts}, [this](Result<QList<gimlet::Artifact>> artifacts) {
            if (artifacts)
                m_result.artifacts = std::move(*artifacts);
        });
    }
    if (--m_running == 0)
        finish();
}

void ReadRound::readEnvironments(const QStringList &names)
{
    if (!m_plan.parts.testFlag(Part::Releases))
        return;
    for (const QString &name : names) {
        if (!name.isEmpty() && !m_asked.contains(name)) {
            m_asked.append(name);
            readEnvironment(name);
        }
    }
}

void ReadRound::readUnlisted()
{
    QStringList names = m_plan.configured;
    for (const gimlet::GitopsCommit &commit : m_result.commits.value_or(QList<gimlet::GitopsCommit>()))
        names.append(commit.env);
    readEnvironments(names);
}

void ReadRound::readEnvironment(const QString &name)
{
    ++m_running;
    m_tasks.push_back(m_client.get(client::GetStatus{.env = name}, [this, name](Result<StatusMap> status) {
        if (status) {
            ++m_result.answered;
            m_result.status.insert(name, *status);
        } else if (status.error().kind == ErrorKind::ServerFailed && status.error().httpStatus == 500) {
            m_withoutStatus.insert(name);
        } else {
            note(status.error());
        }
        if (--m_running == 0)
            finish();
    }));
    client::ListReleases releases{.env = name, .limit = ReleasesPerEnvironment};
    if (m_plan.generation != client::Generation::D)
        releases.since = m_plan.now.addDays(-HistoryDays);
    ask(releases, [this, name](Result<QList<gimlet::Release>> list) {
        if (list)
            m_result.releases.insert(name, *list);
    });
}

void ReadRound::finish()
{
    for (const QString &name : std::as_const(m_withoutStatus)) {
        // Gimlet fails over an environment whose folder does not exist yet: nothing was ever released there (contract
        // §3.4).
        const auto releases = m_result.releases.constFind(name);
        if (releases != m_result.releases.constEnd() && releases->isEmpty())
            m_result.status.insert(name, {});
        else
            note({ErrorKind::ServerFailed, QStringLiteral("The server could not tell what runs in %1.").arg(name), {},
                500});
    }
    if (m_listless && !m_asked.isEmpty()) {
        QList<gimlet::Environment> environments;
        for (const QString &name : std::as_const(m_asked))
            environments.append({.name = name, .infraRepo = {}, .appsRepo = {}});
        m_result.environments = std::move(environments);
    }
    // Whoever is told may drop this object.
    const auto done = std::move(m_done);
    done(std::move(m_result));
}

void ReadRound::note(const Error &error)
{
    if (!m_result.error)
        m_result.error = error;
}

} // namespace coupe::workspace
