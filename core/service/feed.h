#pragma once

#include "http.h"

#include <gimlet/release.h>

#include <mutex>

namespace coupe::service {

/// What listeners of /ws/ are told (contract §4.1). Thread-safe; says nothing while no server is attached.
class Feed
{
public:
    void attach(HttpServer *server);

    void commitChanged(const gimlet::GitopsCommit &commit);
    /// The contract has no word for a new artifact; this one makes clients look at the repository again.
    void repositoryChanged(const QString &repositoryName);

private:
    void say(const QJsonObject &document);

    std::mutex m_mutex;
    HttpServer *m_server = nullptr;
};

} // namespace coupe::service
