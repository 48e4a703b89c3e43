#pragma once

#include <base/clock.h>
#include <base/task.h>
#include <client/client.h>
#include <gimlet/artifact.h>

#include <QObject>

#include <optional>

namespace coupe::workspace {

/// What the artifact list is narrowed to. What the API can filter it filters; app, environment and text are
/// matched here.
struct ArtifactFilter {
    QString repository;
    QString branch;
    std::optional<gimlet::GitEvent> event;
    QDateTime since; ///< UTC; invalid: no limit
    QDateTime until;
    QString app;
    QString environment; ///< those that can be deployed there
    QString text; ///< in message, author, hash, tag, branch, app; case-insensitive, all words must occur

    bool operator==(const ArtifactFilter &) const = default;
};

/// Whether an artifact passes the parts of the filter that the API does not know. Pure.
bool passes(const gimlet::Artifact &artifact, const ArtifactFilter &filter);

/// Artifacts, newest first, read page by page. Remembers what was read, so that a refresh only adds what is new and the
/// list never jumps. Lives on the GUI thread; decoding and merging do not.
class ArtifactFeed : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle,
        Loading,
        Failed,
    };

    /// @p client and @p clock outlive the feed; without a clock the machine's is asked.
    explicit ArtifactFeed(client::Client &client, QObject *parent = nullptr, const Clock *clock = nullptr);
    ~ArtifactFeed() override;

    void setFilter(const ArtifactFilter &filter);
    const ArtifactFilter &filter() const;
    void refresh(); ///< the newest page again; merged
    void loadMore(); ///< the next older page
    void cancel();

    const QList<gimlet::Artifact> &artifacts() const; ///< newest first, all that passes
    qsizetype readCount() const; ///< how many the server gave, before text and app were matched
    bool hasMore() const; ///< the server may have older ones
    State state() const;
    Error error() const;
    QDateTime asOf() const; ///< UTC, of the last successful refresh

Q_SIGNALS:
    void stateChanged();
    void reset(); ///< the filter changed: everything is new
    void inserted(qsizetype first, qsizetype count); ///< after the fact

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace coupe::workspace
