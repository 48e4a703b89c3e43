#include "feed.h"

namespace coupe::service {

using namespace Qt::StringLiterals;

void Feed::attach(HttpServer *server)
{
    const std::lock_guard lock(m_mutex);
    m_server = server;
}

void Feed::commitChanged(const gimlet::GitopsCommit &commit)
{
    say({{"event"_L1, u"gitopsCommit"_s}, {"gitopsCommit"_L1, gimlet::toJson(commit)}});
}

void Feed::repositoryChanged(const QString &repositoryName)
{
    say({{"event"_L1, u"staleRepoData"_s}, {"repo"_L1, repositoryName}});
}

void Feed::say(const QJsonObject &document)
{
    const std::lock_guard lock(m_mutex);
    if (m_server)
        m_server->broadcast(QJsonDocument(document).toJson(QJsonDocument::Compact));
}

} // namespace coupe::service
