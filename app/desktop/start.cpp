#include "start.h"

#include "startmeasure.h"
#include "tour.h"

#include <QCoreApplication>
#include <QDir>
#include <QQuickWindow>
#include <QStandardPaths>
#include <QTimer>

#include <cstdio>

namespace coupe::desktop {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Start::Start(Invocation invocation, QObject *parent) : QObject(parent), m_invocation(std::move(invocation))
{
    connect(&m_window, &Window::closed, qApp, &QCoreApplication::quit);
    connect(&m_window, &Window::openingCancelled, this, [this] {
        m_opening.reset();
        QCoreApplication::exit(0);
    });
}

Start::~Start() = default;

void Start::begin()
{
    switch (m_invocation.kind) {
    case Invocation::Kind::Demo:
        return openDemo();
    case Invocation::Kind::Server: {
        workspace::Profile profile;
        profile.id = m_invocation.server.toString(QUrl::RemoveUserInfo);
        profile.name = m_invocation.server.host();
        profile.server = m_invocation.server;
        profile.gitops = m_invocation.gitops;
        return open(std::move(profile), m_invocation.token, m_clock);
    }
    case Invocation::Kind::BuiltIn:
    case Invocation::Kind::Help:
    case Invocation::Kind::Version:
        break;
    }
    openBuiltIn();
}

QString Start::dataFolder()
{
    QString folder = m_invocation.dataFolder;
    if (folder.isEmpty() && m_invocation.kind == Invocation::Kind::Demo) {
        m_throwaway.emplace(QDir::tempPath() + u"/coupe-demo-XXXXXX"_s);
        folder = m_throwaway->path();
    }
    if (folder.isEmpty())
        folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    return QDir(folder).absolutePath();
}

void Start::openDemo()
{
    m_invocation.dataFolder = dataFolder();
    demo::CompanyOptions options;
    options.dataFolder = m_invocation.dataFolder + u"/acme"_s;
    m_opening = std::make_unique<demo::CompanyOpening>(
        options,
        [this](const demo::Progress &progress) {
            if (progress.total > 0)
                m_window.showOpening(progress.sentence, double(progress.done) / progress.total);
        },
        [this](Result<std::unique_ptr<demo::Company>> company) {
            if (!company)
                return fail(company.error());
            m_company = std::move(*company);
            workspace::Profile profile;
            profile.id = u"demo"_s;
            profile.name = m_company->name();
            profile.server = m_company->url();
            profile.isBuiltIn = true;
            profile.gitops = {{.url = m_company->service().gitopsRepoPath()}};
            profile.promotionOrder = m_company->environments();
            open(std::move(profile), m_company->token(), m_company->clock());
            m_cluster = std::make_unique<demo::Cluster>(*m_company, m_invocation.speed);
            m_cluster->start();
        });
    m_window.prepare();
}

void Start::openBuiltIn()
{
    service::Options options;
    options.dataFolder = dataFolder() + u"/service"_s;
    m_invocation.dataFolder = dataFolder();
    QDir().mkpath(m_invocation.dataFolder);
    Result<std::unique_ptr<service::Service>> service = service::Service::start(options);
    if (!service)
        return fail(service.error());
    m_service = std::move(*service);
    const Result<QByteArray> token = m_service->mintToken(service::Service::adminLogin());
    if (!token)
        return fail(token.error());
    workspace::Profile profile;
    profile.id = u"built-in"_s;
    profile.name = tr("Built-in service");
    profile.server = m_service->url();
    profile.isBuiltIn = true;
    profile.gitops = {{.url = m_service->gitopsRepoPath()}};
    open(std::move(profile), *token, m_clock);
}

void Start::open(workspace::Profile profile, const QByteArray &token, const Clock &clock)
{
    workspace::Session::Options options;
    options.profile = std::move(profile);
    options.token = token;
    options.dataFolder = dataFolder() + u"/workspace"_s;
    options.clock = &clock;
    QDir().mkpath(options.dataFolder);
    m_session = std::make_unique<workspace::Session>(std::move(options));
    m_session->recall(); // on another thread, while this one makes the window
    m_controller = std::make_unique<ui::AppController>(*m_session, dataFolder() + u"/coupe.ini"_s);
    if (const auto made = m_window.make(*m_controller); !made)
        return fail(made.error());
    connect(m_session.get(), &workspace::Session::recalled, this, &Start::show);
}

void Start::show()
{
    // What is remembered should be on the screen before the answers of servers compete with drawing it. A window that
    // is never drawn, being minimized, has nothing to wait for.
    constexpr auto patience = 1s;
    auto *first = new QTimer(m_session.get());
    first->setSingleShot(true);
    connect(first, &QTimer::timeout, m_session.get(), [this, first] {
        first->deleteLater();
        m_session->start();
    });
    connect(
        m_window.quickWindow(), &QQuickWindow::frameSwapped, first, [first] { first->start(0); },
        Qt::SingleShotConnection);
    first->start(patience);
    m_window.show();
    measureStart(*m_window.quickWindow(), *m_controller, *m_session);
    if (m_invocation.tourFolder.isEmpty())
        return;
    m_tour = std::make_unique<Tour>(*m_window.quickWindow(), *m_controller, *m_session, m_invocation.tourFolder);
    m_tour->begin();
}

void Start::fail(const Error &error)
{
    std::fputs(qPrintable(u"coupe: "_s + error.message + u'\n'), stderr);
    if (!error.detail.isEmpty())
        std::fputs(qPrintable(error.detail + u'\n'), stderr);
    if (!m_invocation.tourFolder.isEmpty())
        return QCoreApplication::exit(1);
    m_window.showFailure(error);
}

} // namespace coupe::desktop
