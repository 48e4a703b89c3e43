#include "comparefixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace coupe;
using namespace coupe::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int Patience = 20'000;

QStringList column(const QAbstractItemModel &model, int role)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, 0).data(role).toString();
    return texts;
}

ValueLine value(const QString &path, const QString &label)
{
    ValueLine value;
    value.object = u"Deployment payments"_s;
    value.path = path;
    value.label = label;
    return value;
}

} // namespace

/// Which releases changed a value, over a mirror of a real gitops repo.
class TrailTest : public QObject
{
    Q_OBJECT

    CompareFixture m_fixture;
    std::unique_ptr<TrailController> m_trail;

private Q_SLOTS:
    void initTestCase() { m_fixture.catchUp(); }
    void init() { m_trail = std::make_unique<TrailController>(*m_fixture.gitops, m_fixture.repo.clock); }

    void releasesThatChangedTheValueComeNewestFirst()
    {
        const QAbstractItemModelTester tester(m_trail->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy chosen(m_trail.get(), &TrailController::chosen);
        const QString path = u"spec.template.spec.containers[payments].resources.limits.memory"_s;
        m_trail->open(u"production"_s, u"payments"_s, value(path, u"Deployment / memory limit"_s));
        QCOMPARE(m_trail->phase(), TrailController::Loading);
        QCOMPARE(m_trail->label(), u"Deployment / memory limit"_s);
        QCOMPARE(m_trail->place(), u"payments in production"_s);
        QCOMPARE(m_trail->path(), u"Deployment payments  "_s + path);
        QTRY_COMPARE_WITH_TIMEOUT(m_trail->phase(), TrailController::Ready, Patience);
        const TrailModel &model = *m_trail->model();
        QCOMPARE(column(model, TrailModel::VersionRole), QStringList({u"8f02a91"_s, u"4c11b0d"_s}));
        QCOMPARE(column(model, TrailModel::AfterRole), QStringList({u"384Mi"_s, u"256Mi"_s}));
        QCOMPARE(column(model, TrailModel::BeforeRole), QStringList({u"256Mi"_s, u"not set"_s}));
        QCOMPARE(column(model, TrailModel::ByRole), QStringList({u"policy"_s, u"priya"_s}));
        QCOMPARE(column(model, TrailModel::NowRole), QStringList({u"true"_s, u"false"_s}));
        m_trail->choose(7);
        QCOMPARE(m_trail->phase(), TrailController::Ready);
        m_trail->choose(0);
        QCOMPARE(m_trail->phase(), TrailController::Closed);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first().at(2).toString(), m_fixture.commits[3]);
    }

    void aValueThatNoReleaseChangedSaysSo()
    {
        m_trail->open(u"production"_s, u"payments"_s, value(u"spec.nothing"_s, u"nothing"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_trail->phase(), TrailController::Empty, Patience);
        m_trail->close();
        QCOMPARE(m_trail->phase(), TrailController::Closed);
    }

    void whatCannotBeReadFailsAndCanBeTriedAgain()
    {
        workspace::GitopsRepos none({}, m_fixture.repo.path(), m_fixture.repo.clock);
        TrailController trail(none, m_fixture.repo.clock);
        trail.open(u"production"_s, u"payments"_s, {});
        QTRY_COMPARE_WITH_TIMEOUT(trail.phase(), TrailController::Failed, Patience);
        QVERIFY(!trail.problem().isEmpty());
        trail.retry();
        QCOMPARE(trail.phase(), TrailController::Loading);
        QTRY_COMPARE_WITH_TIMEOUT(trail.phase(), TrailController::Failed, Patience);
    }
};

QTEST_MAIN(TrailTest)
#include "tst_trail.moc"
