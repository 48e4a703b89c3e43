#include <workspace/asof.h>
#include <workspace/historyexport.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace coupe;
using namespace coupe::workspace;
using namespace Qt::StringLiterals;
using gitops::Change;
using gitops::ChangeKind;

namespace {

const QDateTime Now(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);

Change deploy(const QString &app, const QString &artifact, const QString &env = u"staging"_s)
{
    Change change;
    change.env = env;
    change.app = app;
    change.commit = QString(40, u'a');
    change.time = Now.addSecs(-3600);
    change.kind = ChangeKind::Deploy;
    change.person = u"marta"_s;
    change.artifactId = artifact;
    change.present = true;
    change.current = true;
    return change;
}

QList<QByteArray> linesOf(const QByteArray &csv)
{
    QList<QByteArray> lines = csv.split('\n');
    lines.removeLast();
    return lines;
}

} // namespace

/// The history in words and files of other programs: states, exports, and moments.
class HistoryExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gitAloneMakesNothingLive()
    {
        const Change change = deploy(u"web"_s, u"a1"_s);
        QCOMPARE(stateOf(change, {}, Now), ReleaseState::Wanted);
        Change replaced = change;
        replaced.current = false;
        replaced.replaced = Now;
        QCOMPARE(stateOf(replaced, {}, Now), ReleaseState::Replaced);
    }

    void theApisWordMakesItLive()
    {
        const Change change = deploy(u"web"_s, u"a1"_s);
        const CommitWords words{{change.commit, {u"ReconciliationSucceeded"_s, {}, Now}}};
        QCOMPARE(stateOf(change, words, Now), ReleaseState::Live);
        Change replaced = change;
        replaced.current = false;
        replaced.replaced = Now;
        QCOMPARE(stateOf(replaced, words, Now), ReleaseState::WasLive);
        replaced.rolledBack = true;
        QCOMPARE(stateOf(replaced, words, Now), ReleaseState::RolledBack);
    }

    void theLaterWordOnACommitCounts()
    {
        gimlet::Release release;
        release.gitopsRef = QString(40, u'b');
        release.gitopsCommitStatus = u"Progressing"_s;
        release.gitopsCommitCreated = Now.addSecs(-60);
        const CommitWords words = commitWords({{u"staging"_s, {release}}},
            {{.sha = release.gitopsRef, .status = u"ReconciliationSucceeded"_s, .statusDesc = {}, .created = Now,
                .env = u"staging"_s}});
        QCOMPARE(words.value(release.gitopsRef).status, u"ReconciliationSucceeded"_s);
    }

    void aSpreadsheetFindsNoFormula_data()
    {
        QTest::addColumn<QString>("message");
        for (const char *message : {"=HYPERLINK(\"http://evil\")", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "|calc"})
            QTest::newRow(message) << QString::fromLatin1(message);
    }

    void aSpreadsheetFindsNoFormula()
    {
        QFETCH(const QString, message);
        Change change = deploy(u"web"_s, u"a1"_s);
        change.version.emplace().message = message;
        const QByteArray csv = toCsv({change}, {}, Now);
        QVERIFY(csv.contains("\"'" + message.first(1).toUtf8()));
        QVERIFY(!csv.contains(",\"" + message.first(1).toUtf8()));
    }

    void csvKeepsCommasQuotesAndLinesInTheirField()
    {
        Change change = deploy(u"web"_s, u"a1"_s);
        change.version.emplace().message = u"one, \"two\"\nthree"_s;
        const QByteArray csv = toCsv({change}, {}, Now);
        QVERIFY(csv.contains("\"one, \"\"two\"\"\nthree\""));
        QVERIFY(csv.startsWith("time,environment,app,kind,state,"));
        QCOMPARE(linesOf(toCsv({}, {}, Now)).size(), 1);
    }

    void jsonKeepsTextsAsTheyAre()
    {
        Change change = deploy(u"web"_s, u"a1"_s);
        change.version.emplace().message = u"=1+1"_s;
        const QJsonObject object = QJsonDocument::fromJson(toJson({change}, {}, Now)).array().at(0).toObject();
        QCOMPARE(object.value(u"message"_s).toString(), u"=1+1"_s);
        QCOMPARE(object.value(u"time"_s).toString(), u"2026-11-23T11:00:00Z"_s);
        QCOMPARE(object.value(u"kind"_s).toString(), u"deploy"_s);
        QVERIFY(!object.contains(u"branch"_s));
    }

    void thenAndNowStandBesideEachOther()
    {
        const QList<AsOfRow> rows = joinAsOf({deploy(u"web"_s, u"a1"_s), deploy(u"old"_s, u"o1"_s)},
            {deploy(u"web"_s, u"a1"_s), deploy(u"new"_s, u"n1"_s), deploy(u"web"_s, u"p2"_s, u"production"_s)},
            {u"staging"_s, u"production"_s});
        QStringList told;
        for (const AsOfRow &row : rows)
            told.append(row.environment + u' ' + row.app + u' ' + QString::number(int(row.difference)));
        QCOMPARE(told,
            QStringList({u"staging new 4"_s, u"staging old 3"_s, u"staging web 1"_s, u"production web 4"_s}));
    }

    void anEditByHandIsNoOtherVersion()
    {
        Change later = deploy(u"web"_s, u"a1"_s);
        later.commit = QString(40, u'c');
        later.kind = ChangeKind::ByHand;
        const QList<AsOfRow> rows = joinAsOf({deploy(u"web"_s, u"a1"_s)}, {later}, {});
        QCOMPARE(rows.first().difference, AsOfRow::Difference::Same);
    }

    void readsMomentsAsPeopleTypeThem_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QDateTime>("expected");
        const QDateTime local = Now.toLocalTime();
        QTest::newRow("now") << u"now"_s << Now;
        QTest::newRow("3 h ago") << u"3 h ago"_s << Now.addSecs(-3 * 3600);
        QTest::newRow("2 Days ago") << u" 2  Days ago "_s << Now.addDays(-2);
        QTest::newRow("15min") << u"15min"_s << Now.addSecs(-900);
        QTest::newRow("date and time")
            << u"2026-11-20 14:05"_s << QDateTime(QDate(2026, 11, 20), QTime(14, 5)).toUTC();
        QTest::newRow("date") << u"2026-11-20"_s << QDate(2026, 11, 20).endOfDay().toUTC();
        QTest::newRow("time") << u"9:30"_s << QDateTime(local.date(), QTime(9, 30)).toUTC();
        QTest::newRow("nonsense") << u"soon"_s << QDateTime();
        QTest::newRow("unit") << u"3 parsecs ago"_s << QDateTime();
        QTest::newRow("empty") << QString() << QDateTime();
    }

    void readsMomentsAsPeopleTypeThem()
    {
        QFETCH(const QString, typed);
        QFETCH(const QDateTime, expected);
        QCOMPARE(readMoment(typed, Now), expected);
    }
};

QTEST_GUILESS_MAIN(HistoryExportTest)
#include "tst_historyexport.moc"
