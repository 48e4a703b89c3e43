#include "gitrepo.h"

using namespace coupe;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;

class RollbackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void revertsLaterReleasesNewestFirst()
    {
        GitRepo repo;
        const QString first = repo.deploy(u"web"_s, u"a1"_s);
        const QString second = repo.deploy(u"web"_s, u"a2"_s);
        const QString third = repo.deploy(u"web"_s, u"a3"_s);
        const QString tree = repo.git({u"rev-parse"_s, first + u":staging/web"_s});
        const QStringList commits = repo.rollBack(u"web"_s, first);
        QCOMPARE(commits.size(), 2);
        QCOMPARE(repo.git({u"rev-parse"_s, u"main"_s}), commits.first());
        QCOMPARE(repo.git({u"log"_s, u"-2"_s, u"--format=%B"_s}),
            u"Revert \"[Gimlet] staging/web automated deploy\"\n\nThis reverts commit %1.\n\n"
            "Revert \"[Gimlet] staging/web automated deploy\"\n\nThis reverts commit %2."_s.arg(second, third));
        QCOMPARE(repo.git({u"rev-parse"_s, u"main:staging/web"_s}), tree);
        QCOMPARE(repo.rows(), (QStringList{u"web a3 rolled back"_s, u"web a2 rolled back"_s, u"web a1"_s}));
        QCOMPARE(repo.fsck(), QString());
    }

    void leavesOtherAppsAndTheEnvironmentsRecordAlone()
    {
        GitRepo repo;
        const QString first = repo.deploy(u"web"_s, u"a1"_s);
        repo.deploy(u"web"_s, u"a2"_s);
        repo.deploy(u"api"_s, u"b1"_s);
        repo.deploy(u"web"_s, u"a3"_s);
        repo.deploy(u"api"_s, u"b2"_s);
        const QString record = repo.show(u"staging/release.json"_s);
        const QString api = repo.git({u"rev-parse"_s, u"main:staging/api"_s});
        QCOMPARE(repo.rollBack(u"web"_s, first).size(), 2);
        QCOMPARE(repo.show(u"staging/release.json"_s), record);
        QCOMPARE(repo.git({u"rev-parse"_s, u"main:staging/api"_s}), api);
        QVERIFY(repo.show(u"staging/web/manifest.yaml"_s).contains(u"a1"_s));
        QCOMPARE(currentReleases(repo.repository(), repo.staging)->value(u"web"_s)->artifactId, u"a1"_s);
        QCOMPARE(repo.rows({.app = u"api"_s}), (QStringList{u"api b2"_s, u"api b1"_s}));
        QCOMPARE(
            repo.rows({.app = u"web"_s}), (QStringList{u"web a3 rolled back"_s, u"web a2 rolled back"_s, u"web a1"_s}));
    }

    void doesNothingWhenAlreadyThere()
    {
        GitRepo repo;
        const QString first = repo.deploy(u"web"_s, u"a1"_s);
        const QString second = repo.deploy(u"web"_s, u"a2"_s);
        QCOMPARE(repo.rollBack(u"web"_s, second), QStringList());
        QCOMPARE(repo.rollBack(u"web"_s, first).size(), 1);
        QCOMPARE(repo.rollBack(u"web"_s, first), QStringList());
    }

    void refusesEverythingButAReleaseOfThatApp()
    {
        GitRepo repo;
        const QString first = repo.deploy(u"web"_s, u"a1"_s);
        const QString other = repo.deploy(u"api"_s, u"b1"_s);
        const QString second = repo.deploy(u"web"_s, u"a2"_s);
        const QString edit = repo.commitByHand(u"scale"_s, {{u"staging/web/manifest.yaml"_s, "replicas: 9"}});
        const QString third = repo.deploy(u"web"_s, u"a3"_s);
        const QString head = third;
        const auto kind = [&](const QString &app, const QString &target) {
            const auto checked = checkRollback(repo.repository(), repo.staging, app, target);
            const auto written = repo.writer().writeRollback(repo.staging, app, target);
            // Asked before, the answer is the same.
            if (written || checked || checked.error() != written.error())
                return ErrorKind::Unknown;
            return written.error().kind;
        };
        QCOMPARE(kind(u"web"_s, first.left(10)), ErrorKind::Invalid);
        QCOMPARE(kind(u"web"_s, first.toUpper()), ErrorKind::Invalid);
        QCOMPARE(kind(u"web"_s, QString()), ErrorKind::Invalid);
        QCOMPARE(kind(u"web"_s, u"main"_s), ErrorKind::Invalid);
        QCOMPARE(kind(u"web"_s, QString(40, u'z')), ErrorKind::Invalid);
        QCOMPARE(kind(u"web"_s, QString(40, u'a')), ErrorKind::NotFound);
        QCOMPARE(kind(u"web"_s, other), ErrorKind::NotFound);
        QCOMPARE(kind(u"web"_s, edit), ErrorKind::Invalid);
        QCOMPARE(kind(u"nowhere"_s, first), ErrorKind::NotFound);
        QCOMPARE(kind(u".."_s, first), ErrorKind::Invalid);
        QCOMPARE(repo.git({u"rev-parse"_s, u"main"_s}), head);

        QCOMPARE(repo.rollBack(u"web"_s, first).size(), 3);
        QCOMPARE(kind(u"web"_s, second), ErrorKind::Invalid); // rolled back itself
        QCOMPARE(kind(u"web"_s, repo.git({u"rev-parse"_s, u"main"_s})), ErrorKind::Invalid); // a revert
    }

    void bringsADeletedAppBack()
    {
        GitRepo repo;
        const QString first = repo.deploy(u"web"_s, u"a1"_s);
        repo.deploy(u"web"_s, u"a2"_s);
        QVERIFY(repo.writer().writeDelete(repo.staging, u"web"_s, u"jane"_s));
        QVERIFY(checkRollback(repo.repository(), repo.staging, u"web"_s, first));
        QCOMPARE(repo.rollBack(u"web"_s, first).size(), 2);
        QVERIFY(repo.show(u"staging/web/manifest.yaml"_s).contains(u"a1"_s));
        QCOMPARE(repo.rows(), (QStringList{u"web a2 rolled back"_s, u"web a1"_s}));
    }

    void whatWasRolledBackIsNoTargetEvenWhenItIsBack()
    {
        GitRepo repo;
        const QString first = repo.deploy(u"web"_s, u"a1"_s);
        const QString second = repo.deploy(u"web"_s, u"a2"_s);
        QCOMPARE(repo.rollBack(u"web"_s, first).size(), 1);
        const QString again = repo.deploy(u"web"_s, u"a2"_s);
        const auto refused = checkRollback(repo.repository(), repo.staging, u"web"_s, second);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Invalid);
        QVERIFY(checkRollback(repo.repository(), repo.staging, u"web"_s, again));
    }

    void rollsForwardByDeployingAgain()
    {
        GitRepo repo;
        const QString first = repo.deploy(u"web"_s, u"a1"_s);
        repo.deploy(u"web"_s, u"a2"_s);
        repo.rollBack(u"web"_s, first);
        const QString again = repo.deploy(u"web"_s, u"a2"_s);
        QCOMPARE(again.size(), 40);
        QCOMPARE(repo.rows(), (QStringList{u"web a2"_s, u"web a2 rolled back"_s, u"web a1"_s}));
        // Only what stands is taken back: the newest, not the one that was rolled back before.
        QCOMPARE(repo.rollBack(u"web"_s, first).size(), 1);
        QCOMPARE(repo.rows(), (QStringList{u"web a2 rolled back"_s, u"web a2 rolled back"_s, u"web a1"_s}));
    }

    void takesBackARevertOfARevert()
    {
        GitRepo repo;
        const QString first = repo.deploy(u"web"_s, u"a1"_s);
        const QString second = repo.deploy(u"web"_s, u"a2"_s);
        const QString content = repo.show(u"staging/web/manifest.yaml"_s);
        const QString record = repo.show(u"staging/web/release.json"_s);
        const QStringList reverts = repo.rollBack(u"web"_s, first);
        repo.commitByHand(
            u"Revert \"Revert \"[Gimlet] staging/web automated deploy\"\"\n\nThis reverts commit %1."_s.arg(
                reverts.first()),
            {{u"staging/web/manifest.yaml"_s, content.toUtf8() + '\n'},
                {u"staging/web/release.json"_s, record.toUtf8() + '\n'}});
        QCOMPARE(repo.rows(), (QStringList{u"web a2"_s, u"web a1"_s}));
        QCOMPARE(repo.rollBack(u"web"_s, second), QStringList());
        QCOMPARE(repo.rollBack(u"web"_s, first).size(), 1);
        QCOMPARE(repo.rows(), (QStringList{u"web a2 rolled back"_s, u"web a1"_s}));
    }

    void takesBackEditsByHandToo()
    {
        GitRepo repo;
        const QString first = repo.deploy(u"web"_s, u"a1"_s);
        repo.commitByHand(u"scale"_s, {{u"staging/web/manifest.yaml"_s, "replicas: 9"}});
        QCOMPARE(repo.rollBack(u"web"_s, first).size(), 1);
        QVERIFY(repo.show(u"staging/web/manifest.yaml"_s).contains(u"a1"_s));
    }

    void refusesAHistoryThatRevertsCannotUndo()
    {
        GitRepo repo;
        const QString first = repo.deploy(u"web"_s, u"a1"_s);
        const QString second = repo.deploy(u"web"_s, u"a2"_s);
        // By hand: the first release's change is taken out from under the second.
        repo.commitByHand(
            u"Revert \"x\"\n\nThis reverts commit %1."_s.arg(first), {{u"staging/web/manifest.yaml"_s, "gone: true"}});
        const QString head = repo.deploy(u"web"_s, u"a3"_s);
        const auto written = repo.writer().writeRollback(repo.staging, u"web"_s, second);
        QVERIFY(!written);
        QCOMPARE(written.error().kind, ErrorKind::Invalid);
        QVERIFY(written.error().message.contains(u"by hand"_s));
        QCOMPARE(repo.git({u"rev-parse"_s, u"main"_s}), head);
    }
};

QTEST_GUILESS_MAIN(RollbackTest)
#include "tst_gitops_rollback.moc"
