#include <service/tokens.h>

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QTest>

using namespace coupe::service;

class TestServiceTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theContractsExampleVerifies();
    void whichTokensAreAccepted_data();
    void whichTokensAreAccepted();
    void whereTokensAreRead_data();
    void whereTokensAreRead();
    void secretsAreLongAndDifferent();
};

namespace {

constexpr qint64 Now = 1'795'413'250;
const QByteArray Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

QByteArray encoded(const QByteArray &text)
{
    return text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray tokenWith(const QByteArray &head, const QByteArray &claims, const QByteArray &secret = Secret)
{
    const QByteArray text = encoded(head) + '.' + encoded(claims);
    return text + '.' + encoded(QMessageAuthenticationCode::hash(text, secret, QCryptographicHash::Sha256));
}

const QByteArray Head = R"({"alg":"HS256","typ":"JWT"})";

} // namespace

void TestServiceTokens::theContractsExampleVerifies()
{
    const QByteArray token = mintToken("bob", Secret, UserToken, Now);
    QCOMPARE(token, tokenWith(Head, R"({"iat":1795413250,"sub":"bob","type":"user"})"));
    QCOMPARE(readClaims(token)->subject, "bob");
    QVERIFY(verifyToken(token, Secret, Now));
}

void TestServiceTokens::whichTokensAreAccepted_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<bool>("accepted");
    const auto row = [](const char *name, const QByteArray &token, bool accepted) {
        QTest::newRow(name) << token << accepted;
    };
    row("user", tokenWith(Head, R"({"iat":1,"sub":"bob","type":"user"})"), true);
    row("user, expired: does not count", tokenWith(Head, R"({"sub":"bob","type":"user","exp":1})"), true);
    row("csrf", tokenWith(Head, R"({"sub":"bob","type":"csrf","exp":1})"), true);
    row("no type", tokenWith(Head, R"({"sub":"bob"})"), true);
    row("unknown issuer", tokenWith(Head, R"({"sub":"bob","iss":"elsewhere"})"), true);
    row("session", tokenWith(Head, R"({"sub":"bob","type":"sess","exp":1795413251})"), true);
    row("session, expired", tokenWith(Head, R"({"sub":"bob","type":"sess","exp":1795413249})"), false);
    row("session without expiry", tokenWith(Head, R"({"sub":"bob","type":"sess"})"), false);
    row("fractional expiry", tokenWith(Head, R"({"sub":"bob","type":"sess","exp":1795413251.5})"), false);
    row("fractional expiry of a user", tokenWith(Head, R"({"sub":"bob","type":"user","exp":1795413251.5})"), false);
    row("expiry as text", tokenWith(Head, R"({"sub":"bob","type":"sess","exp":"1795413251"})"), false);
    row("subject is no text", tokenWith(Head, R"({"sub":7})"), false);
    row("other secret", tokenWith(Head, R"({"sub":"bob","type":"user"})", "other"), false);
    row("none", encoded(R"({"alg":"none"})") + '.' + encoded(R"({"sub":"bob"})") + '.', false);
    row("none, signed", tokenWith(R"({"alg":"none"})", R"({"sub":"bob"})"), false);
    row("other algorithm", tokenWith(R"({"alg":"HS512"})", R"({"sub":"bob"})"), false);
    row("lower case", tokenWith(R"({"alg":"hs256"})", R"({"sub":"bob"})"), false);
    row("signature cut", tokenWith(Head, R"({"sub":"bob"})").chopped(4), false);
    row("signature gone", encoded(Head) + '.' + encoded(R"({"sub":"bob"})") + '.', false);
    row("two parts", encoded(Head) + '.' + encoded(R"({"sub":"bob"})"), false);
    row("four parts", tokenWith(Head, R"({"sub":"bob"})") + ".x", false);
    row("not base64", "%%%.%%%.%%%", false);
    row("not JSON", tokenWith(Head, "bob"), false);
    row("empty", "", false);
}

void TestServiceTokens::whichTokensAreAccepted()
{
    QFETCH(QByteArray, token);
    QFETCH(bool, accepted);
    QCOMPARE(verifyToken(token, Secret, Now), accepted);
    QVERIFY(!verifyToken(token, {}, Now));
}

void TestServiceTokens::whereTokensAreRead_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<QByteArray>("cookie");
    QTest::addColumn<QByteArray>("token");
    const auto row = [](const char *name, const QByteArray &authorization, const QByteArray &query,
                         const QByteArray &form, const QByteArray &cookie, const QByteArray &token) {
        QTest::newRow(name) << authorization << query << form << cookie << token;
    };
    row("bearer", "Bearer a.b.c", "", "", "", "a.b.c");
    row("BEARER", "BEARER a.b.c", "", "", "", "a.b.c");
    row("bearer in lower case is passed over", "bearer a.b.c", "", "", "", "");
    row("without scheme is passed over", "a.b.c", "", "", "", "");
    row("basic with parameter", "Basic xyz", "env=staging&access_token=q.b.c", "", "", "q.b.c");
    row("header first", "Bearer a.b.c", "access_token=q.b.c", "", "user_sess=k.b.c", "a.b.c");
    row("parameter before cookie", "", "access_token=q.b.c", "", "user_sess=k.b.c", "q.b.c");
    row("form", "", "", "x=1&access_token=f.b.c", "", "f.b.c");
    row("cookie", "", "", "", "theme=dark; user_sess=k.b.c; x=y", "k.b.c");
    row("nothing", "", "", "", "user_session=k.b.c", "");
}

void TestServiceTokens::whereTokensAreRead()
{
    QFETCH(QByteArray, authorization);
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, form);
    QFETCH(QByteArray, cookie);
    QFETCH(QByteArray, token);
    Request request;
    request.method = "POST";
    request.query = query;
    request.body = form;
    request.headers.insert("authorization", authorization);
    request.headers.insert("cookie", cookie);
    request.headers.insert("content-type", "application/x-www-form-urlencoded");
    QCOMPARE(tokenOf(request), token);
}

void TestServiceTokens::secretsAreLongAndDifferent()
{
    QVERIFY(makeSecret().size() >= 52);
    QVERIFY(makeSecret() != makeSecret());
}

QTEST_GUILESS_MAIN(TestServiceTokens)
#include "tst_servicetokens.moc"
