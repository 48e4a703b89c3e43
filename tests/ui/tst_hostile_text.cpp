#include <ui/appcontroller.h>

#include <QCryptographicHash>
#include <QDir>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <core/workspace/fakegimlet.h>
#include <desktop/screenreader.h>
#include <desktop/window.h>
#include <mutex>

using namespace coupe;
using namespace Qt::StringLiterals;
using ui::ArtifactsController;
using ui::DeployController;
using ui::Navigation;
using ui::OverviewController;
using ui::Preferences;

namespace {

std::mutex s_mutex;
QStringList s_warnings;
QtMessageHandler s_next = nullptr;

void note(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (type == QtWarningMsg || type == QtCriticalMsg) {
        const std::lock_guard lock(s_mutex);
        s_warnings << text;
    }
    s_next(type, context, text);
}

QStringList warnings()
{
    const std::lock_guard lock(s_mutex);
    return s_warnings;
}

void collectNames(QAccessibleInterface *item, QStringList &names)
{
    if (!item || !item->isValid() || item->state().invisible)
        return;
    names << item->text(QAccessible::Name) << item->text(QAccessible::Description);
    for (int i = 0; i < item->childCount(); ++i)
        collectNames(item->child(i), names);
}

} // namespace

/// Words from a server and from git in every place they can get to. The window draws them, and does nothing else with
/// them.
class HostileTextTest : public QObject
{
    Q_OBJECT

    QTcpServer m_listener;
    QTemporaryDir m_folder;
    samples::FakeGimlet m_gimlet;
    ManualClock m_clock{samples::now};
    std::unique_ptr<workspace::Session> m_session;
    std::unique_ptr<ui::AppController> m_controller;
    std::unique_ptr<desktop::Window> m_window;
    QStringList m_payloads;
    QStringList m_environments;
    QSet<QString> m_names;
    int m_pictures = 0;

    QQuickWindow &window() const { return *m_window->quickWindow(); }
    desktop::ScreenReader reader() const { return desktop::ScreenReader(window()); }
    QString app(qsizetype i) const
    {
        return m_payloads[i].first(std::min<qsizetype>(m_payloads[i].size(), 200)) + QString::number(i);
    }

    /// A megabyte in every field would be more than is ever read.
    QString shorter(qsizetype i) const { return m_payloads[i].left(10000); }

    gimlet::Version version(qsizetype i) const
    {
        gimlet::Version version = samples::version(int(i) + 1);
        version.repositoryName = u"acme/"_s + shorter(i);
        version.branch = shorter(i);
        version.message = m_payloads[i] + u"\n\n"_s + shorter(i);
        version.authorName = m_payloads[i];
        version.authorEmail = shorter(i);
        version.committerName = shorter(i);
        version.url = shorter(i);
        if (i % 2 == 1) {
            version.event = gimlet::GitEvent::Tag;
            version.tag = shorter(i);
        }
        return version;
    }

    gimlet::Artifact artifact(qsizetype i) const
    {
        gimlet::Artifact artifact;
        artifact.id = u"acme/%1"_s.arg(i) + m_payloads[i].first(std::min<qsizetype>(m_payloads[i].size(), 100));
        artifact.created = samples::minutesAgo(int(i) + 1);
        artifact.version = version(i);
        for (const QString &environment : m_environments) {
            gimlet::Manifest manifest;
            manifest.app = app(i);
            manifest.env = environment;
            manifest.deploy = gimlet::DeployPolicy{.tag = {},
                .branch = shorter(i),
                .event = gimlet::GitEvent::Push,
                .commitMessagePatterns = {shorter(i)}};
            artifact.environments << manifest;
        }
        artifact.vars = {{m_payloads[i].left(1000), m_payloads[i]}, {u"TOKEN"_s + m_payloads[i].left(100), shorter(i)}};
        const QString port = QString::number(m_listener.serverPort());
        for (const QString &url :
            {u"http://127.0.0.1:%1/ci"_s.arg(port), u"javascript:fetch('http://127.0.0.1:%1')"_s.arg(port), shorter(i)})
            artifact.items << QJsonObject{{u"name"_s, shorter(i)}, {u"url"_s, url}};
        return artifact;
    }

    static QString refOf(qsizetype i, const QString &environment, int minutes)
    {
        const QByteArray place = environment.toUtf8() + QByteArray::number(i) + '-' + QByteArray::number(minutes);
        return QString::fromLatin1(QCryptographicHash::hash(place, QCryptographicHash::Sha1).toHex());
    }

    gimlet::Release release(qsizetype i, const QString &environment, const QString &status, int minutes) const
    {
        gimlet::Release release = samples::release(int(i) + 1, environment, minutes, status, app(i));
        release.artifactId = artifact(i).id;
        release.version = version(i);
        release.triggeredBy = shorter(i);
        release.gitopsCommitStatusDesc = m_payloads[i];
        release.gitopsRef = refOf(i, environment, minutes);
        return release;
    }

