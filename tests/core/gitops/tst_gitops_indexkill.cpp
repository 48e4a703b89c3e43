#include "gitrepo.h"

#include <gitops/releaseindex.h>

#include <QProcess>
#include <QRandomGenerator>

using namespace coupe;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;

namespace {

/// Makes an index as the program does, for somebody to kill it meanwhile.
int makeIndex(const QString &repositoryPath, const QString &databasePath)
{
    const auto repository = Repository::open(repositoryPath);
    if (!repository)
        return 1;
    const SystemClock clock;
    const auto index = ReleaseIndex::open(databasePath, **repository, clock);
    if (!index)
        return 2;
    const auto updated = (*index)->update();
    return updated && updated->complete ? 0 : 3;
}

QStringList commitsOf(ReleaseIndex &index)
{
    QStringList commits;
    const auto page = index.page({}, 100'000);
    if (!page)
        return {page.error().message + page.error().detail};
    for (const Change &change : page->changes)
        commits.append(change.commit + u' ' + change.app + (change.rolledBack ? u" rolled back"_s : QString())
            + (change.current ? u" current"_s : QString()));
    return commits;
}

} // namespace

class IndexKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isRightAfterAnyKill()
    {
        GitRepo repo;
        constexpr int Commits = 6000;
        QByteArray stream;
        for (int i = 0; i < Commits; ++i) {
            const QByteArray record = "{\"artifactId\":\"" + QByteArray::number(i) + "\"}";
            stream += "commit refs/heads/main\ncommitter J <j@x> " + QByteArray::number(1'700'000'000 + i * 60)
                + " +0000\ndata 1\nx\nM 100644 inline staging/app-" + QByteArray::number(i % 20)
                + "/release.json\ndata " + QByteArray::number(record.size()) + '\n' + record + '\n';
        }
        repo.git({u"fast-import"_s, u"--quiet"_s}, stream);
        const QStringList hashes = repo.git({u"rev-list"_s, u"main"_s}).split(u'\n');

        QTemporaryDir directory;
        const QString path = directory.filePath(u"index.sqlite"_s);
        int killed = 0;
        int halfway = 0;
        for (int round = 0; round < 15; ++round) {
            QProcess maker;
            maker.start(QCoreApplication::applicationFilePath(), {u"--index"_s, repo.path(), path});
            QVERIFY(maker.waitForStarted());
            if (!maker.waitForFinished(10 + QRandomGenerator::global()->bounded(300))) {
                maker.kill();
                QVERIFY(maker.waitForFinished());
                ++killed;
            } else {
                QCOMPARE(maker.exitCode(), 0);
            }
            // Whatever is there is the newest part of the truth.
            auto index = ReleaseIndex::open(path, repo.repository(), repo.clock);
            QVERIFY(index);
            const QStringList found = commitsOf(**index);
            for (qsizetype i = 0; i < found.size(); ++i)
                QVERIFY2(found[i].startsWith(hashes[i]), qPrintable(found[i]));
            if ((*index)->isComplete().value()) {
                QCOMPARE(found.size(), Commits);
                index->reset();
                for (const QString &end : {u""_s, u"-wal"_s, u"-shm"_s})
                    QFile::remove(path + end);
            } else if (!found.isEmpty()) {
                ++halfway;
            }
        }
        QVERIFY(killed > 0);
        qInfo("%d killed, %d of them halfway", killed, halfway);
        const auto index = ReleaseIndex::open(path, repo.repository(), repo.clock);
        QVERIFY((*index)->update()->complete);
        const auto fresh = ReleaseIndex::open(directory.filePath(u"fresh.sqlite"_s), repo.repository(), repo.clock);
        QVERIFY((*fresh)->update()->complete);
        QCOMPARE(commitsOf(**index), commitsOf(**fresh));
        QCOMPARE((*index)->count({.search = parseSearch(u"app:app-7"_s)}).value(), Commits / 20);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == u"--index"_s)
        return makeIndex(arguments[2], arguments[3]);
    IndexKillTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_gitops_indexkill.moc"
