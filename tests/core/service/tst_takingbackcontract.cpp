#include "../client/clientfixture.h"
#include "probe.h"

#include <QFile>

using namespace coupe;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(QJsonObject)

/// Rollbacks and deletes as recorded in one file: the service has to answer so, and the client to ask so and to take
/// the answer for what it is.
class TakingBackContract : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serviceAnswersAsRecorded_data() { exchanges(); }
    void serviceAnswersAsRecorded();
    void clientAsksAndUnderstandsAsRecorded_data() { exchanges(); }
    void clientAsksAndUnderstandsAsRecorded();
    void gitopsRepoIsToldAndRead();

private:
    static void exchanges();
    template <client::Mutation M> static void asks(const M &mutation, const QJsonObject &exchange);
};

void TakingBackContract::exchanges()
{
    QTest::addColumn<QJsonObject>("exchange");
    QFile file(QStringLiteral(COUPE_FIXTURES "/gimlet/takingback.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray recorded = QJsonDocument::fromJson(file.readAll()).array();
    QVERIFY(!recorded.isEmpty());
    for (const QJsonValue exchange : recorded)
        QTest::newRow(exchange["name"_L1].toString().toUtf8().constData()) << exchange.toObject();
}

void TakingBackContract::serviceAnswersAsRecorded()
{
    QFETCH(QJsonObject, exchange);
    service::test::Bench bench;
    const auto release = [&](const QByteArray &app, const QByteArray &sha) {
        const auto shipped = bench.admin.post("/api/artifact", service::test::artifactJson(app, sha, "other"));
        const auto released = bench.admin.post(
            "/api/releases", service::test::releaseJson(shipped.object().value("id"_L1).toString(), "production", app));
        const QJsonObject done = bench.admin.trackRelease(released.object().value("id"_L1).toString());
        return done["results"_L1].toArray().first()["hash"_L1].toString();
    };
    const QString web1 = release("web", "1");
    const QString api1 = release("api", "1");
    const QString web2 = release("web", "2");
    const auto filled = [&](QString text) {
        return text.replace(u"$web1"_s, web1).replace(u"$web2"_s, web2).replace(u"$api1"_s, api1);
    };

    const auto reply = bench.admin.post(filled(exchange["target"_L1].toString()).toUtf8());

    QCOMPARE(reply.status, exchange["status"_L1].toInt());
    if (exchange.contains("line"_L1)) {
        QCOMPARE(QString::fromUtf8(reply.body), filled(exchange["line"_L1].toString()) + u'\n');
        return;
    }
    QJsonObject answer = reply.object();
    if (answer.contains("id"_L1) && !answer["id"_L1].toString().isEmpty())
        answer["id"_L1] = u"$id"_s;
    QCOMPARE(answer, exchange["answer"_L1].toObject());
}

template <client::Mutation M> void TakingBackContract::asks(const M &mutation, const QJsonObject &exchange)
{
    const int status = exchange["status"_L1].toInt();
    test::StubServer server;
    server.next(exchange.contains("line"_L1)
            ? test::reply(status, exchange["line"_L1].toString().toUtf8() + '\n')
            : test::json(QJsonDocument(exchange["answer"_L1].toObject()).toJson(QJsonDocument::Compact), status));
    client::Client client(test::connectionTo(server));

    const auto outcome = test::deliver(client, mutation);

    const QString expected = exchange["outcome"_L1].toString();
    QCOMPARE(outcome.index(), size_t(expected == "accepted"_L1 ? 0 : 1));
    const auto requests = server.requests();
    QCOMPARE(requests.size(), expected == "unsent"_L1 ? 0 : 1);
    if (expected == "accepted"_L1)
        return;
    const Error &error = std::get<client::Refused>(outcome).error;
    QVERIFY(error.message.contains(u"Nothing was changed"_s));
    if (expected == "refused"_L1)
        QVERIFY2(error.detail.contains(exchange["line"_L1].toString()), qPrintable(error.detail));
    if (!requests.isEmpty())
        QCOMPARE(QString::fromUtf8(requests.first().target), exchange["target"_L1].toString());
}

void TakingBackContract::clientAsksAndUnderstandsAsRecorded()
{
    QFETCH(QJsonObject, exchange);
    // Any full hash will do for those that the service fills in.
    QJsonObject concrete = exchange;
    for (const QLatin1StringView key : {"target"_L1, "line"_L1}) {
        if (concrete.contains(key)) {
            QString text = concrete[key].toString();
            for (const QString &name : {u"$web1"_s, u"$web2"_s, u"$api1"_s})
                text.replace(name, test::someRollback().sha);
            concrete[key] = text;
        }
    }
    const QUrl url(concrete["target"_L1].toString());
    const QUrlQuery query(url);
    const QString env = query.queryItemValue(u"env"_s);
    const QString app = query.queryItemValue(u"app"_s);
    if (url.path() == "/api/delete"_L1)
        asks(client::PostDelete{.env = env, .app = app}, concrete);
    else
        asks(client::PostRollback{.env = env, .app = app, .sha = query.queryItemValue(u"sha"_s)}, concrete);
}

void TakingBackContract::gitopsRepoIsToldAndRead()
{
    service::test::Bench bench;
    client::Client client({bench.service->url(), bench.admin.token()});
    const auto repo = test::fetch(client, client::GetGitopsRepo());
    QVERIFY(repo);
    QCOMPARE(repo->gitopsRepo, u"coupe/gitops"_s);
}

QTEST_GUILESS_MAIN(TakingBackContract)
#include "tst_takingbackcontract.moc"