    /// Lets everything be drawn, and reads out what a screen reader would.
    void look()
    {
        QVERIFY(!window().grabWindow().isNull());
        ++m_pictures;
        QStringList names;
        collectNames(QAccessible::queryAccessibleInterface(&window()), names);
        m_names.unite(QSet(names.begin(), names.end()));
    }

    void lookInBothThemesAndSmall()
    {
        for (const Preferences::Scheme scheme : {Preferences::Light, Preferences::Dark}) {
            m_controller->preferences()->setScheme(scheme);
            look();
        }
        window().resize(1024, 640);
        look();
        window().resize(1440, 900);
        look();
    }

private Q_SLOTS:
    void initTestCase()
    {
        s_next = qInstallMessageHandler(note);
        QAccessible::setActive(true);
        QVERIFY(m_listener.listen(QHostAddress::LocalHost));
        const QString port = QString::number(m_listener.serverPort());
        m_payloads = {
            u"<img src=http://127.0.0.1:%1/x>"_s.arg(port),
            u"<b>bold</b><a href=\"http://127.0.0.1:%1/\">go</a><script>x</script>"_s.arg(port),
            u"safe\u202Egnp.exe\u2066\u200Fx"_s,
            u"nul"_s + QChar(0) + u"bell\x07\x1b[31mred\r\nline"_s,
            u"<img src=\"http://127.0.0.1:%1/y\">"_s.arg(port).repeated(26000),
            u"\U0001F468\u200D\U0001F469\u200D\U0001F467 Z\u0334\u0341\u035A\u0347 \u05D0\u05D1\u05D2 &lt;b&gt; %1 %n"_s,
        };
        m_environments = {u"<img src=http://127.0.0.1:%1/e>"_s.arg(port), u"prod\u202Euction"_s, u"st<b>ag</b>ing"_s};
        QVERIFY(m_payloads[4].size() > 900000);

        QList<gimlet::Artifact> artifacts;
        QList<gimlet::Release> releases;
        for (qsizetype i = 0; i < m_payloads.size(); ++i) {
            artifacts << artifact(i);
            for (qsizetype e = 0; e < m_environments.size(); ++e) {
                const QString status = e == 0 ? u"ReconciliationSucceeded"_s
                    : e == 1                  ? u"HealthCheckFailed"_s
                                              : m_payloads[i];
                releases << release((i + e) % m_payloads.size(), m_environments[e], status, int(i + e) + 2);
            }
        }
        m_gimlet.environments(m_environments);
        m_gimlet.artifacts(artifacts);
        m_gimlet.releases(releases);
        QByteArray words = m_payloads[0].toUtf8() + "\n" + m_payloads[2].toUtf8();
        m_gimlet.server.on(u"/api/user"_s,
            test::json("{\"login\":\"<img src=http:\\/\\/127.0.0.1:" + port.toUtf8()
                + "\\/u>\",\"admin\":false,\"name\":\"\"}"));
        m_refusal = test::reply(400, words, {{"Content-Type", "text/plain"}});

        workspace::Session::Options options;
        options.profile.id = u"hostile"_s;
        options.profile.name = m_payloads[0];
        options.profile.server = m_gimlet.server.url();
        options.token = "secret";
        options.dataFolder = m_folder.path();
        options.clock = &m_clock;
        m_session = std::make_unique<workspace::Session>(options);
        m_session->start();
        m_controller = std::make_unique<ui::AppController>(*m_session, m_folder.filePath(u"coupe.ini"_s));
        m_window = std::make_unique<desktop::Window>();
        const auto made = m_window->make(*m_controller);
        QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
        m_window->show();
        window().resize(1440, 900);
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->overview()->status(), OverviewController::Ready, 30000);
        QTRY_VERIFY(m_session->connection().state == workspace::ConnectionStatus::State::Connected);
    }

    void overviewAndEveryCellOfIt()
    {
        OverviewController &overview = *m_controller->overview();
        m_controller->navigation()->go(Navigation::Overview);
        int cells = 0;
        for (int row = 0; row < overview.model()->rowCount(); ++row) {
            if (overview.model()->isGroup(row))
                continue;
            for (int column = 1; column < overview.model()->columnCount(); ++column, ++cells) {
                overview.select(row, column);
                look();
            }
        }
        QVERIFY2(cells >= 18, qPrintable(QString::number(cells)));
        lookInBothThemesAndSmall();
        overview.setFilterText(m_payloads[0]);
        look();
        overview.setFilterText(u"<img src=http://127.0.0.1:%1/filter>"_s.arg(m_listener.serverPort()));
        look();
        overview.clearFilters();
    }

    void artifactsAndEveryDetailOfThem()
    {
        ArtifactsController &artifacts = *m_controller->artifacts();
        m_controller->navigation()->go(Navigation::Artifacts);
        QTRY_COMPARE_WITH_TIMEOUT(artifacts.status(), ArtifactsController::Ready, 30000);
        QTRY_COMPARE(artifacts.model()->rowCount(), int(m_payloads.size()));
        for (int row = 0; row < artifacts.model()->rowCount(); ++row) {
            artifacts.select(row);
            look();
            for (int variable = 0; variable < artifacts.detail()->variables()->count(); ++variable)
                artifacts.detail()->variables()->setRevealed(variable, true);
            look();
            for (const QString &link : artifacts.detail()->facts().linkUrls) {
                m_controller->links()->ask(link);
                look();
                m_controller->links()->cancel();
            }
        }
        lookInBothThemesAndSmall();
    }

    void deployDialogForEveryAppAndPlace()
    {
        DeployController &deploy = *m_controller->deploy();
        for (qsizetype i = 0; i < m_payloads.size(); ++i) {
            for (const QString &environment : std::as_const(m_environments)) {
                deploy.ask(artifact(i).id, app(i), environment);
                QTRY_COMPARE(deploy.phase(), DeployController::Confirming);
                look();
                deploy.close();
            }
        }
    }

    void dialogsThatTakeBackForEveryAppAndPlace()
    {
        ui::RollbackController &rollback = *m_controller->rollback();
        ui::DeleteController &deletion = *m_controller->deletion();
        int known = 0;
        for (qsizetype i = 0; i < m_payloads.size(); ++i) {
            for (const QString &environment : std::as_const(m_environments)) {
                const workspace::BoardCell *cell = m_session->board()->cell(app(i), environment);
                rollback.ask(environment, app(i), cell ? cell->release.gitopsRef : QString());
                QTRY_VERIFY(rollback.phase() == ui::RollbackController::Choosing
                    || rollback.phase() == ui::RollbackController::Failed);
                known += rollback.facts().known;
                look();
                rollback.close();
                deletion.ask(environment, app(i));
                look();
                deletion.close();
            }
        }
        QVERIFY(known > 0);
    }

    void refusalAndActivityOfIt()
    {
        DeployController &deploy = *m_controller->deploy();
        QSignalSpy sent(&deploy, &DeployController::sent);
        QSignalSpy ended(m_controller->activity(), &ui::ActivityController::ended);
        deploy.ask(artifact(0).id, app(0), m_environments[0]);
        QTRY_COMPARE(deploy.phase(), DeployController::Confirming);
        QVERIFY2(deploy.facts().offReason.isEmpty(), qPrintable(deploy.facts().offReason));
        m_gimlet.server.on(u"/api/releases"_s, m_refusal);
        deploy.confirm({});
        QTRY_COMPARE(sent.count(), 1);
        QTRY_COMPARE(ended.count(), 1);
        look(); // the toast
        m_controller->navigation()->go(Navigation::Activity);
        QTRY_COMPARE(m_controller->activity()->status(), ui::ActivityController::Ready);
        lookInBothThemesAndSmall();
    }

    void paletteAndKeys()
    {
        QTest::keyClick(&window(), Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(reader().find(QAccessible::Dialog, u".*"_s));
        m_controller->palette()->setText(u"img"_s);
        look();
        m_controller->palette()->setText({});
        look();
        QTest::keyClick(&window(), Qt::Key_Escape);
        QTRY_VERIFY(!reader().find(QAccessible::Dialog, u".*"_s));
        QTest::keyClick(&window(), Qt::Key_Question, Qt::ShiftModifier);
        look();
        QTest::keyClick(&window(), Qt::Key_Escape);
    }

    void cleanupTestCase()
    {
        // The listener hears: the one connection it gets is ours.
        int connections = 0;
        QTcpSocket control;
        control.connectToHost(QHostAddress::LocalHost, m_listener.serverPort());
        QVERIFY(control.waitForConnected());
        QTRY_VERIFY(m_listener.hasPendingConnections());
        while (m_listener.nextPendingConnection())
            ++connections;
        QCOMPARE(connections, 1);

        QVERIFY(m_pictures > 60);
        bool escapes = false;
        for (const QString &name : std::as_const(m_names)) {
            for (const QChar character : {QChar(0x202E), QChar(0x2066), QChar(0x200F), QChar(0), QChar(7), QChar(0x1b)})
                QVERIFY2(!name.contains(character),
                    qPrintable(u"U+%1 in: %2"_s.arg(character.unicode(), 4, 16).arg(name.left(200))));
            QVERIFY2(name.size() < 100000, qPrintable(name.left(200)));
            escapes |= name.contains(u"\u27E8U+202E\u27E9"_s);
        }
        QVERIFY(escapes);

        m_window.reset();
        m_controller.reset();
        m_session.reset();
        QVERIFY2(warnings().isEmpty(), qPrintable(warnings().join(u'\n')));
    }

private:
    test::Script m_refusal;
};

QTEST_MAIN(HostileTextTest)
#include "tst_hostile_text.moc"
