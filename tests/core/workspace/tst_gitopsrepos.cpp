#include "../gitops/gitrepo.h"

#include <workspace/gitopsrepos.h>

#include <QDir>
#include <QSignalSpy>

using namespace coupe;
using namespace coupe::workspace;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using gitops::Change;
using gitops::ChangeFilter;

namespace {

constexpr int Patience = 20'000;

/// Long pauses: what is to be seen comes from hints and refreshes, not from waiting.
constexpr GitopsTiming Timing{.interval = 1h, .afterHint = 1ms, .firstRetry = 1h, .lastRetry = 1h};

/// Gives @p repo a history of another environment by hand, with the repo all its own.
void writeOwn(GitRepo &repo, const QString &app, const QString &artifact)
{
    const QByteArray record = QByteArray(R"({"app":")") + app.toUtf8() + R"(","env":"production","artifactId":")"
        + artifact.toUtf8() + R"(","triggeredBy":"lea"})";
    repo.commitByHand(u"[Gimlet] production/%1 automated deploy"_s.arg(app),
        {{app + u"/release.json"_s, record}, {app + u"/web.yaml"_s, "image: web:" + artifact.toUtf8() + "\n"}});
}

} // namespace

/// The history of all gitops repos of a profile, fetched from real ones on this machine.
class GitopsReposTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<GitRepo> m_shared;
    std::unique_ptr<QTemporaryDir> m_folder;
    SystemClock m_clock;
    std::unique_ptr<GitopsRepos> m_repos;
    Task m_task;

    void open(const QList<GitopsSource> &sources)
    {
        m_repos.reset();
        m_repos = std::make_unique<GitopsRepos>(sources, m_folder->filePath(u"gitops"_s), m_clock, Timing);
        m_repos->start();
    }

    void openAndFetch(const QList<GitopsSource> &sources)
    {
        open(sources);
        for (qsizetype i = 0; i < sources.size(); ++i) {
            QTRY_VERIFY_WITH_TIMEOUT(m_repos->status(i).last.known, Patience);
            QTRY_VERIFY_WITH_TIMEOUT(m_repos->status(i).phase == GitopsStatus::Phase::Resting, Patience);
        }
    }

    GitopsSource shared() const { return {.url = m_shared->path()}; }

    /// What a question is answered with.
    template <typename T, typename Ask> Result<T> answerOf(Ask ask)
    {
        std::optional<Result<T>> answer;
        m_task = ask([&](Result<T> result) { answer = std::move(result); });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), Patience); }();
        return answer ? *answer : failure(ErrorKind::Timeout, u"no answer"_s);
    }

    /// "web a1 deploy", newest first.
    QStringList rows(const ChangeFilter &filter = {})
    {
        const auto keys =
            answerOf<QList<ChangeKey>>([&](auto done) { return m_repos->keys(filter, -1, std::move(done)); });
        if (!keys)
            return {keys.error().message};
        QStringList rows;
        for (const ChangeKey &key : *keys) {
            const auto found =
                answerOf<QList<KeyedChange>>([&](auto done) { return m_repos->changes({key}, std::move(done)); });
            const Change change = found && !found->isEmpty() ? found->first().second : Change{};
            rows.append(change.env + u' ' + change.app + u' ' + change.artifactId);
        }
        return rows;
    }

