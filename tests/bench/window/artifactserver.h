#pragma once

#include <QThread>
#include <QUrl>

namespace coupe::bench {

/// Answers GET /api/artifacts out of a made-up list, on a thread of its own. Knows no other path.
class ArtifactServer
{
public:
    /// @p total artifacts in the list; @p atLeast of them in every answer, however few were asked for.
    explicit ArtifactServer(int total, int atLeast = 0);
    ~ArtifactServer();

    QUrl url() const { return m_url; }

private:
    QThread m_thread;
    QObject *m_listener = nullptr;
    QUrl m_url;
};

} // namespace coupe::bench
