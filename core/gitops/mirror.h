#pragma once
#include <base/clock.h>
#include <gitops/repository.h>

#include <QDateTime>

#include <functional>
namespace coupe::gitops {
struct TransferProgress {
    enum class Step { Connecting, Receiving, Resolving };
    Step step = Step::Connecting;
    qint64 objects = 0;
    qint64 totalObjects = 0;
    qint64 bytes = 0;
    bool operator==(const TransferProgress &) const = default;
};
class Mirror
{
public:
    struct Source {
        QString url;
        QByteArray secret;
    };
    struct Fetched {
        QString head;
        QDateTime at;
        bool changed = false;
        bool cloned = false;
        QString setAside;
    };
    using Watch = std::function<bool(const TransferProgress &)>;
    Mirror(QString folder, Source source, const Clock &clock)
        : m_folder(std::move(folder)), m_source(std::move(source)), m_clock(clock)
    {
    }
    Result<Fetched> fetch(const Watch &watch = {});
    Result<std::unique_ptr<Repository>> open() const;
    QDateTime fetchedAt() const { return m_at; }
    QString indexPath() const { return m_folder + QStringLiteral("/index.sqlite"); }
    Result<void> tidy(const Watch &) { return {}; }

private:
    QString m_folder;
    Source m_source;
    const Clock &m_clock;
    QDateTime m_at;
};
} // namespace coupe::gitops
