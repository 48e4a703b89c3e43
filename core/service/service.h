#pragma once

#include <base/clock.h>
#include <base/result.h>

#include <QStringList>
#include <QUrl>

#include <memory>

namespace coupe::service {

/// How the built-in service is set up.
struct Options {
    /// Holds everything the service knows: `service.sqlite` and the bare gitops repo `gitops.git`. Made when missing,
    /// readable by its owner only. One running service a folder.
    QString dataFolder;

    /// Where it listens: `127.0.0.1`, `::1` or `localhost` unless somebody means to open it to the network.
    QString listenAddress = QStringLiteral("127.0.0.1");
    quint16 port = 0; ///< 0: any free one

    /// The environments in promotion order. They are kept in the data folder: given again, new names are added behind
    /// those already there; empty, the kept ones are used, and at the first start `staging` and `production`.
    QStringList environments;

    /// What the gitops repo calls itself in answers ("owner/name").
    QString gitopsRepoName = QStringLiteral("coupe/gitops");

    /// What stamps artifacts, events and gitops commits. The machine's clock when null.
    std::shared_ptr<const Clock> clock;

    /// A Host header beyond the loopback names that requests may carry, as "name" or "name:port". Usually empty.
    QString publicHost;
};

/// A whole Gimlet of generation G on SQLite and a local git repo: the HTTP API of the contract, a websocket feed, and a
/// worker that writes the releases. It runs on threads of its own, which need no Qt event loop; every function here is
/// thread-safe and returns at once or within a few milliseconds.
///
/// Whatever was acknowledged with a 2xx survives a kill of the process at any moment, and is done exactly once.
class Service
{
public:
    /// Opens or creates the data folder, listens, and takes up events that were left unfinished. When this returns,
    /// requests are answered.
    /// Errors: Storage (folder, database, or another service already uses the folder), Git, Unreachable (the address
    /// cannot be listened on), Invalid (an option makes no sense).
    static Result<std::unique_ptr<Service>> start(const Options &options);

    /// Lets the event in hand finish, closes all connections, and joins the threads.
    ~Service();
    Service(const Service &) = delete;
    Service &operator=(const Service &) = delete;

    /// Such as http://127.0.0.1:41231, without a path.
    QUrl url() const;
    quint16 port() const;

    /// True when the data folder was made by this start.
    bool isFirstStart() const;

    /// The login of the administrator that every data folder starts with.
    static QString adminLogin();

    /// A bearer token for @p login (contract §2.2, type `user`, never expires). The user is created when there is none:
    /// the admin as an admin, anybody else as an ordinary user.
    Result<QByteArray> mintToken(const QString &login) const;

    /// The bare repo the worker writes to.
    QString gitopsRepoPath() const;

private:
    class Private;
    explicit Service(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace coupe::service
