#include <gitops/plainrecord.h>
#include <gitops/releasefile.h>

#include <QTest>

#include <random>

using namespace coupe;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;

namespace {

/// What the decoder for everything says.
std::optional<gimlet::Release> decoded(const QByteArray &text)
{
    const auto json = gimlet::parseJson(text);
    if (!json || !json->isObject())
        return {};
    auto release = gimlet::JsonDecoder::decodeObject<gimlet::Release>(*json);
    return release ? std::optional(std::move(*release)) : std::nullopt;
}

QByteArray line()
{
    gimlet::Release release;
    release.app = u"web"_s;
    release.env = u"production"_s;
    release.artifactId = u"acme/web-fe334be2"_s;
    release.triggeredBy = u"jane"_s;
    gimlet::Version &version = release.version.emplace();
    version.repositoryName = u"acme/web"_s;
    version.sha = u"ea9ab7cc31b2599bf4afcfd639da516ca27a4780"_s;
    version.created = QDateTime(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC);
    version.event = gimlet::GitEvent::Tag;
    version.authorName = u"Zoë \"Z\" Müller"_s;
    version.message = u"Fix <b> & \\ more\n\n\tIndented, and \u00fc"_s;
    return releaseLine(release);
}

} // namespace

class PlainRecordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatGimletWrites_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("a release") << line();
        QTest::newRow("spread out") << QByteArray(" {\r\n\t\"app\" : \"web\" , \"version\":null}\n ");
        QTest::newRow("Go's escapes") << QByteArray(
            "{\"app\":\"a\\u003cb\\u0026\\/"
            "\",\"version\":{\"message\":\"one\\ntwo\\r\\n\\\"three\\\"\",\"created\":1}}");
        QTest::newRow("nothing") << QByteArray("{}");
    }

    void readsWhatGimletWrites()
    {
        QFETCH(const QByteArray, text);
        QVERIFY(readPlainRecord(text));
        QCOMPARE(*readPlainRecord(text), decoded(text).value());
    }

    void leavesTheRestToTheDecoder_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
            {"", "null", "[]", "{", "{}}", "{} x", "{,}", "{\"app\":}", "{\"app\":1}", "{\"app\":\"a\",}",
                "{\"app\":\"a\" \"env\":\"b\"}", "{\"app\":\"a\",\"app\":\"b\"}", "{\"app\":null}", "{\"other\":1}",
                "{\"app\":\"\\ud83d\\ude00\"}", "{\"app\":\"\\u0x41\"}", "{\"app\":\"\\u12\"}", "{\"app\":\"\\q\"}",
                "{\"app\":\"a\nb\"}", "{\"app\":\"\xff\"}", "{\"app\":\"a", "{\"version\":{\"created\":1.5}}",
                "{\"version\":{\"created\":01}}", "{\"version\":{\"created\":-1}}", "{\"version\":[]}",
                "{\"version\":{\"created\":12345678901234567890}}", "{\"version\":{\"event\":3}}", "{app:\"a\"}"})
            QTest::newRow(text) << QByteArray(text);
    }

    void leavesTheRestToTheDecoder()
    {
        QFETCH(const QByteArray, text);
        QVERIFY(!readPlainRecord(text));
    }

    void neverSaysAnythingElseThanTheDecoder()
    {
        const QByteArray whole = line();
        std::mt19937 random(7);
        const QByteArray letters = "{}[]\":,\\/ \n\t09-+.eEunrtfax\x80\xc3\xff";
        int read = 0;
        for (int i = 0; i < 20'000; ++i) {
            QByteArray text = whole;
            for (int edits = 1 + int(random() % 3); edits > 0; --edits) {
                const auto at = qsizetype(random() % quint32(text.size()));
                const char letter = letters[qsizetype(random() % quint32(letters.size()))];
                switch (random() % 3) {
                case 0:
                    text[at] = letter;
                    break;
                case 1:
                    text.insert(at, letter);
                    break;
                default:
                    text.remove(at, 1);
                }
            }
            const auto plain = readPlainRecord(text);
            if (!plain)
                continue;
            ++read;
            QVERIFY2(plain == decoded(text), text.constData());
        }
        QVERIFY(read > 1000);
    }
};

QTEST_GUILESS_MAIN(PlainRecordTest)
#include "tst_gitops_plainrecord.moc"
