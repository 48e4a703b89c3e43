#include "gitrepo.h"

using namespace coupe::gitops;
using namespace Qt::StringLiterals;

class LayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesApps()
    {
        QCOMPARE(GitRepo::layout(u"staging"_s).appPath(u"web"_s).value(), u"staging/web"_s);
        QCOMPARE(GitRepo::layout(u"staging"_s, true).appPath(u"web"_s).value(), u"web"_s);
        QCOMPARE(GitRepo::layout(u"staging"_s, true).envPath(), QString());
        QVERIFY(checkName(u"árvíz-tűrő_1.2"));
    }

    void refusesHostileNames_data()
    {
        QTest::addColumn<QString>("name");
        const QStringList names{u""_s, u"."_s, u".."_s, u"../x"_s, u"a/b"_s, u"/etc"_s, u"-rf"_s, u".git"_s, u".GIT"_s,
            u".g\u200cit"_s, u"git~1"_s, u"GIT~1"_s, u"a\nb"_s, u"a\0b"_s, u"a\\b"_s, u"c:"_s, u" a"_s, u"a "_s,
            u".hidden"_s, u"a\u202eb"_s, QString(200, u'a'), QString(QChar(0xd800))};
        for (qsizetype i = 0; i < names.size(); ++i)
            QTest::addRow("%d", int(i)) << names[i];
    }

    void refusesHostileNames()
    {
        QFETCH(const QString, name);
        QVERIFY(!checkName(name));
        QVERIFY(!Layout::make(name));
        const auto path = GitRepo::layout(u"staging"_s).appPath(name);
        QVERIFY(!path);
        QCOMPARE(path.error().kind, coupe::ErrorKind::Invalid);
        QVERIFY(path.error().message.endsWith(u'.'));
    }

    void keepsReservedNames()
    {
        QVERIFY(!GitRepo::layout(u"staging"_s).appPath(u"flux"_s));
        QVERIFY(!GitRepo::layout(u"staging"_s).appPath(u"release.json"_s));
    }
};

QTEST_GUILESS_MAIN(LayoutTest)
#include "tst_gitops_layout.moc"
