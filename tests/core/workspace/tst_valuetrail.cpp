#include "../gitops/gitrepo.h"

#include <gitops/folderfiles.h>
#include <gitops/releaseindex.h>
#include <workspace/comparison.h>
#include <workspace/valuetrail.h>

using namespace coupe;
using namespace coupe::gitops;
using namespace coupe::workspace;
using namespace Qt::StringLiterals;

namespace {

QByteArray deployment(int replicas, const QByteArray &image = "web:1")
{
    return "kind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: " + QByteArray::number(replicas)
        + "\n  template:\n    spec:\n      containers:\n      - name: web\n        image: " + image + '\n';
}

} // namespace

/// Which changes of an app changed one of its values, in a real repository.
class ValueTrailTest : public QObject
{
    Q_OBJECT

private:
    struct Past {
        GitRepo repo;
        std::unique_ptr<ReleaseIndex> index;
        int foldersRead = 0;

        void put(const QByteArray &content, const QByteArray &other = {})
        {
            repo.commitByHand(u"by hand"_s,
                {{u"staging/web/web.yaml"_s, content}, {u"staging/web/other.yaml"_s, other},
                    {u"staging/web/release.json"_s, "{\"app\": \"web\"}"}});
        }
        QList<Change> changes()
        {
            index = std::move(*ReleaseIndex::open(repo.path() + u".sqlite"_s, repo.repository(), repo.clock));
            if (!index->update())
                return {};
            return index->page({.env = u"staging"_s, .app = u"web"_s}, 100)->changes;
        }
        ValueTrail trail(const QString &path, const QString &object = u"Deployment web"_s)
        {
            return {object, path, [this](const QString &commit) {
                        ++foldersRead;
                        return readFolder(repo.repository(), commit, repo.staging, u"web"_s);
                    }};
        }
    };

    static QStringList told(ValueTrail trail, const QList<QList<Change>> &pages)
    {
        QStringList lines;
        const auto tell = [&](const TrailStep &step) {
            lines += step.before.value_or(u"-"_s) + u" > "_s + step.after.value_or(u"-"_s);
            return true;
        };
        for (const QList<Change> &page : pages) {
            if (!trail.walk(page, tell))
                return {u"failed"_s};
        }
        trail.finish(tell);
        return lines;
    }

private Q_SLOTS:
    void tellsTheChangesThatTouchedTheValue()
    {
        Past past;
        past.put(deployment(1));
        past.put(deployment(2));
        past.put(deployment(2, "web:2"), "kind: A\nmetadata: {name: web}\n");
        past.put(deployment(2, "web:3"));
        past.put(deployment(3, "web:3"));
        const QList<Change> changes = past.changes();
        QCOMPARE(changes.size(), 5);
        const QStringList expected{u"2 > 3"_s, u"1 > 2"_s, u"- > 1"_s};
        QCOMPARE(told(past.trail(u"spec.replicas"_s), {changes}), expected);
        QCOMPARE(told(past.trail(u"spec.template.spec.containers[web].image"_s), {changes}),
            (QStringList{u"2 > 3"_s, u"1 > 2"_s, u"- > web:1"_s}));
        QVERIFY2(told(past.trail(u"spec.replicas"_s), {changes.first(2), {}, changes.sliced(2)}) == expected,
            "however the history is cut into pages");
        QCOMPARE(told(past.trail({}, u"A web"_s), {changes}), (QStringList{u"present > -"_s, u"- > present"_s}));
    }

    void namesTheChange()
    {
        Past past;
        past.put(deployment(1));
        past.put(deployment(1, "web:2"));
        past.put(deployment(2, "web:2"));
        past.put(deployment(2, "web:3"));
        const QList<Change> changes = past.changes();
        QList<TrailStep> steps;
        ValueTrail trail = past.trail(u"spec.replicas"_s);
        QVERIFY(trail.walk(changes, [&](const TrailStep &step) { return steps.append(step), true; }).value());
        QCOMPARE(steps.size(), 1);
        QCOMPARE(steps[0].change, changes[1]);
    }

    void anAppThatWasDeletedHadNoValue()
    {
        Past past;
        past.put(deployment(1));
        past.repo.commitByHand(u"gone"_s,
            {{u"staging/web/web.yaml"_s, {}}, {u"staging/web/release.json"_s, {}}, {u"staging/keep"_s, "x"}});
        past.put(deployment(1));
        QCOMPARE(
            told(past.trail(u"spec.replicas"_s), {past.changes()}), (QStringList{u"- > 1"_s, u"1 > -"_s, u"- > 1"_s}));
    }

    void secretsStayMasked()
    {
        const auto secret = [](const QByteArray &value) {
            return "kind: Secret\nmetadata:\n  name: web\nstringData:\n  password: " + value + '\n';
        };
        Past past;
        past.put(deployment(1), secret("hunter2"));
        past.put(deployment(2), secret("hunter2"));
        past.put(deployment(2), secret("swordfish"));
        QCOMPARE(told(past.trail(u"stringData.password"_s, u"Secret web"_s), {past.changes()}),
            (QStringList{u"•••• > ••••"_s, u"- > ••••"_s}));
    }

    void bothCallbacksEndTheWalk()
    {
        Past past;
        for (int replicas = 1; replicas <= 5; ++replicas)
            past.put(deployment(replicas));
        const QList<Change> changes = past.changes();
        ValueTrail trail = past.trail(u"spec.replicas"_s);
        QCOMPARE(trail.walk(changes, [](const TrailStep &) { return false; }).value(), false);
        QCOMPARE(past.foldersRead, 2);
        ValueTrail other = past.trail(u"spec.replicas"_s);
        past.foldersRead = 0;
        QCOMPARE(other
                     .walk(
                         changes, [](const TrailStep &) { return true; },
                         [&](const Change &) { return past.foldersRead < 1; })
                     .value(),
            false);
        QCOMPARE(past.foldersRead, 1);
    }

    void anUnreadableCommitIsAnError()
    {
        Past past;
        past.put(deployment(1));
        QList<Change> changes = past.changes();
        changes[0].commit = QString(40, u'1');
        ValueTrail trail = past.trail(u"spec.replicas"_s);
        QCOMPARE(trail.walk(changes, [](const TrailStep &) { return true; }).error().kind, ErrorKind::NotFound);
    }

    void aValueOfAComparisonCanBeFollowed()
    {
        Past past;
        past.put(deployment(1));
        past.put(deployment(4, "web:2"));
        const QList<Change> changes = past.changes();
        const auto at = [&](const Change &change) {
            return readFolder(past.repo.repository(), change.commit, past.repo.staging, u"web"_s).value();
        };
        const Comparison comparison = compare(at(changes[1]), at(changes[0]));
        QCOMPARE(comparison.values.size(), 2);
        for (const manifest::ValueChange &value : comparison.values)
            QCOMPARE(told(past.trail(value.path, value.object), {changes}).value(0),
                *value.before + u" > "_s + *value.after);
    }
};

QTEST_GUILESS_MAIN(ValueTrailTest)
#include "tst_valuetrail.moc"
