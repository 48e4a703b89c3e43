#include <gimlet/artifact.h>
#include <gimlet/flux.h>
#include <gimlet/reconciliation.h>

#include <QTest>

using namespace coupe::gimlet;
using namespace Qt::StringLiterals;

/// What the vocabulary says of itself.
class GimletValuesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void versionsHaveALabelAndASubject();
    void statusesAreClassifiedBySubstring_data();
    void statusesAreClassifiedBySubstring();
    void revisionsNameTheirCommit_data();
    void revisionsNameTheirCommit();
    void laterVariablesWin();
    void secretNamesAreKnown_data();
    void secretNamesAreKnown();
    void eventsAreSpelledAsOnTheWire();
};

void GimletValuesTest::versionsHaveALabelAndASubject()
{
    Version version;
    QCOMPARE(version.label(), QString());
    QCOMPARE(version.subject(), QString());
    version.sha = u"4f2c1a9d"_s;
    version.tag = u"v1.2.0"_s;
    QCOMPARE(version.label(), u"4f2c1a9"_s);
    version.event = GitEvent::Tag;
    QCOMPARE(version.label(), u"v1.2.0"_s);
    version.message = u"Fix login \n\nFor good."_s;
    QCOMPARE(version.subject(), u"Fix login"_s);
}

void GimletValuesTest::statusesAreClassifiedBySubstring_data()
{
    QTest::addColumn<QString>("status");
    QTest::addColumn<Reconciliation>("reconciliation");
    QTest::newRow("nothing") << QString() << Reconciliation::Unknown;
    QTest::newRow("new word") << u"Pondering"_s << Reconciliation::Unknown;
    QTest::newRow("waiting") << u"NotReconciled"_s << Reconciliation::Waiting;
    QTest::newRow("progressing") << u"Progressing"_s << Reconciliation::Progressing;
    QTest::newRow("dependency") << u"DependencyNotReady"_s << Reconciliation::Progressing;
    QTest::newRow("succeeded") << u"ReconciliationSucceeded"_s << Reconciliation::Succeeded;
    QTest::newRow("failed") << u"ReconciliationFailed"_s << Reconciliation::Failed;
    QTest::newRow("validation") << u"ValidationFailed"_s << Reconciliation::Failed;
    QTest::newRow("health") << u"HealthCheckFailed"_s << Reconciliation::Failed;
    QTest::newRow("artifact") << u"ArtifactFailed"_s << Reconciliation::Failed;
}

void GimletValuesTest::statusesAreClassifiedBySubstring()
{
    QFETCH(QString, status);
    QFETCH(Reconciliation, reconciliation);
    QCOMPARE(reconciliationFromStatus(status), reconciliation);
    QCOMPARE(isTerminal(reconciliation),
        reconciliation == Reconciliation::Succeeded || reconciliation == Reconciliation::Failed);
}

void GimletValuesTest::revisionsNameTheirCommit_data()
{
    QTest::addColumn<QString>("revision");
    QTest::addColumn<bool>("named");
    const QString hash = u"392efd499e3c06abcc0141a9eda0af65041b6207"_s;
    QTest::newRow("old") << u"main/"_s + hash << true;
    QTest::newRow("new") << u"main@sha1:"_s + hash << true;
    QTest::newRow("branch with a slash, old") << u"feature/x/"_s + hash << true;
    QTest::newRow("branch with a slash, new") << u"feature/x@sha1:"_s + hash << true;
    QTest::newRow("no branch") << u"sha1:"_s + hash << true;
    QTest::newRow("bare") << hash << true;
    QTest::newRow("upper case") << u"main@sha1:"_s + hash.toUpper() << true;
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("short") << u"main/392efd4"_s << false;
    QTest::newRow("longer than a hash") << u"main@sha1:a"_s + hash << false;
    QTest::newRow("no hash") << u"main@sha1:"_s + QString(40, u'z') << false;
}

void GimletValuesTest::revisionsNameTheirCommit()
{
    QFETCH(QString, revision);
    QFETCH(bool, named);
    QCOMPARE(commitOfRevision(revision), named ? u"392efd499e3c06abcc0141a9eda0af65041b6207"_s : QString());
}

void GimletValuesTest::laterVariablesWin()
{
    Artifact artifact;
    artifact.context = {{u"A"_s, u"context"_s}, {u"B"_s, u"context"_s}, {u"C"_s, u"context"_s}};
    artifact.items = {{{u"B"_s, u"item"_s}, {u"C"_s, u"item"_s}, {u"N"_s, 7}}};
    artifact.vars = {{u"C"_s, u"var"_s}};
    const QMap<QString, QString> expected{{u"A"_s, u"context"_s}, {u"B"_s, u"item"_s}, {u"C"_s, u"var"_s}};
    QCOMPARE(templateVariables(artifact), expected);
}

void GimletValuesTest::secretNamesAreKnown_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("secret");
    for (const char *name : {"GITHUB_TOKEN", "my_secret", "DB_PASSWORD", "API_KEY", "SENTRY_DSN", "aws_credentials"})
        QTest::newRow(name) << QString::fromLatin1(name) << true;
    for (const char *name : {"SHA", "GITHUB_RUN_ID", "BRANCH", ""})
        QTest::newRow(*name ? name : "nothing") << QString::fromLatin1(name) << false;
}

void GimletValuesTest::secretNamesAreKnown()
{
    QFETCH(QString, name);
    QFETCH(bool, secret);
    QCOMPARE(looksSecret(name), secret);
}

void GimletValuesTest::eventsAreSpelledAsOnTheWire()
{
    for (const GitEvent event : {GitEvent::Push, GitEvent::Tag, GitEvent::PullRequest})
        QVERIFY(gitEventFromString(toString(event)) == event);
    QCOMPARE(toString(GitEvent::PullRequest), u"pr"_s);
}

QTEST_GUILESS_MAIN(GimletValuesTest)
#include "tst_gimlet_values.moc"
