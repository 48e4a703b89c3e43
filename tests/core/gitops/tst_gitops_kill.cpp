#include "gitrepo.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QSet>
#include <QThread>

#include <cstdio>

using namespace coupe;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;

namespace {

QString eventId(int number)
{
    return u"event-%1"_s.arg(number);
}

/// A worker as the service runs it: for each event it asks what was done, does the rest, and never forgets.
int work(const QString &path)
{
    if (!Repository::setFlushing(false))
        return 1;
    const auto repository = Repository::openOrInit(path);
    if (!repository)
        return 1;
    const SystemClock clock;
    Writer writer(**repository, clock);
    for (int number = 0;; ++number) {
        const auto done = writer.commitOfEvent(eventId(number), 0);
        if (!done)
            return 2;
        if (*done)
            continue;
        const QString artifact = QString::number(number);
        const auto written = writer.writeRelease(GitRepo::layout(u"staging"_s), GitRepo::release(u"web"_s, artifact),
            GitRepo::files(artifact), {eventId(number), 0});
        if (!written || written->nothingChanged())
            return 3;
        std::puts("done");
        std::fflush(stdout);
    }
}

} // namespace

class KillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deploysEveryEventOnceHoweverOftenItIsKilled()
    {
        GitRepo repo;
        constexpr int Rounds = 15;
        for (int round = 0; round < Rounds; ++round) {
            QProcess worker;
            worker.start(QCoreApplication::applicationFilePath(), {u"--work"_s, repo.path()});
            QVERIFY(worker.waitForReadyRead(30'000));
            QThread::usleep(QRandomGenerator::global()->bounded(40'000U));
            QCOMPARE(worker.state(), QProcess::Running);
            worker.kill();
            QVERIFY(worker.waitForFinished());
        }
        const auto releases = listReleases(repo.repository(), repo.staging);
        QVERIFY2(releases, qPrintable(releases ? QString() : releases.error().message + releases.error().detail));
        QVERIFY(releases->size() >= Rounds);
        for (qsizetype i = 0; i < releases->size(); ++i) {
            const int number = int(releases->size() - 1 - i);
            QCOMPARE(releases->at(i).artifactId, QString::number(number));
            QCOMPARE(repo.writer().commitOfEvent(eventId(number), 0).value(), std::optional(releases->at(i).gitopsRef));
        }
        QCOMPARE(repo.fsck(), QString());
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (application.arguments().value(1) == u"--work")
        return work(application.arguments().value(2));
    KillTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_gitops_kill.moc"
