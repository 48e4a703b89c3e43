#include "../core/gitops/gitrepo.h"

#include <ui/asofcontroller.h>
#include <ui/historycontroller.h>

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QSignalSpy>

using namespace coupe;
using namespace coupe::ui;
using namespace Qt::StringLiterals;
using workspace::Session;

namespace {

constexpr int Patience = 20'000;

QByteArray recordOf(const QByteArray &artifact)
{
    return "{\"app\":\"web\",\"env\":\"staging\",\"artifactId\":\"" + artifact + "\"}";
}

} // namespace

/// The History place over a real gitops repo, with the API away: everything in it comes from git, and works offline.
class HistoryTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<GitRepo> m_repo;
    std::unique_ptr<QTemporaryDir> m_folder;
    SystemClock m_clock;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Ticker> m_ticker;
    std::unique_ptr<HistoryController> m_history;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

    void start(const QList<workspace::GitopsSource> &sources)
    {
        Session::Options options;
        options.profile.id = u"test"_s;
        options.profile.server = QUrl(u"http://127.0.0.1:1"_s); // nobody listens there
        options.profile.gitops = sources;
        options.token = "secret";
        options.dataFolder = m_folder->path();
        options.clock = &m_clock;
        m_session = std::make_unique<Session>(std::move(options));
        m_ticker = std::make_unique<Ticker>();
        m_history = std::make_unique<HistoryController>(*m_session, *m_ticker);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_history->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_session->start();
        m_history->open();
    }

    void startAndRead()
    {
        start({{.url = m_repo->path()}});
        QTRY_COMPARE_WITH_TIMEOUT(m_history->status(), HistoryController::Ready, Patience);
    }

    QString text(int row, HistoryModel::Role role) const
    {
        return m_history->model()->data(m_history->model()->index(row), role).toString();
    }

    /// Looks at all rows, which reads them.
    void readRows()
    {
        HistoryModel *model = m_history->model();
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                bool all = true;
                for (int row = 0; row < model->count(); ++row)
                    all = model->data(model->index(row), HistoryModel::LoadedRole).toBool() && all;
                return all;
            }(),
            Patience);
    }

    QStringList apps()
    {
        readRows();
        QStringList apps;
        for (int row = 0; row < m_history->model()->count(); ++row)
            apps.append(text(row, HistoryModel::AppRole));
        return apps;
    }

