#include "comparefixture.h"

#include <ui/linkcontroller.h>

#include <QAccessible>
#include <QDir>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <desktop/screenreader.h>

using namespace coupe;
using namespace coupe::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int Patience = 20'000;

QStringList s_warnings;
QtMessageHandler s_next = nullptr;

void note(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (type == QtWarningMsg || type == QtCriticalMsg)
        s_warnings << text;
    s_next(type, context, text);
}

constexpr const char *Host = R"(
    import QtQuick
    import QtQuick.Templates as T
    import Coupe.Controls
    import Coupe.Pages
    import Coupe.Theme
    import Coupe.Ui

    T.ApplicationWindow {
        id: host

        required property CompareController controller
        required property LinkController links
        property bool dark: false

        onDarkChanged: Theme.scheme = dark ? Theme.Dark : Theme.Light
        Component.onCompleted: Theme.scheme = Theme.Light
        visible: true
        color: Theme.surface

        ComparePane {
            objectName: "pane"
            anchors.fill: parent
            focus: true
            controller: host.controller
            links: host.links
            headExtras: [CoupeButton { iconName: "rollback"; text: "Roll back to A…" }]
        }
    }
)";

} // namespace

/// The pane of a comparison as it is drawn, by keyboard and for a screen reader. With COUPE_PICTURES=DIR it leaves
/// pictures of every state there, to be looked at.
class ComparePaneTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CompareFixture> m_fixture;
    std::unique_ptr<CompareController> m_compare;
    std::unique_ptr<LinkController> m_links;
    std::unique_ptr<QQmlEngine> m_engine;
    std::unique_ptr<QObject> m_host;
    QString m_long; ///< the commit of a release with long lines, long names, and many files

    QQuickWindow &window() const { return *static_cast<QQuickWindow *>(m_host.get()); }
    desktop::ScreenReader reader() const { return desktop::ScreenReader(window()); }

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(&window(), key, modifiers);
    }

    void open(
        const CompareSide &before, const CompareSide &after, CompareController::Phase wanted = CompareController::Ready)
    {
        m_compare->open(before, after);
        QTRY_COMPARE_WITH_TIMEOUT(m_compare->phase(), wanted, Patience);
    }

    QQuickItem *itemNamed(const QString &name) const { return m_host->findChild<QQuickItem *>(name); }

    QPoint placeIn(const QString &name, int x, int y) const
    {
        return itemNamed(name)->mapToScene(QPointF(x, y)).toPoint();
    }

    /// How far lines are scrolled sideways, in pixels.
    double shift() const { return itemNamed(u"diffLines"_s)->property("shift").toDouble(); }

    void turnWheel(QPoint degrees, Qt::KeyboardModifiers modifiers = {})
    {
        const QPoint at = placeIn(u"diffLines"_s, 200, 60);
        QWheelEvent wheel(
            at, window().mapToGlobal(at), {}, 8 * degrees, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&window(), &wheel);
    }

    bool has(const QString &pattern) const { return reader().find(pattern); }

    void takePicture(const QString &name)
    {
        const QString folder = qEnvironmentVariable("COUPE_PICTURES");
        if (folder.isEmpty())
            return;
        QVERIFY(QDir().mkpath(folder));
        for (const bool dark : {false, true}) {
            m_host->setProperty("dark", dark);
            QTest::qWait(400); // popups fade in, and loading marks come late
            QVERIFY(window().grabWindow().save(u"%1/%2-%3.png"_s.arg(folder, name, dark ? u"dark"_s : u"light"_s)));
        }
        m_host->setProperty("dark", false);
    }

    void releaseLongOne()
    {
        QMap<QString, QByteArray> files = CompareFixture::files(4);
        const QByteArray words = QByteArray("lorem ipsum ").repeated(170);
        files[u"deployment.yaml"_s].replace("value: queue", "value: \"queue-" + words + "end\"");
        files[u"deployment.yaml"_s].replace("cpu: 500m", "cpu: 1500m");
        files[u"a-name-of-some-length-for-the-configuration-of-the-payments-capture-worker.yaml"_s] =
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a-configuration-with-quite-a-long-name-of-its-own\n"
            "data:\n  welcome: \""
            + words + "\"\n  größe: \"日本語のテキスト\"\n";
        for (int i = 0; i < 12; ++i) {
            files[u"extra-%1.yaml"_s.arg(i)] = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: extra-"
                + QByteArray::number(i) + "\ndata:\n  a: b\n";
        }
        files.remove(u"service.yaml"_s);
        m_long = m_fixture->release(u"payments"_s, u"production"_s, u"c0ffee1"_s, u"marta.k"_s, files);
    }

    CompareSide longSide() const
    {
        CompareSide side = m_fixture->side(4);
        side.at.commit = m_long;
        side.version = u"release-2026-11-23-hotfix-of-the-hotfix"_s;
        side.when = u"23 Nov 14:20"_s;
        return side;
    }

