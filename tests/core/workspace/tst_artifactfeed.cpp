#include "samples.h"

#include <support/stubserver.h>
#include <workspace/artifactfeed.h>
#include <workspace/artifactlist.h>

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace coupe::workspace;
using namespace coupe;
using namespace samples;
using State = ArtifactFeed::State;

/// The list that never jumps.
class ArtifactFeedTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::StubServer> m_server;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<ArtifactFeed> m_feed;

    /// What a model would hold that listens to the signals only.
    QStringList m_model;

    void answer(const QList<gimlet::Artifact> &page) { m_server->next(json(page)); }
    static test::Script json(const QList<gimlet::Artifact> &page)
    {
        return test::json(QJsonDocument(gimlet::toJsonArray(page)).toJson(QJsonDocument::Compact));
    }
    static QStringList ids(const QList<gimlet::Artifact> &artifacts)
    {
        QStringList ids;
        for (const gimlet::Artifact &artifact : artifacts)
            ids.append(artifact.id);
        return ids;
    }
    void settle()
    {
        QTRY_VERIFY(m_feed->state() != State::Loading);
        QCOMPARE(m_model, ids(m_feed->artifacts()));
    }
    QString offsetOf(int request) const { return m_server->requests().at(request).query().queryItemValue(u"offset"_s); }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<test::StubServer>();
        m_server->on(u"/api/artifacts"_s, test::json("[]"));
        m_client = std::make_unique<client::Client>(client::Connection{.server = m_server->url(), .token = "secret"});
        m_feed = std::make_unique<ArtifactFeed>(*m_client);
        m_model.clear();
        connect(m_feed.get(), &ArtifactFeed::inserted, this, [this](qsizetype first, qsizetype count) {
            for (qsizetype i = first; i < first + count; ++i)
                m_model.insert(i, m_feed->artifacts()[i].id);
        });
        connect(m_feed.get(), &ArtifactFeed::reset, this, [this] { m_model = ids(m_feed->artifacts()); });
    }

    void cleanup()
    {
        m_feed.reset();
        m_client.reset();
        m_server.reset();
    }

    void emptyServerIsAnEmptyList()
    {
        m_feed->refresh();
        settle();
        QVERIFY(m_feed->artifacts().isEmpty());
        QVERIFY(!m_feed->hasMore());
        QVERIFY(m_feed->asOf().isValid());
    }

    void pagesAreReadUntilOneIsShort()
    {
        answer(artifacts(250, 151));
        m_feed->refresh();
        settle();
        QCOMPARE(m_feed->artifacts().size(), 100);
        QVERIFY(m_feed->hasMore());
        answer(artifacts(150, 51));
        m_feed->loadMore();
        settle();
        answer(artifacts(50));
        m_feed->loadMore();
        settle();
        QCOMPARE(m_feed->readCount(), 250);
        QVERIFY(!m_feed->hasMore());
        QCOMPARE(offsetOf(2), u"200"_s);
        m_feed->loadMore();
        QCOMPARE(m_feed->state(), State::Idle);
        QCOMPARE(m_server->requests().size(), 3);
    }

    void longAnswerGoesInByPartsAndLosesNothing()
    {
        QSignalSpy inserted(m_feed.get(), &ArtifactFeed::inserted);
        answer(artifacts(2600));
        m_feed->refresh();
        settle();
        QCOMPARE(m_model, ids(artifacts(2600)));
        QVERIFY(inserted.count() > 1);
    }

    void whatIsLeftOfACancelledLongAnswerCanBeReadOn()
    {
        connect(m_feed.get(), &ArtifactFeed::inserted, m_feed.get(), &ArtifactFeed::cancel, Qt::SingleShotConnection);
        answer(artifacts(2600));
        m_feed->refresh();
        settle();
        const qsizetype kept = m_feed->readCount();
        QVERIFY(kept > 0 && kept < 2600);
        QVERIFY(m_feed->hasMore());
        answer(artifacts(2600 - int(kept)));
        m_feed->loadMore();
        settle();
        QCOMPARE(offsetOf(1).toLongLong(), kept);
        QCOMPARE(m_model, ids(artifacts(2600)));
    }

    void rowsThatArriveBetweenPagesAreNotDoubledNorLost()
    {
        answer(artifacts(250, 151));
        m_feed->refresh();
        settle();
        answer(artifacts(153, 54)); // three new ones have pushed the rest down
        m_feed->loadMore();
        settle();
        QCOMPARE(m_feed->readCount(), 197);
        answer(artifacts(253, 154));
        m_feed->refresh();
        settle();
        QCOMPARE(ids(m_feed->artifacts()), ids(artifacts(253, 54)));
        answer(artifacts(53));
        m_feed->loadMore();
        settle();
        QCOMPARE(offsetOf(3), u"200"_s);
        QCOMPARE(ids(m_feed->artifacts()), ids(artifacts(253)));
    }

    void refreshReadsUntilItMeetsWhatItKnows()
    {
        answer(artifacts(100));
        m_feed->refresh();
        settle();
        answer(artifacts(350, 251));
        answer(artifacts(250, 151));
        answer(artifacts(150, 51));
        m_feed->refresh();
        settle();
        QCOMPARE(ids(m_feed->artifacts()), ids(artifacts(350)));
    }

    void failureKeepsTheListAndSaysWhy()
    {
        answer(artifacts(20));
        m_feed->refresh();
        settle();
        m_server->next(test::page(502));
        m_feed->refresh();
        QTRY_COMPARE(m_feed->state(), State::Failed);
        QVERIFY(!m_feed->error().message.isEmpty());
        QCOMPARE(m_feed->artifacts().size(), 20);
        answer(artifacts(21));
        m_feed->refresh();
        settle();
        QCOMPARE(m_feed->artifacts().size(), 21);
        QCOMPARE(m_feed->error(), Error());
    }

    void serverFiltersWhatItCan()
    {
        ArtifactFilter filter;
        filter.repository = repository;
        filter.branch = u"main"_s;
        filter.event = gimlet::GitEvent::Tag;
        filter.since = now;
        m_feed->setFilter(filter);
        settle();
        const QUrlQuery query = m_server->requests().constFirst().query();
        QCOMPARE(query.queryItemValue(u"repository"_s, QUrl::FullyDecoded), repository);
        QCOMPARE(query.queryItemValue(u"branch"_s), u"main"_s);
        QCOMPARE(query.queryItemValue(u"event"_s), u"tag"_s);
        QVERIFY(query.hasQueryItem(u"since"_s));
    }

    void searchReadsOnByItselfUntilAPageMatches()
    {
        m_feed->refresh();
        settle();
        m_server->on(u"/api/artifacts"_s, json(artifacts(100)));
        answer(artifacts(300, 201));
        answer(artifacts(200, 101));
        m_feed->refresh();
        settle();
        ArtifactFilter filter;
        filter.text = u"\"Change"_s;
        m_feed->setFilter(filter);
        settle();
        QVERIFY(m_feed->artifacts().isEmpty());
        QVERIFY(m_feed->readCount() >= 200);
    }

    void searchIsBounded()
    {
        for (int page = 0; page < 40; ++page)
            answer(artifacts(10000 - 100 * page, 9901 - 100 * page));
        ArtifactFilter filter;
        filter.text = u"nowhere to be found"_s;
        m_feed->setFilter(filter);
        m_feed->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(m_feed->state() == State::Idle && m_feed->readCount() > 100, 20000);
        QVERIFY(m_feed->hasMore());
        QVERIFY(m_server->requests().size() <= 25);
    }

    void filterIsAppliedToWhatWasRead()
    {
        answer(artifacts(50));
        m_feed->refresh();
        settle();
        ArtifactFilter filter;
        filter.text = hashOf(7).left(8);
        m_feed->setFilter(filter);
        settle();
        QCOMPARE(ids(m_feed->artifacts()), (QStringList{u"acme/payments-7"_s}));
        QCOMPARE(m_feed->readCount(), 50);
        m_feed->setFilter({});
        settle();
        QCOMPARE(m_feed->artifacts().size(), 50);
        QCOMPARE(m_server->requests().size(), 1);
    }

    void cancelledReadEndsIdle()
    {
        m_server->next({test::Hang{}});
        m_feed->refresh();
        QTRY_COMPARE(m_server->requests().size(), 1);
        QCOMPARE(m_feed->state(), State::Loading);
        m_feed->cancel();
        QCOMPARE(m_feed->state(), State::Idle);
        m_feed->refresh();
        settle();
        QVERIFY(m_feed->asOf().isValid());
    }

    void tenThousandAreMergedWithinAFrame()
    {
        ArtifactList list;
        qint64 longest = 0;
        for (int page = 0; page < 100; ++page) {
            const auto read = artifacts(10000 - 100 * page, 9901 - 100 * page);
            QElapsedTimer timer;
            timer.start();
            list.merge(read, {});
            longest = std::max(longest, timer.nsecsElapsed() / 1000);
        }
        QCOMPARE(list.all().size(), 10000);
        QElapsedTimer timer;
        timer.start();
        const auto ranges = list.merge(artifacts(10003, 9904), {});
        longest = std::max(longest, timer.nsecsElapsed() / 1000);
        QCOMPARE(ranges, (QList<ArtifactList::Range>{{0, 3}}));
        qInfo("the longest merge into 10,000 took %lld us", longest);
    }
};

QTEST_GUILESS_MAIN(ArtifactFeedTest)
#include "tst_artifactfeed.moc"
