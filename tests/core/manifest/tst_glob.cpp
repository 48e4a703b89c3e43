#include <manifest/glob.h>

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace coupe::manifest;
using namespace Qt::StringLiterals;

class GlobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesAsRecordedFromGo_data()
    {
        QTest::addColumn<QJsonObject>("record");
        QFile file(QStringLiteral(COUPE_FIXTURES "/manifest/glob-cases.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray cases = QJsonDocument::fromJson(file.readAll()).object().value("cases"_L1).toArray();
        QVERIFY(cases.size() >= 30);
        for (const QJsonValue record : cases)
            QTest::newRow(qPrintable(u"pattern "_s + record["pattern"_L1].toString())) << record.toObject();
    }

    void matchesAsRecordedFromGo()
    {
        QFETCH(const QJsonObject, record);
        const auto glob = Glob::compile(record.value("pattern"_L1).toString());
        QCOMPARE(!glob.has_value(), record.value("invalid"_L1).toBool());
        if (!glob)
            return;
        for (const QJsonValue text : record.value("match"_L1).toArray())
            QVERIFY2(glob->matches(text.toString()), qPrintable(text.toString()));
        for (const QJsonValue text : record.value("no_match"_L1).toArray())
            QVERIFY2(!glob->matches(text.toString()), qPrintable(text.toString()));
    }

    void takesEscapesAndNesting()
    {
        QVERIFY(Glob::compile(u"\\[x\\]")->matches(u"[x]"));
        QVERIFY(Glob::compile(u"a\\*")->matches(u"a*"));
        QVERIFY(!Glob::compile(u"a\\*")->matches(u"ab"));
        const auto nested = Glob::compile(u"{release/{1,2}.*,main}");
        QVERIFY(nested->matches(u"release/2.7"));
        QVERIFY(nested->matches(u"main"));
        QVERIFY(!nested->matches(u"release/3.0"));
        QVERIFY(Glob::compile(u"{}a")->matches(u"a"));
        QVERIFY(Glob::compile(u"")->matches(u""));
        QVERIFY(!Glob::compile(u"")->matches(u"a"));
        QVERIFY(Glob::compile(u"?")->matches(u"😀"));
    }

    void refusesWhatIsNoPatternWithASentence()
    {
        for (const QString &pattern :
            {u"[z-a]"_s, u"[a-zA-Z]"_s, u"["_s, u"[!]"_s, u"[a\\"_s, QString(100, u'{'), QString(5000, u'a')}) {
            const auto glob = Glob::compile(pattern);
            QVERIFY2(!glob, qPrintable(pattern));
            QCOMPARE(glob.error().kind, coupe::ErrorKind::Invalid);
            QVERIFY(glob.error().message.endsWith(u'.'));
        }
    }

    void takesNoTimeOnHostilePatterns()
    {
        QElapsedTimer timer;
        timer.start();
        const auto stars = Glob::compile(QString(u"*a"_s).repeated(300) + u'b');
        QVERIFY(!stars->matches(QString(5000, u'a')));
        const auto nested = Glob::compile(QString(50, u'{') + u"*,*a"_s + QString(50, u'}') + u'b');
        QVERIFY(!nested->matches(QString(5000, u'a')));
        QVERIFY(timer.elapsed() < 10'000);
    }
};

QTEST_GUILESS_MAIN(GlobTest)
#include "tst_glob.moc"