private Q_SLOTS:
    void init()
    {
        m_shared = std::make_unique<GitRepo>();
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void cleanup()
    {
        m_task.cancel();
        m_repos.reset();
    }

    void tellsAllThatHappened()
    {
        m_shared->deploy(u"web"_s, u"a1"_s);
        m_shared->deploy(u"api"_s, u"b1"_s);
        m_shared->deploy(u"web"_s, u"a2"_s);
        openAndFetch({shared()});
        QCOMPARE(rows(), QStringList({u"staging web a2"_s, u"staging api b1"_s, u"staging web a1"_s}));
        QCOMPARE(m_repos->environments(), QStringList{u"staging"_s});
        QVERIFY(m_repos->oldestAsOf().isValid());
        QVERIFY(m_repos->status(0).last.complete);
    }

    void mixesAFolderForEachEnvironmentWithARepoForEach()
    {
        GitRepo own;
        m_shared->deploy(u"web"_s, u"a1"_s);
        writeOwn(own, u"web"_s, u"p1"_s);
        m_shared->deploy(u"web"_s, u"a2"_s);
        openAndFetch({shared(), {.url = own.path(), .environment = u"production"_s}});
        QCOMPARE(m_repos->environments(), QStringList({u"production"_s, u"staging"_s}));
        QCOMPARE(rows({.env = u"production"_s}), QStringList{u"production web p1"_s});
        QCOMPARE(rows({.env = u"staging"_s}).size(), 2);
        QCOMPARE(rows().size(), 3);
        const auto count =
            answerOf<qint64>([&](auto done) { return m_repos->count({.app = u"web"_s}, std::move(done)); });
        QCOMPARE(count.value_or(-1), 3);
    }

    void anEmptyRepoHasAnEmptyHistory()
    {
        openAndFetch({shared()});
        QCOMPARE(rows(), QStringList());
        QVERIFY(!m_repos->status(0).failed());
    }

    void aHintBringsWhatIsNew()
    {
        m_shared->deploy(u"web"_s, u"a1"_s);
        openAndFetch({shared()});
        QSignalSpy changed(m_repos.get(), &GitopsRepos::changed);
        m_shared->deploy(u"web"_s, u"a2"_s);
        m_repos->hint();
        QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), Patience);
        QCOMPARE(rows().value(0), u"staging web a2"_s);
    }

    void whatIsKnownOutlivesTheRemoteAndTheProgram()
    {
        m_shared->deploy(u"web"_s, u"a1"_s);
        openAndFetch({shared()});
        const QDateTime asOf = m_repos->oldestAsOf();
        QVERIFY(QDir().rename(m_shared->path(), m_shared->path() + u".away"_s));

        m_repos->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(m_repos->status(0).failed(), Patience);
        QVERIFY(m_repos->status(0).nextTry.isValid());
        QCOMPARE(rows(), QStringList{u"staging web a1"_s});

        open({shared()}); // another run
        QTRY_VERIFY_WITH_TIMEOUT(m_repos->status(0).failed(), Patience);
        QCOMPARE(rows(), QStringList{u"staging web a1"_s});
        QCOMPARE(m_repos->oldestAsOf().toSecsSinceEpoch(), asOf.toSecsSinceEpoch());
        QVERIFY(QDir().rename(m_shared->path() + u".away"_s, m_shared->path()));
        m_repos->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(!m_repos->status(0).failed(), Patience);
    }

    void aRepoThatNeverWasReachedSaysSo()
    {
        open({{.url = m_folder->filePath(u"nothing.git"_s)}});
        QTRY_VERIFY_WITH_TIMEOUT(m_repos->status(0).failed(), Patience);
        QVERIFY(!m_repos->status(0).last.known);
        QVERIFY(!m_repos->status(0).error.message.isEmpty());
        QCOMPARE(rows(), QStringList());
    }

    void tellsWhatWasWantedAtAMoment()
    {
        m_shared->deploy(u"web"_s, u"a1"_s);
        const QDateTime then = m_shared->clock.now();
        m_shared->clock.advance(std::chrono::minutes(1));
        m_shared->deploy(u"web"_s, u"a2"_s);
        m_shared->deploy(u"api"_s, u"b1"_s);
        openAndFetch({shared()});
        const auto wanted = answerOf<QList<Change>>(
            [&](auto done) { return m_repos->wantedAt(then, u"staging"_s, std::move(done)); });
        QVERIFY(wanted);
        QCOMPARE(wanted->size(), 1);
        QCOMPARE(wanted->first().artifactId, u"a1"_s);
    }

    void comparesTheSameAppInTwoEnvironments()
    {
        const QString first = m_shared->commitByHand(u"by hand"_s,
            {{u"staging/web/web.yaml"_s, "kind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 2\n"},
                {u"production/web/web.yaml"_s, "kind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 5\n"}});
        openAndFetch({shared()});
        const auto comparison = answerOf<Comparison>([&](auto done) {
            return m_repos->compare({u"staging"_s, u"web"_s, first}, {u"production"_s, u"web"_s, {}}, {},
                std::move(done));
        });
        QVERIFY(comparison);
        QCOMPARE(comparison->values.size(), 1);
        QCOMPARE(comparison->values.first().before.value_or(u""_s), u"2"_s);
        QCOMPARE(comparison->values.first().after.value_or(u""_s), u"5"_s);
    }

    void followsAValueThroughItsReleases()
    {
        for (const QByteArray replicas : {"1", "1", "3"}) {
            m_shared->commitByHand(u"[Gimlet] staging/web automated deploy"_s,
                {{u"staging/web/release.json"_s, R"({"app":"web","env":"staging","artifactId":"r)" + replicas + R"("})"},
                    {u"staging/web/web.yaml"_s,
                        "kind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: " + replicas + "\n"},
                    {u"staging/web/note.yaml"_s, "n: " + QByteArray::number(m_shared->git({u"rev-list"_s, u"--all"_s,
                                                                          u"--count"_s}).toInt())}});
        }
        openAndFetch({shared()});
        const auto steps = answerOf<QList<TrailStep>>([&](auto done) {
            return m_repos->trail(u"staging"_s, u"web"_s, u"Deployment web"_s, u"spec.replicas"_s, std::move(done));
        });
        QVERIFY(steps);
        QCOMPARE(steps->size(), 2);
        QCOMPARE(steps->first().before.value_or(u""_s), u"1"_s);
        QCOMPARE(steps->first().after.value_or(u""_s), u"3"_s);
        QVERIFY(!steps->last().before);
    }

    void aCheckBeforeSendingLooksAtTheRemoteFirst()
    {
        const QString target = m_shared->deploy(u"web"_s, u"a1"_s);
        m_shared->deploy(u"web"_s, u"a2"_s);
        openAndFetch({shared()});
        const QString known = m_repos->status(0).last.head;
        const QString moved = m_shared->deploy(u"web"_s, u"a3"_s);
        const auto head = answerOf<QString>(
            [&](auto done) { return m_repos->recheck(u"staging"_s, u"web"_s, target, std::move(done)); });
        QCOMPARE(head.value_or(QString()), moved);
        QVERIFY(moved != known);
    }

    void aCheckBeforeSendingRefusesWhatIsNoRelease_data()
    {
        QTest::addColumn<QString>("hash");
        m_shared = std::make_unique<GitRepo>();
        const QString web = m_shared->deploy(u"web"_s, u"a1"_s);
        QTest::newRow("short") << web.left(10);
        QTest::newRow("unknown") << QString(40, u'1');
    }

    void aCheckBeforeSendingRefusesWhatIsNoRelease()
    {
        QFETCH(const QString, hash);
        m_shared->deploy(u"web"_s, u"a1"_s);
        openAndFetch({shared()});
        const auto head = answerOf<QString>(
            [&](auto done) { return m_repos->recheck(u"staging"_s, u"web"_s, hash, std::move(done)); });
        QVERIFY(!head);
        QVERIFY(!head.error().message.isEmpty());
    }

    void aCheckBeforeSendingFailsWhenTheRemoteIsAway()
    {
        const QString target = m_shared->deploy(u"web"_s, u"a1"_s);
        openAndFetch({shared()});
        QVERIFY(QDir().rename(m_shared->path(), m_shared->path() + u".away"_s));
        const auto head = answerOf<QString>(
            [&](auto done) { return m_repos->recheck(u"staging"_s, u"web"_s, target, std::move(done)); });
        QVERIFY(!head);
        QVERIFY(QDir().rename(m_shared->path() + u".away"_s, m_shared->path()));
    }

    void aDroppedQuestionStaysSilent()
    {
        m_shared->deploy(u"web"_s, u"a1"_s);
        openAndFetch({shared()});
        bool told = false;
        m_task = m_repos->keys({}, -1, [&](const Result<QList<ChangeKey>> &) { told = true; });
        m_task.cancel();
        QCOMPARE(rows().size(), 1); // asked after it, and answered after it
        QVERIFY(!told);
    }

    void saysWhichFilterLeavesNothing()
    {
        m_shared->deploy(u"web"_s, u"a1"_s);
        openAndFetch({shared()});
        ChangeFilter filter{.env = u"staging"_s, .app = u"web"_s};
        filter.kinds = {gitops::ChangeKind::Delete};
        const auto counts = answerOf<QList<gitops::FacetCount>>(
            [&](auto done) { return m_repos->whatRemoved(filter, std::move(done)); });
        QVERIFY(counts);
        const auto kinds = std::ranges::find(*counts, gitops::FilterPart::Kinds, &gitops::FacetCount::part);
        QVERIFY(kinds != counts->end());
        QCOMPARE(kinds->found, 1);
    }
};

QTEST_GUILESS_MAIN(GitopsReposTest)
#include "tst_gitopsrepos.moc"
