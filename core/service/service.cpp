#include "service.h"

#include "api.h"
#include "datafolder.h"
#include "tokens.h"

namespace coupe::service {

using namespace Qt::StringLiterals;

class Service::Private
{
public:
    std::unique_ptr<DataFolder> folder;
    Surroundings surroundings;
    std::unique_ptr<HttpServer> http;
    QUrl url;
    bool firstStart = false;

    ~Private()
    {
        // Requests that wait for the worker give up, so that the server can go before it.
        if (surroundings.worker)
            surroundings.worker->stopSoon();
        surroundings.feed.attach(nullptr);
        http.reset();
        surroundings.worker.reset();
    }

    Result<void> prepareStore(const Options &options);
    Result<void> listen(const Options &options);
};

namespace {

constexpr qint64 SecondsToRememberAnswers = 7 * 24 * 60 * 60;

Result<void> checkOptions(const Options &options)
{
    if (options.dataFolder.isEmpty())
        return failure(ErrorKind::Invalid, u"The service needs a data folder."_s);
    for (const QString &name : options.environments) {
        if (const auto layout = gitops::Layout::make(name); !layout)
            return std::unexpected(layout.error());
    }
    return {};
}

/// The account, made when there is none.
Result<Account> ensureAccount(Store &store, const QString &login)
{
    const auto known = store.account(login);
    if (!known)
        return std::unexpected(known.error());
    if (*known)
        return **known;
    Account account{login, makeSecret(), login == Service::adminLogin()};
    return mapped(store.addAccount(account), [&] { return account; });
}

} // namespace

Result<void> Service::Private::prepareStore(const Options &options)
{
    auto store = Store::open(surroundings.databasePath);
    if (!store)
        return std::unexpected(store.error());
    const auto kept = (*store)->environments();
    if (!kept)
        return std::unexpected(kept.error());
    firstStart = kept->isEmpty();
    QStringList missing = options.environments;
    if (missing.isEmpty() && firstStart)
        missing = {u"staging"_s, u"production"_s};
    missing.removeIf([&](const QString &name) { return kept->contains(name); });

    return surroundings.writes.write(**store, [&](Store &own) -> Result<void> {
        for (const QString &name : std::as_const(missing)) {
            if (const auto added = own.addEnvironment(name); !added)
                return added;
        }
        if (const auto forgotten = own.forgetAnswersBefore(surroundings.clock->unixTime() - SecondsToRememberAnswers);
            !forgotten)
            return forgotten;
        return mapped(ensureAccount(own, adminLogin()), [](const Account &) { });
    });
}

Result<void> Service::Private::listen(const Options &options)
{
    HttpOptions httpOptions;
    httpOptions.address = options.listenAddress.toUtf8();
    httpOptions.port = options.port;
    httpOptions.publicHost = options.publicHost.toUtf8();
    httpOptions.maxBodyOf.insert("/api/artifact", 8 * 1024 * 1024);
    auto server = HttpServer::listen(httpOptions, [this] { return std::make_unique<Api>(surroundings); });
    if (!server)
        return std::unexpected(server.error());
    http = std::move(*server);
    url.setScheme(u"http"_s);
    const bool anywhere = options.listenAddress == "0.0.0.0"_L1 || options.listenAddress == "::"_L1;
    url.setHost(anywhere ? u"127.0.0.1"_s : options.listenAddress);
    url.setPort(http->port());
    return {};
}

Result<std::unique_ptr<Service>> Service::start(const Options &options)
{
    if (const auto checked = checkOptions(options); !checked)
        return std::unexpected(checked.error());
    auto d = std::make_unique<Private>();
    auto folder = DataFolder::open(options.dataFolder);
    if (!folder)
        return std::unexpected(folder.error());
    d->folder = std::move(*folder);
    d->surroundings.databasePath = d->folder->databasePath();
    d->surroundings.gitopsRepoName = options.gitopsRepoName;
    d->surroundings.clock = options.clock ? options.clock : std::make_shared<SystemClock>();

    // The port first: a first start that fails for want of one must not count as the first.
    if (const auto listening = d->listen(options); !listening)
        return std::unexpected(listening.error());
    if (const auto prepared = d->prepareStore(options); !prepared)
        return std::unexpected(prepared.error());
    auto repository = gitops::Repository::openOrInit(d->folder->gitopsRepoPath());
    if (!repository)
        return std::unexpected(repository.error());
    d->surroundings.gitops = std::make_unique<GitopsReader>(std::move(*repository),
        IndexThread::Options{d->folder->indexPath(), d->folder->gitopsRepoPath(), d->surroundings.clock});
    d->surroundings.worker = std::make_unique<EventWorker>(
        EventWorker::Options{d->surroundings.databasePath, d->folder->gitopsRepoPath(), d->surroundings.clock},
        d->surroundings.writes, d->surroundings.feed);
    d->surroundings.feed.attach(d->http.get());
    d->http->serve();
    return std::unique_ptr<Service>(new Service(std::move(d)));
}

Service::Service(std::unique_ptr<Private> priv) : d(std::move(priv)) { }

Service::~Service() = default;

QUrl Service::url() const
{
    return d->url;
}

quint16 Service::port() const
{
    return d->http->port();
}

bool Service::isFirstStart() const
{
    return d->firstStart;
}

QString Service::adminLogin()
{
    return u"admin"_s;
}

QString Service::gitopsRepoPath() const
{
    return d->folder->gitopsRepoPath();
}

Result<QByteArray> Service::mintToken(const QString &login) const
{
    auto store = Store::open(d->surroundings.databasePath);
    if (!store)
        return std::unexpected(store.error());
    const auto account = d->surroundings.writes.write(**store, [&](Store &own) { return ensureAccount(own, login); });
    if (!account)
        return std::unexpected(account.error());
    return service::mintToken(login.toUtf8(), account->secret, UserToken, QDateTime::currentSecsSinceEpoch());
}

} // namespace coupe::service
