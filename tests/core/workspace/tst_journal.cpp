#include "samples.h"

#include <workspace/journal.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace coupe::workspace;
using namespace coupe;
using namespace samples;

/// What is confirmed is on disk, once.
class JournalTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_path;

    static JournalEntry entry(const QString &id, const QString &app = u"payments"_s, const QString &artifact = u"a-1"_s)
    {
        JournalEntry entry;
        Request &request = entry.request;
        request.id = id;
        request.profileId = u"acme"_s;
        request.environment = u"production"_s;
        request.app = app;
        request.artifactId = artifact;
        request.label = u"4f2c1a9"_s;
        request.requestedAt = now;
        entry.knownRefs = {u"ref1"_s, u"ref2"_s};
        return entry;
    }

    template <typename T, typename Start> static Result<T> wait(Start start)
    {
        std::optional<Result<T>> result;
        const Task task = start([&](Result<T> arrived) { result = std::move(arrived); });
        if (!QTest::qWaitFor([&] { return result.has_value(); }))
            return failure(ErrorKind::Timeout, u"the journal did not answer"_s);
        return std::move(*result);
    }
    static Result<void> arm(Journal &journal, const JournalEntry &entry)
    {
        const auto armed = wait<void>([&](auto done) { return journal.arm(entry, done); });
        if (!armed && armed.error().kind != ErrorKind::Invalid)
            qInfo() << armed.error().message << armed.error().detail;
        return armed;
    }
    static Result<Request> update(Journal &journal, Request request, RequestState state,
        const std::function<void(Request &)> &edit = {}, std::optional<RequestState> onlyFrom = {})
    {
        request.state = state;
        if (!isOpen(state))
            request.endedAt = now;
        if (edit)
            edit(request);
        return wait<Request>([&](auto done) { return journal.update(request, done, onlyFrom); });
    }
    static QList<JournalEntry> load(Journal &journal, int limit = 100)
    {
        return wait<QList<JournalEntry>>([&](auto done) { return journal.load(u"acme"_s, limit, done); }).value();
    }