private Q_SLOTS:
    void init()
    {
        m_repo = std::make_unique<GitRepo>();
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void cleanup()
    {
        m_tester.reset();
        m_history.reset();
        m_session.reset();
    }

    void listsWhatHappenedWithoutAnyServer()
    {
        m_repo->deploy(u"web"_s, u"a1"_s);
        m_repo->deploy(u"api"_s, u"b1"_s);
        startAndRead();
        QCOMPARE(apps(), QStringList({u"api"_s, u"web"_s}));
        QCOMPARE(text(0, HistoryModel::WordRole), u"Wanted"_s); // nobody said that it runs
        QCOMPARE(text(0, HistoryModel::KindRole), u"Policy"_s);
        QCOMPARE(m_history->countText(), u"2 entries"_s);
        QVERIFY(m_history->asOfText().contains(u"(git)"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_history->apps(), QStringList({u"api"_s, u"web"_s}), Patience);
    }

    void saysWhenNobodyNamedARepo()
    {
        start({});
        QCOMPARE(m_history->status(), HistoryController::NoSource);
    }

    void saysWhenTheRepoCannotBeReached()
    {
        start({{.url = m_folder->filePath(u"nothing.git"_s)}});
        QTRY_COMPARE_WITH_TIMEOUT(m_history->status(), HistoryController::Failed, Patience);
        QVERIFY(!m_history->problemText().isEmpty());
    }

    void anEmptyRepoIsNoFailure()
    {
        start({{.url = m_repo->path()}});
        QTRY_COMPARE_WITH_TIMEOUT(m_history->status(), HistoryController::Empty, Patience);
    }

    void aNewReleaseComesInAtTheTopAndTheChoiceStays()
    {
        m_repo->deploy(u"web"_s, u"a1"_s);
        m_repo->deploy(u"api"_s, u"b1"_s);
        startAndRead();
        readRows();
        m_history->select(1);
        QTRY_COMPARE_WITH_TIMEOUT(m_history->detail()->facts().app, u"web"_s, Patience);
        QSignalSpy resets(m_history->model(), &QAbstractItemModel::modelReset);
        m_repo->deploy(u"web"_s, u"a2"_s);
        m_session->gitops().hint();
        QTRY_COMPARE_WITH_TIMEOUT(m_history->model()->count(), 3, Patience);
        QCOMPARE(m_history->currentRow(), 2);
        QCOMPARE(m_history->detail()->facts().app, u"web"_s);
        QVERIFY(resets.isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(text(2, HistoryModel::WordRole), u"Replaced"_s, Patience);
    }

    void theChosenChangeTellsItsFiles()
    {
        m_repo->deploy(u"web"_s, u"a1"_s);
        startAndRead();
        readRows();
        m_history->select(0);
        QTRY_VERIFY_WITH_TIMEOUT(m_history->detail()->files().contains(u"+ release.json"_s), Patience);
        QVERIFY(m_history->detail()->facts().rollBackOff.contains(u"wants now"_s));
    }

    void aFilterThatLeavesNothingSaysWhichOne()
    {
        m_repo->deploy(u"web"_s, u"a1"_s);
        startAndRead();
        m_history->filter()->setKind(m_history->filter()->kinds().at(3)); // Delete
        QTRY_COMPARE_WITH_TIMEOUT(m_history->status(), HistoryController::Empty, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_history->removedBy(), QStringList{u"Kind Delete (1 without it)"_s}, Patience);
        m_history->dropFilter(0);
        QTRY_COMPARE_WITH_TIMEOUT(m_history->status(), HistoryController::Ready, Patience);
        QVERIFY(!m_history->filter()->narrows());
    }

    void anOperatorIsTakenOutOfTheSearch()
    {
        m_repo->deploy(u"web"_s, u"a1"_s);
        startAndRead();
        m_history->filter()->setText(u"kind:delete staging"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_history->removedBy(), QStringList{u"kind:delete (1 without it)"_s}, Patience);
        m_history->dropFilter(0);
        QCOMPARE(m_history->filter()->text(), u"staging"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_history->status(), HistoryController::Ready, Patience);
    }

    void whatIsNotUnderstoodIsNamed()
    {
        m_repo->deploy(u"web"_s, u"a1"_s);
        startAndRead();
        m_history->filter()->setText(u"kind:party"_s);
        QVERIFY(m_history->filter()->notUnderstood().contains(u"kind:party"_s));
    }

    void theOlderOfTwoMarkedRowsIsA()
    {
        for (const QString &artifact : {u"a1"_s, u"a2"_s, u"a3"_s})
            m_repo->deploy(u"web"_s, artifact);
        startAndRead();
        readRows();
        m_history->toggleMark(0);
        QCOMPARE(text(0, HistoryModel::MarkRole), u"A"_s);
        QVERIFY(!m_history->canCompare());
        m_history->toggleMark(2);
        QCOMPARE(text(2, HistoryModel::MarkRole), u"A"_s);
        QCOMPARE(text(0, HistoryModel::MarkRole), u"B"_s);
        QSignalSpy wanted(m_history.get(), &HistoryController::comparisonWanted);
        m_history->compareMarked();
        QTRY_COMPARE_WITH_TIMEOUT(wanted.size(), 1, Patience);
        QCOMPARE(wanted[0][0].value<gitops::Change>().artifactId, u"a1"_s);
        QCOMPARE(wanted[0][1].value<gitops::Change>().artifactId, u"a3"_s);
        m_history->toggleMark(0);
        QVERIFY(!m_history->canCompare());
    }

    void exportsWhatIsListed()
    {
        m_repo->deploy(u"web"_s, u"a1"_s);
        m_repo->deploy(u"api"_s, u"b1"_s);
        startAndRead();
        m_history->filter()->setApp(u"web"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_history->model()->count(), 1, Patience);
        const QString path = m_folder->filePath(u"out.csv"_s);
        QSignalSpy ended(m_history.get(), &HistoryController::exportEnded);
        m_history->exportTo(path);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, Patience);
        QCOMPARE(ended[0][0].toInt(), 1);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray csv = file.readAll();
        QVERIFY(csv.contains("\"web\""));
        QVERIFY(!csv.contains("\"api\""));
    }

    void anExportThatCannotBeWrittenSaysWhy()
    {
        m_repo->deploy(u"web"_s, u"a1"_s);
        startAndRead();
        QSignalSpy ended(m_history.get(), &HistoryController::exportEnded);
        m_history->exportTo(u"/proc/nothing/out.csv"_s);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, Patience);
        QVERIFY(m_history->exportProblem().contains(u"/proc/nothing/out.csv"_s));
        m_history->exportTo(u"out.csv"_s);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 2, Patience);
        QCOMPARE(ended[1][0].toInt(), -1);
    }

    void jumpsToAChangeWhereverItIs()
    {
        const QString commit = m_repo->deploy(u"web"_s, u"a1"_s);
        m_repo->deploy(u"api"_s, u"b1"_s);
        start({{.url = m_repo->path()}});
        QTRY_COMPARE_WITH_TIMEOUT(m_history->status(), HistoryController::Ready, Patience);
        m_history->show(u"staging"_s, u"web"_s, commit);
        QTRY_COMPARE_WITH_TIMEOUT(m_history->detail()->facts().gitopsHashFull, commit, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_history->currentRow(), 0, Patience);
    }

    void showsAMomentBesideNow()
    {
        m_repo->deploy(u"web"_s, u"a1"_s);
        const QDateTime then = m_repo->clock.now();
        m_repo->clock.advance(std::chrono::minutes(1));
        m_repo->deploy(u"web"_s, u"a2"_s);
        m_repo->deploy(u"api"_s, u"b1"_s);
        startAndRead();
        AsOfController asOf(*m_session);
        const QAbstractItemModelTester tester(asOf.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        asOf.openAt(then);
        QTRY_COMPARE_WITH_TIMEOUT(asOf.model()->count(), 2, Patience);
        QCOMPARE(asOf.summary(), u"2 of 2 differ from now"_s);
        QCOMPARE(asOf.model()->data(asOf.model()->index(0), AsOfModel::DifferenceRole).toString(), u"Not there then"_s);
        QSignalSpy wanted(&asOf, &AsOfController::comparisonWanted);
        asOf.compare(1);
        QCOMPARE(wanted.size(), 1);
        asOf.setTyped(u"sometime"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!asOf.problem().isEmpty(), Patience);
        QCOMPARE(asOf.model()->count(), 2); // what is there stays
    }

    void tenThousandRowsAreReadWhereTheyAreLookedAt()
    {
        QByteArray stream;
        for (int i = 0; i < 10'000; ++i) {
            const QByteArray record = recordOf("a" + QByteArray::number(i));
            const QByteArray message = "[Gimlet] staging/web automated deploy";
            stream += "commit refs/heads/main\ncommitter Gimlet <g@x> " + QByteArray::number(1'700'000'000 + i)
                + " +0000\ndata " + QByteArray::number(message.size()) + '\n' + message
                + "\nM 100644 inline staging/web/release.json\ndata " + QByteArray::number(record.size()) + '\n'
                + record + '\n';
        }
        m_repo->git({u"fast-import"_s, u"--quiet"_s}, stream);
        startAndRead();
        HistoryModel *model = m_history->model();
        QTRY_COMPARE_WITH_TIMEOUT(model->count(), 10'000, Patience);
        QSignalSpy read(model, &HistoryModel::rowsRead);
        QVERIFY(!model->data(model->index(7'000), HistoryModel::LoadedRole).toBool());
        QTRY_VERIFY_WITH_TIMEOUT(model->data(model->index(7'000), HistoryModel::LoadedRole).toBool(), Patience);
        QVERIFY(!model->changeAt(3'000).has_value()); // nobody looked there
        m_history->select(9'999);
        QTRY_COMPARE_WITH_TIMEOUT(m_history->detail()->facts().artifactId, u"a0"_s, Patience);
    }
};

QTEST_GUILESS_MAIN(HistoryTest)
#include "tst_history.moc"
