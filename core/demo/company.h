#pragma once

#include <base/clock.h>
#include <base/result.h>

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <functional>
#include <memory>

namespace coupe::service {
class Service;
}

namespace coupe::demo {

struct Sample;

struct CompanyOptions {
    /// Everything of the demo lives here; made when missing. A folder that holds other things is refused.
    QString dataFolder;

    /// The moment that the company's past leads up to; UTC. Now when invalid.
    QDateTime now;
};

/// How far the company's past has been played.
struct Progress {
    int done = 0;
    int total = 0; ///< 0: nothing to play, the folder was there already
    QString sentence; ///< "Playing five weeks at Acme: 14 October"

    bool operator==(const Progress &) const = default;
};

/// Acme, the sample company: a built-in Gimlet service with five weeks of releases in it, every one of them shipped,
/// deployed, rolled back and reconciled through the service's own API and worker.
///
/// All of it is thread-safe; the service runs until the company is destroyed.
class Company
{
public:
    /// Asked before each step of the past: what was reached so far; false gives up.
    using Watch = std::function<bool(const Progress &)>;

    /// Starts the service on the folder. A new folder, or one whose past was not played to its end, first gets the
    /// past: some seconds, in the calling thread, which needs no event loop. Windows use CompanyOpening. Errors:
    /// Cancelled (the watch gave up), Storage (the folder; another demo is using it), Invalid (the folder is somebody
    /// else's), and those of service::Service::start().
    static Result<std::unique_ptr<Company>> open(const CompanyOptions &options, const Watch &watch = {});

    ~Company();
    Company(const Company &) = delete;
    Company &operator=(const Company &) = delete;

    QString name() const; ///< "Acme"
    QUrl url() const;
    QString login() const; ///< who sits in front of the window: an administrator, "marta.k"
    QByteArray token() const; ///< theirs; a secret
    QByteArray clusterToken() const; ///< what Flux calls the service with; a secret
    QStringList environments() const; ///< in promotion order
    service::Service &service() const;
    const Clock &clock() const; ///< the service's; the machine's time from here on
    const Sample &sample() const;

private:
    class Private;
    explicit Company(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// Company::open() in the background, for a thread with an event loop. Dropping it cancels: the callbacks are not
/// called any more, and the folder's next opening starts over.
class CompanyOpening
{
public:
    CompanyOpening(CompanyOptions options, std::function<void(const Progress &)> progressed,
        std::function<void(Result<std::unique_ptr<Company>>)> finished);
    ~CompanyOpening(); ///< waits for the step in hand: some milliseconds
    CompanyOpening(const CompanyOpening &) = delete;
    CompanyOpening &operator=(const CompanyOpening &) = delete;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace coupe::demo
