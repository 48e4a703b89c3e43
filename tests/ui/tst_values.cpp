#include <ui/linkcontroller.h>
#include <ui/timetext.h>
#include <ui/variablemodel.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

using namespace coupe::ui;
using namespace Qt::StringLiterals;

/// The small words: ages, links, variables.
class ValuesTest : public QObject
{
    Q_OBJECT

    const QDateTime m_now = QDateTime::fromString(u"2026-03-02T12:00:00Z"_s, Qt::ISODate);

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }

    void ageIsInOneUnit_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("age");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, qint64 seconds, const QString &age, const QString &words) {
            QTest::newRow(name) << seconds << age << words;
        };
        row("now", 0, u"0 s"_s, u"0 seconds"_s);
        row("one second", 1, u"1 s"_s, u"1 second"_s);
        row("last second", 59, u"59 s"_s, u"59 seconds"_s);
        row("first minute", 60, u"1 min"_s, u"1 minute"_s);
        row("almost two minutes", 119, u"1 min"_s, u"1 minute"_s);
        row("last minute", 3599, u"59 min"_s, u"59 minutes"_s);
        row("first hour", 3600, u"1 h"_s, u"1 hour"_s);
        row("last hour", 86399, u"23 h"_s, u"23 hours"_s);
        row("first day", 86400, u"1 d"_s, u"1 day"_s);
        row("years", 86400LL * 800, u"800 d"_s, u"800 days"_s);
        row("a time to come counts as now", -3600, u"0 s"_s, u"0 seconds"_s);
    }
    void ageIsInOneUnit()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, age);
        QFETCH(QString, words);
        QCOMPARE(ageText(m_now.addSecs(-seconds), m_now), age);
        QCOMPARE(ageInWords(m_now.addSecs(-seconds), m_now), words);
    }

    void unknownTimeIsNeverZero()
    {
        QCOMPARE(ageText({}, m_now), QString());
        QCOMPARE(ageInWords({}, m_now), u"time unknown"_s);
        QCOMPARE(clockText({}), QString());
        QCOMPARE(dayText({}, m_now), u"unknown"_s);
        QCOMPARE(exactText({}), u"The time is not known."_s);
    }

    void spanHasTwoUnits_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("negative") << qint64(-5) << u"0 s"_s;
        QTest::newRow("seconds") << qint64(59) << u"59 s"_s;
        QTest::newRow("a whole minute") << qint64(60) << u"1 min"_s;
        QTest::newRow("minutes") << qint64(76) << u"1 min 16 s"_s;
        QTest::newRow("hours") << qint64(3600 + 125) << u"1 h 2 min"_s;
        QTest::newRow("days") << qint64(2 * 86400 + 3 * 3600) << u"2 d 3 h"_s;
    }
    void spanHasTwoUnits()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, text);
        QCOMPARE(spanText(seconds), text);
    }

    void dayIsNamedUnlessItIsToday()
    {
        QVERIFY(dayText(m_now.addSecs(-60), m_now).startsWith(u"today "));
        QVERIFY(!dayText(m_now.addDays(-1), m_now).startsWith(u"today "));
        QVERIFY(!dayText(m_now.addDays(-1), m_now).contains(u"2026"));
        QVERIFY(dayText(m_now.addDays(-90), m_now).contains(u"2025"));
    }

    void exactTimeIsLocalAndUtc() { QVERIFY(exactText(m_now).endsWith(u"12:00:00 UTC")); }

    void onlyWebLinksAreSafe_data()
    {
        QTest::addColumn<QString>("link");
        QTest::addColumn<bool>("safe");
        const auto row = [](const char *name, const QString &link, bool safe) { QTest::newRow(name) << link << safe; };
        row("https", u"https://example.com/commit/1"_s, true);
        row("http", u"http://ci.example.com/1"_s, true);
        row("javascript", u"javascript:alert(1)"_s, false);
        row("JavaScript with a host", u"javascript://example.com/%0aalert(1)"_s, false);
        row("file", u"file:///etc/passwd"_s, false);
        row("data", u"data:text/html,<script>alert(1)</script>"_s, false);
        row("user and password", u"https://github.com:x@evil.example/"_s, false);
        row("user", u"https://github.com@evil.example/"_s, false);
        row("no host", u"https:///path"_s, false);
        row("no scheme", u"//example.com/"_s, false);
        row("relative", u"commit/1"_s, false);
        row("a program's scheme", u"vscode://file/etc/passwd"_s, false);
        row("smb", u"smb://example.com/share"_s, false);
        row("line break", u"https://example.com/\r\nx"_s, false);
        row("space", u"https://exa mple.com/"_s, false);
        row("empty", QString(), false);
    }
    void onlyWebLinksAreSafe()
    {
        QFETCH(QString, link);
        QFETCH(bool, safe);
        LinkController links;
        QSignalSpy asking(&links, &LinkController::askingChanged);
        links.ask(link);
        QCOMPARE(LinkController::isSafe(link), safe);
        QCOMPARE(links.asking(), safe);
        QCOMPARE(asking.count(), safe ? 1 : 0);
    }

    void lookalikeHostIsShownForWhatItIs()
    {
        LinkController links;
        links.ask(u"https://g\u0456thub.com/"_s); // a Cyrillic letter in it
        if (links.asking())
            QVERIFY(links.host().startsWith(u"xn--"));
    }

    void cancelledLinkIsForgotten()
    {
        LinkController links;
        links.ask(u"https://example.com/"_s);
        links.cancel();
        QVERIFY(!links.asking());
        QCOMPARE(links.address(), QString());
    }

    void secretsAreMaskedUntilRevealed()
    {
        VariableModel variables;
        QAbstractItemModelTester tester(&variables, QAbstractItemModelTester::FailureReportingMode::QtTest);
        variables.setVariables(
            {{u"BRANCH"_s, u"main"_s}, {u"DB_PASSWORD"_s, u"hunter2"_s}, {u"REGISTRY_TOKEN"_s, u"t"_s}});
        QCOMPARE(variables.count(), 3);
        QCOMPARE(variables.maskedCount(), 2);
        const auto shown = [&](int row) { return variables.index(row).data(VariableModel::ValueRole).toString(); };
        QCOMPARE(shown(0), u"main"_s);
        QVERIFY(!shown(1).contains(u"hunter2"));
        QCOMPARE(shown(1), shown(2)); // the length tells nothing
        QCOMPARE(variables.value(1), u"hunter2"_s);

        variables.setRevealed(1, true);
        QCOMPARE(shown(1), u"hunter2"_s);
        QVERIFY(shown(2) != u"t");
        variables.setRevealed(1, false);
        QVERIFY(!shown(1).contains(u"hunter2"));

        variables.setRevealed(1, true);
        variables.setVariables({{u"DB_PASSWORD"_s, u"other"_s}});
        QVERIFY(!shown(0).contains(u"other")); // another artifact: masked again
        variables.setRevealed(-1, true);
        variables.setRevealed(7, true);
        QCOMPARE(variables.value(7), QString());
    }
};

QTEST_MAIN(ValuesTest)
#include "tst_values.moc"
