#pragma once

#include "invocation.h"
#include "window.h"

#include <base/clock.h>
#include <demo/cluster.h>
#include <demo/company.h>
#include <service/service.h>
#include <ui/appcontroller.h>
#include <workspace/session.h>

#include <QTemporaryDir>

#include <optional>

namespace coupe::desktop {

class Tour;

/// One run of the program: opens what the command line asked for, and builds the object graph once. Destroyed in
/// reverse.
class Start : public QObject
{
    Q_OBJECT

public:
    explicit Start(Invocation invocation, QObject *parent = nullptr);
    ~Start() override;

    /// Begins; the rest happens in the event loop, which ends with the program's exit code.
    void begin();

private:
    void openDemo();
    void openBuiltIn();
    void open(workspace::Profile profile, const QByteArray &token, const Clock &clock);
    void show();
    void fail(const Error &error);
    QString dataFolder();

    Invocation m_invocation;
    SystemClock m_clock;
    std::optional<QTemporaryDir> m_throwaway;
    std::unique_ptr<service::Service> m_service;
    std::unique_ptr<demo::CompanyOpening> m_opening;
    std::unique_ptr<demo::Company> m_company;
    std::unique_ptr<demo::Cluster> m_cluster;
    std::unique_ptr<workspace::Session> m_session;
    std::unique_ptr<ui::AppController> m_controller;
    Window m_window;
    std::unique_ptr<Tour> m_tour;
};

} // namespace coupe::desktop