private Q_SLOTS:
    void init()
    {
        static int number = 0;
        m_path = m_folder.filePath(u"journal%1.sqlite"_s.arg(++number));
    }

    void armedRequestSurvivesAsItWas()
    {
        {
            Journal journal(m_path);
            QVERIFY(arm(journal, entry(u"1"_s)));
        }
        Journal again(m_path);
        const auto entries = load(again);
        QCOMPARE(entries, QList<JournalEntry>{entry(u"1"_s)});
        QCOMPARE(QFile::permissions(m_path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void journalWritesWhatItWasGivenEvenWhenItEnds()
    {
        {
            Journal journal(m_path);
            const Task dropped = journal.arm(entry(u"1"_s), {});
        }
        Journal again(m_path);
        QCOMPARE(load(again).size(), 1);
    }

    void secondRequestOfATargetIsRefusedAcrossJournals()
    {
        Journal one(m_path);
        Journal other(m_path);
        QVERIFY(arm(one, entry(u"1"_s)));
        const auto refused = arm(other, entry(u"2"_s));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Invalid);
        QVERIFY(refused.error().message.contains(u"payments"_s));
        QVERIFY(arm(other, entry(u"3"_s, u"ledger"_s)));
        QCOMPARE(load(one).size(), 2);
    }

    void onlyOneOfTwoJournalsWinsARace()
    {
        Journal one(m_path);
        Journal other(m_path);
        int armed = 0;
        int answered = 0;
        std::vector<Task> tasks;
        for (int i = 0; i < 20; ++i) {
            tasks.push_back((i % 2 ? one : other).arm(entry(QString::number(i)), [&](const Result<void> &result) {
                armed += result.has_value();
                ++answered;
            }));
        }
        QTRY_COMPARE(answered, 20);
        QCOMPARE(armed, 1);
    }

    void targetIsFreeAgain_data()
    {
        QTest::addColumn<RequestState>("state");
        QTest::addColumn<bool>("same");
        QTest::addColumn<bool>("free");
        for (const auto state : {RequestState::Applied, RequestState::Failed, RequestState::Refused,
                 RequestState::NoChange, RequestState::NotDelivered})
            QTest::addRow("ended %d", int(state)) << state << true << true;
        for (const auto state :
            {RequestState::Armed, RequestState::Sent, RequestState::Accepted, RequestState::Unknown})
            QTest::addRow("open %d", int(state)) << state << false << false;
        QTest::newRow("written, another version") << RequestState::Written << false << true;
        QTest::newRow("written, the same version") << RequestState::Written << true << false;
    }
    void targetIsFreeAgain()
    {
        QFETCH(RequestState, state);
        QFETCH(bool, same);
        QFETCH(bool, free);
        Journal journal(m_path);
        QVERIFY(arm(journal, entry(u"1"_s)));
        QVERIFY(update(journal, entry(u"1"_s).request, state));
        QCOMPARE(arm(journal, entry(u"2"_s, u"payments"_s, same ? u"a-1"_s : u"a-2"_s)).has_value(), free);
    }

    void whatEndedStaysEnded()
    {
        Journal journal(m_path);
        QVERIFY(arm(journal, entry(u"1"_s)));
        QVERIFY(update(journal, entry(u"1"_s).request, RequestState::Applied));
        const auto held = update(journal, entry(u"1"_s).request, RequestState::Unknown);
        QCOMPARE(held->state, RequestState::Applied);
        QCOMPARE(load(journal)[0].request.state, RequestState::Applied);
    }

    void whatArrivedDoesNotBecomeUnknownAgain()
    {
        Journal journal(m_path);
        QVERIFY(arm(journal, entry(u"1"_s)));
        QVERIFY(
            update(journal, entry(u"1"_s).request, RequestState::Accepted, [](Request &r) { r.eventId = u"event"_s; }));
        QCOMPARE(update(journal, entry(u"1"_s).request, RequestState::Unknown)->eventId, u"event"_s);
        QCOMPARE(update(journal, entry(u"1"_s).request, RequestState::NotDelivered)->state, RequestState::Accepted);
    }

    void acceptedDeleteDoesNotBecomeUnknownAgain()
    {
        // It has no event to be known by.
        Journal journal(m_path);
        JournalEntry removal = entry(u"1"_s);
        removal.request.kind = RequestKind::Delete;
        QVERIFY(arm(journal, removal));
        QVERIFY(update(journal, removal.request, RequestState::Accepted, [](Request &r) { r.acceptedAt = now; }));
        QCOMPARE(update(journal, removal.request, RequestState::Unknown)->state, RequestState::Accepted);
    }

    void rollbackSeenWithoutItsCommitIsFoundAfterAll()
    {
        Journal journal(m_path);
        QVERIFY(arm(journal, entry(u"1"_s)));
        QVERIFY(update(journal, entry(u"1"_s).request, RequestState::NotDelivered));
        QCOMPARE(update(journal, entry(u"1"_s).request, RequestState::Written)->state, RequestState::Written);
    }

    void notDeliveredMayBeFoundAfterAll()
    {
        Journal journal(m_path);
        QVERIFY(arm(journal, entry(u"1"_s)));
        QVERIFY(update(journal, entry(u"1"_s).request, RequestState::NotDelivered));
        QCOMPARE(update(journal, entry(u"1"_s).request, RequestState::Unknown)->state, RequestState::NotDelivered);
        const auto found =
            update(journal, entry(u"1"_s).request, RequestState::Written, [](Request &r) { r.gitopsHash = u"h"_s; });
        QCOMPARE(found->state, RequestState::Written);
    }

    void onlyOneProcessCrossesFromArmed()
    {
        Journal journal(m_path);
        QVERIFY(arm(journal, entry(u"1"_s)));
        const auto request = entry(u"1"_s).request;
        QCOMPARE(update(journal, request, RequestState::Sent, {}, RequestState::Armed)->state, RequestState::Sent);
        QCOMPARE(update(journal, request, RequestState::Refused, {}, RequestState::Armed)->state, RequestState::Sent);
    }

    void everyStateIsKept()
    {
        Journal journal(m_path);
        QVERIFY(arm(journal, entry(u"1"_s)));
        const QList<RequestState> way{
            RequestState::Sent, RequestState::Accepted, RequestState::Written, RequestState::Applied};
        for (const RequestState state : way)
            QVERIFY(update(journal, entry(u"1"_s).request, state));
        const auto history = wait<QList<RequestState>>([&](auto done) { return journal.history(u"1"_s, done); });
        QCOMPARE(*history, QList<RequestState>{RequestState::Armed} + way);
    }

    void openRequestsAreLoadedHoweverOld()
    {
        Journal journal(m_path);
        for (int i = 0; i < 5; ++i) {
            JournalEntry each = entry(QString::number(i), u"app%1"_s.arg(i));
            each.request.requestedAt = now.addSecs(i);
            QVERIFY(arm(journal, each));
            if (i > 0)
                QVERIFY(update(journal, each.request, RequestState::Applied));
        }
        const auto entries = load(journal, 2);
        QCOMPARE(entries.size(), 3);
        QCOMPARE(entries.constFirst().request.id, u"4"_s);
        QCOMPARE(entries.constLast().request.id, u"0"_s);
    }

    void unwritableJournalSaysSo()
    {
        QFile inTheWay(m_path);
        QVERIFY(inTheWay.open(QFile::WriteOnly));
        Journal journal(m_path + u"/journal.sqlite"_s);
        const auto refused = arm(journal, entry(u"1"_s));
        QCOMPARE(refused.error().kind, ErrorKind::Storage);
        QVERIFY(!refused.error().message.isEmpty());
    }
};

QTEST_GUILESS_MAIN(JournalTest)
#include "tst_journal.moc"