private Q_SLOTS:
    void initTestCase()
    {
        s_next = qInstallMessageHandler(note);
        QAccessible::setActive(true);
        QQuickWindow::setTextRenderType(QQuickWindow::NativeTextRendering);
        m_fixture = std::make_unique<CompareFixture>();
        releaseLongOne();
        m_fixture->catchUp();
        m_compare = std::make_unique<CompareController>(*m_fixture->gitops, m_fixture->repo.clock);
        m_links = std::make_unique<LinkController>();
        m_engine = std::make_unique<QQmlEngine>();
        m_engine->addImportPath(u":/qt/qml"_s);
        QQmlComponent component(m_engine.get());
        component.setData(Host, QUrl());
        m_host.reset(component.createWithInitialProperties({
            {u"controller"_s, QVariant::fromValue(m_compare.get())},
            {u"links"_s, QVariant::fromValue(m_links.get())},
            {u"width"_s, 1256},
            {u"height"_s, 384},
        }));
        QVERIFY2(m_host, qPrintable(component.errorString()));
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    }

    void init() { window().resize(1440, 420); }

    void cleanup() { m_compare->close(); }

    void readsOutWhatDiffers()
    {
        open(m_fixture->side(2), m_fixture->side(4));
        QTRY_VERIFY(has(u"Deployment / image tag, from 7a31c0e to 91be07d"_s));
        QVERIFY(has(u"line 19 removed: +image: registry.acme.example/payments:7a31c0e; line 19 added: .*91be07d"_s));
        QVERIFY(has(u"Compare payments in production: A is 7a31c0e, 10 Nov; B is 91be07d, 12 Nov"_s));
        QVERIFY(has(u"Show 2 hidden files"_s));
        takePicture(u"side-by-side"_s);
        QVERIFY(reader().press(u"Unified"_s));
        QTRY_VERIFY(m_compare->unified());
        QTRY_VERIFY(has(u"line 19 added: .*91be07d"_s));
        takePicture(u"unified"_s);
        m_compare->setUnified(false);
    }

    void foldedLinesAndFilesComeWhenPressed()
    {
        open(m_fixture->side(2), m_fixture->side(4));
        QTRY_VERIFY(has(u"\\d+ unchanged lines"_s));
        const int rows = m_compare->diff()->count();
        QVERIFY(reader().press(u"\\d+ unchanged lines"_s));
        QTRY_VERIFY(m_compare->diff()->count() > rows);
        QTRY_VERIFY(has(u"line 1: apiVersion: apps/v1"_s));
        m_compare->nextFile();
        QTRY_COMPARE(m_compare->diff()->kindAt(0), int(DiffModel::Folded));
        QVERIFY(!window().grabWindow().isNull()); // lays the new rows out
        QTest::mouseClick(&window(), Qt::LeftButton, {}, placeIn(u"diffLines"_s, 40, 8));
        QTRY_COMPARE(m_compare->diff()->kindAt(0), int(DiffModel::Context));
        m_compare->previousFile();
        QVERIFY(reader().press(u"Show 2 hidden files"_s));
        QTRY_VERIFY(m_compare->showFolded());
        QTRY_COMPARE_WITH_TIMEOUT(m_compare->files().size(), 4, Patience);
        QVERIFY(reader().press(u"Next file"_s));
        QTRY_COMPARE(m_compare->currentFile(), 1);
        takePicture(u"hidden-shown"_s);
        m_compare->setShowFolded(false);
        QTRY_COMPARE_WITH_TIMEOUT(m_compare->files().size(), 2, Patience);
    }

    void linesAreCopiedByKeyboard()
    {
        QSignalSpy copied(m_links.get(), &LinkController::copied);
        m_compare->open(m_fixture->side(2), m_fixture->side(4));
        QVERIFY(QMetaObject::invokeMethod(m_host->findChild<QObject *>(u"pane"_s), "takeFocus"));
        QTRY_COMPARE_WITH_TIMEOUT(m_compare->phase(), CompareController::Ready, Patience);
        key(Qt::Key_Home);
        key(Qt::Key_Down);
        key(Qt::Key_Down, Qt::ShiftModifier);
        key(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(copied.count(), 1);
        const QStringList lines = copied.first().first().toString().split(u'\n');
        QCOMPARE(lines.size(), 2);
        takePicture(u"chosen-lines"_s);
        key(Qt::Key_End, Qt::ShiftModifier);
        key(Qt::Key_C, Qt::ControlModifier);
        QVERIFY(copied.last().first().toString().contains(u"384Mi"));
        QVERIFY(!copied.last().first().toString().contains(u"256Mi"));
    }

    void aValueOpensItsReleasesAndEscLeavesOneStepAtATime()
    {
        QSignalSpy wanted(m_compare.get(), &CompareController::changeWanted);
        open(m_fixture->side(2), m_fixture->side(4));
        QTRY_VERIFY(has(u"Deployment / image tag, .*"_s));
        QVERIFY(reader().press(u"Deployment / image tag, .*"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_compare->valueTrail()->phase(), TrailController::Ready, Patience);
        QTRY_VERIFY(reader().find(QAccessible::Dialog, u"Which releases changed Deployment / image tag of .*"_s));
        takePicture(u"trail"_s);
        key(Qt::Key_Escape);
        QTRY_COMPARE(m_compare->valueTrail()->phase(), TrailController::Closed);
        QCOMPARE(m_compare->phase(), CompareController::Ready);

        m_compare->trail(0);
        QTRY_COMPARE_WITH_TIMEOUT(m_compare->valueTrail()->phase(), TrailController::Ready, Patience);
        QTRY_VERIFY(has(u"Release 4c11b0d, .*"_s));
        key(Qt::Key_Down);
        key(Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first().at(2).toString(), m_fixture->commits[4]);
        key(Qt::Key_Escape);
        QTRY_COMPARE(m_compare->phase(), CompareController::Closed);
    }

    void tabReachesValuesAndLines()
    {
        open(m_fixture->side(2), m_fixture->side(4));
        QSignalSpy copied(m_links.get(), &LinkController::copied);
        QStringList names;
        for (int i = 0; i < 14; ++i) {
            key(Qt::Key_Tab);
            if (QObject *focus = window().activeFocusItem()) {
                if (QAccessibleInterface *item = QAccessible::queryAccessibleInterface(focus))
                    names << item->text(QAccessible::Name);
            }
        }
        const QString all = names.join(u" | "_s);
        for (const char *name : {"Swap A and B", "Side by side", "Roll back to A", "Close the comparison",
                 "Copy all values", "Deployment / image tag", "Show 2 hidden files", "File 1 of 2", "Next file",
                 "Changes of production/payments/deployment.yaml, side by side"})
            QVERIFY2(all.contains(QLatin1String(name)), qPrintable(QLatin1String(name) + u" in "_s + all));
    }

    void longLinesScrollAndLongNamesGiveWay()
    {
        open(m_fixture->side(4), longSide());
        QCOMPARE(m_compare->files().size(), 15);
        m_compare->setCurrentFile(1);
        QTRY_VERIFY(has(u"line 22 added: .*cpu: 1500m"_s) || m_compare->diff()->longest() > 1900);
        takePicture(u"long"_s);
        QVERIFY(QMetaObject::invokeMethod(m_host->findChild<QObject *>(u"pane"_s), "takeFocus"));
        QCOMPARE(shift(), 0);
        for (int i = 0; i < 30; ++i)
            key(Qt::Key_Right);
        const double byKeys = shift();
        QVERIFY(byKeys > 1000);
        takePicture(u"long-scrolled"_s);
        turnWheel({-60, 0});
        QTRY_VERIFY(shift() > byKeys);
        const double byWheel = shift();
        turnWheel({0, -60}, Qt::ShiftModifier);
        QTRY_VERIFY(shift() > byWheel);
        for (int i = 0; i < 300; ++i)
            key(Qt::Key_Left);
        QCOMPARE(shift(), 0);
        for (int i = 0; i < 30; ++i)
            key(Qt::Key_Right);
        window().resize(976, 300);
        QTRY_VERIFY(m_compare->unified());
        takePicture(u"long-narrow"_s);
        m_compare->setCurrentFile(0);
        takePicture(u"new-file"_s);
        QVERIFY(reader().press(u"File 1 of 15"_s));
        QTRY_VERIFY(has(u"extra-1\\.yaml"_s));
        takePicture(u"files"_s);
        key(Qt::Key_Escape);
        QCOMPARE(m_compare->phase(), CompareController::Ready);
    }

    void everyStateIsDrawn()
    {
        open(m_fixture->side(4), m_fixture->side(4), CompareController::Same);
        QTRY_VERIFY(has(u"Nothing differs.*"_s));
        takePicture(u"same"_s);
        CompareSide gone = m_fixture->side(2);
        gone.at.commit = QString(40, u'd');
        open(gone, m_fixture->side(4), CompareController::Failed);
        QTRY_VERIFY(has(u"The two could not be compared.*"_s));
        takePicture(u"failed"_s);
        QVERIFY(reader().press(u"Try again"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_compare->phase(), CompareController::Failed, Patience);
        open(m_fixture->side(4), m_fixture->side(4, u"staging"_s));
        QTRY_VERIFY(has(u"No line that matters differs.*"_s));
        takePicture(u"folded-only"_s);
        open(m_fixture->side(2), m_fixture->side(4, u"staging"_s));
        takePicture(u"two-environments"_s);
        m_compare->open(m_fixture->side(2), m_fixture->side(4));
        QTRY_COMPARE_WITH_TIMEOUT(m_compare->phase(), CompareController::Ready, Patience);
    }

    void cleanupTestCase()
    {
        m_host.reset();
        m_engine.reset();
        m_compare.reset();
        m_fixture.reset();
        QVERIFY2(s_warnings.isEmpty(), qPrintable(s_warnings.join(u'\n')));
    }
};

QTEST_MAIN(ComparePaneTest)
#include "tst_comparepane.moc"
