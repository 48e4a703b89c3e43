#include "company.h"

#include "demofolder.h"
#include "past.h"

#include <gitops/repository.h>
#include <service/service.h>

#include <QJsonObject>

namespace coupe::demo {

using namespace Qt::StringLiterals;

class Company::Private
{
public:
    Result<void> open(const CompanyOptions &options, const Watch &watch);

    Sample sample;
    std::shared_ptr<ManualClock> clock;
    std::unique_ptr<DemoFolder> folder; // outlives the service in it
    std::unique_ptr<service::Service> service;
    QByteArray token;
    QByteArray clusterToken;

private:
    Result<void> startService();
    Result<void> playPast(const QDateTime &now, const Watch &watch);
    Result<void> invitePeople(Past::Tokens &tokens);
    Result<void> mintTokens();
};

Result<void> Company::Private::open(const CompanyOptions &options, const Watch &watch)
{
    Result<Sample> read = readSample();
    if (!read)
        return std::unexpected(read.error());
    sample = std::move(*read);
    Result<std::unique_ptr<DemoFolder>> opened = DemoFolder::open(options.dataFolder);
    if (!opened)
        return std::unexpected(opened.error());
    folder = std::move(*opened);

    // A power cut may cost a throwaway company its last release; the past would take ten times as long.
    if (const auto quick = gitops::Repository::setFlushing(false); !quick)
        return quick;
    const QDateTime now = options.now.isValid() ? options.now : SystemClock().now();
    clock = std::make_shared<ManualClock>(now);
    if (!folder->isComplete()) {
        if (const auto played = playPast(now, watch); !played)
            return played;
    } else if (const auto started = startService(); !started) {
        return started;
    }
    clock->followSystem();
    return mintTokens();
}

Result<void> Company::Private::startService()
{
    service::Options options;
    options.dataFolder = folder->servicePath();
    options.environments = sample.environments;
    options.gitopsRepoName = u"acme/gitops"_s;
    options.clock = clock;
    Result<std::unique_ptr<service::Service>> started = service::Service::start(options);
    if (!started)
        return std::unexpected(started.error());
    service = std::move(*started);
    return {};
}

Result<void> Company::Private::playPast(const QDateTime &now, const Watch &watch)
{
    const Result<std::vector<Step>> steps = timelineOf(sample, now);
    if (!steps)
        return std::unexpected(steps.error());
    clock->set(steps->front().at.addSecs(-3600));
    if (const auto started = startService(); !started)
        return started;
    Past::Tokens tokens;
    if (const auto invited = invitePeople(tokens); !invited)
        return invited;
    Past past(sample, std::move(tokens), service->url(), *clock);
    if (const auto played = past.play(*steps, now, watch); !played)
        return played;
    return folder->markComplete();
}

Result<void> Company::Private::invitePeople(Past::Tokens &tokens)
{
    // Who sits in front of the window administers the service; only an administrator can make another one.
    const Result<QByteArray> admin = service->mintToken(service::Service::adminLogin());
    if (!admin)
        return std::unexpected(admin.error());
    const QJsonObject user{{"login"_L1, sample.signedIn}, {"admin"_L1, true}};
    if (const auto created = LocalHttp(service->url()).post("/api/user", *admin, user); !created)
        return std::unexpected(created.error());
    const auto mint = [this](const QString &login, QByteArray &into) -> Result<void> {
        Result<QByteArray> minted = service->mintToken(login);
        if (!minted)
            return std::unexpected(minted.error());
        into = std::move(*minted);
        return {};
    };
    for (const Person &person : sample.people) {
        if (const auto minted = mint(person.login, tokens.people[person.login]); !minted)
            return minted;
    }
    if (const auto minted = mint(u"ci"_s, tokens.ci); !minted)
        return minted;
    return mint(u"flux"_s, tokens.flux);
}

Result<void> Company::Private::mintTokens()
{
    Result<QByteArray> person = service->mintToken(sample.signedIn);
    if (!person)
        return std::unexpected(person.error());
    token = std::move(*person);
    Result<QByteArray> flux = service->mintToken(u"flux"_s);
    if (!flux)
        return std::unexpected(flux.error());
    clusterToken = std::move(*flux);
    return {};
}

Result<std::unique_ptr<Company>> Company::open(const CompanyOptions &options, const Watch &watch)
{
    auto d = std::make_unique<Private>();
    if (const auto opened = d->open(options, watch); !opened)
        return std::unexpected(opened.error());
    return std::unique_ptr<Company>(new Company(std::move(d)));
}

Company::Company(std::unique_ptr<Private> priv) : d(std::move(priv)) { }

Company::~Company() = default;

QString Company::name() const
{
    return d->sample.name;
}

QUrl Company::url() const
{
    return d->service->url();
}

QString Company::login() const
{
    return d->sample.signedIn;
}

QByteArray Company::token() const
{
    return d->token;
}

QByteArray Company::clusterToken() const
{
    return d->clusterToken;
}

QStringList Company::environments() const
{
    return d->sample.environments;
}

service::Service &Company::service() const
{
    return *d->service;
}

const Clock &Company::clock() const
{
    return *d->clock;
}

const Sample &Company::sample() const
{
    return d->sample;
}

} // namespace coupe::demo
