#include <gimlet/artifact.h>
#include <gimlet/environment.h>
#include <gimlet/flux.h>
#include <gimlet/release.h>
#include <gimlet/serverinfo.h>
#include <gimlet/user.h>

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace coupe;
using namespace coupe::gimlet;
using namespace Qt::StringLiterals;

namespace {

QByteArray golden(const QString &name)
{
    QFile file(QStringLiteral(COUPE_FIXTURES "/gimlet/") + name + u".json"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonValue goldenJson(const QString &name)
{
    return parseJson(golden(name)).value_or(QJsonValue(QJsonValue::Undefined));
}

/// Forgets the type: whether it decodes, and what it looks like written again.
struct Shape {
    std::function<Result<QJsonValue>(const QJsonValue &)> rewrite;
    QStringList goldens;
    /// What we pass on, or pass over, without looking: nothing in there can be wrong.
    QStringList freeForm;
};

template <typename T> Shape object(const QStringList &goldens, const QStringList &freeForm = {})
{
    return {[](const QJsonValue &json) -> Result<QJsonValue> {
                const auto value = JsonDecoder::decodeObject<T>(json);
                if (!value)
                    return std::unexpected(value.error());
                const QJsonObject written = toJson(*value);
                const auto again = JsonDecoder::decodeObject<T>(written);
                if (!again || *again != *value)
                    return failure(ErrorKind::Unknown, u"it reads back differently"_s);
                return written;
            },
        goldens, freeForm};
}

template <typename T> Shape list(const QStringList &goldens, const QStringList &freeForm = {})
{
    return {[](const QJsonValue &json) -> Result<QJsonValue> {
                const auto value = JsonDecoder::decodeList<T>(json);
                if (!value)
                    return std::unexpected(value.error());
                return toJsonArray(*value);
            },
        goldens, freeForm};
}

QHash<QString, Shape> shapes()
{
    const QStringList manifestFreeForm{u".values"_s, u".items["_s, u".target"_s, u".dependencies["_s};
    return {
        {u"Artifact"_s, object<Artifact>({u"artifact"_s, u"artifact-full"_s}, manifestFreeForm)},
        {u"Release"_s, list<Release>({u"releases"_s})},
        {u"ReleaseStatus"_s,
            object<ReleaseStatus>({u"tracking"_s, u"tracking-new"_s, u"tracking-error"_s, u"tracking-failure"_s,
                u"tracking-imagebuild"_s})},
        {u"GitopsCommit"_s, list<GitopsCommit>({u"gitopscommits"_s})},
        {u"User"_s, object<User>({u"user"_s}, {u".favorite"_s})},
        {u"Flags"_s, object<Flags>({u"flags"_s})},
        {u"AppInfo"_s, object<AppInfo>({u"app"_s}, {u".appSettingsURL"_s, u".installationURL"_s})},
        {u"GitopsRepo"_s, object<GitopsRepo>({u"gitopsrepo"_s})},
        {u"ReleaseRequest"_s, object<ReleaseRequest>({u"releaserequest"_s})},
        {u"RollbackRequest"_s, object<RollbackRequest>({u"rollbackrequest"_s})},
        {u"FluxEvent"_s, object<FluxEvent>({u"flux"_s}, {u".reporting"_s})},
        {u"EnvironmentList"_s,
            object<EnvironmentList>({u"envs"_s},
                {u".connectedAgents[0].stacks["_s, u".connectedAgents[0].fluxState"_s, u".stackConfig"_s,
                    u".stackDefinition"_s, u".deploymentAutomationEnabled"_s})},
    };
}

/// All places in a document, ".a.b[0].c", and what is there.
void places(const QJsonValue &json, const QString &path, QMap<QString, QJsonValue> &found)
{
    if (!path.isEmpty())
        found.insert(path, json);
    if (json.isObject()) {
        const QJsonObject object = json.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            places(it.value(), path + u'.' + it.key(), found);
    } else if (json.isArray()) {
        const QJsonArray array = json.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            places(array[i], path + u'[' + QString::number(i) + u']', found);
    }
}

/// @p json with what is at @p place replaced; an undefined replacement removes it.
QJsonValue replaced(
    const QJsonValue &json, const QString &place, const QJsonValue &replacement, const QString &path = {})
{
    if (path == place)
        return replacement;
    if (json.isObject()) {
        QJsonObject object = json.toObject();
        for (const QString &key : object.keys())
            object[key] = replaced(object.value(key), place, replacement, path + u'.' + key);
        return object;
    }
    if (json.isArray()) {
        QJsonArray array;
        qsizetype index = 0;
        for (const QJsonValue element : json.toArray()) {
            const QJsonValue value =
                replaced(element, place, replacement, path + u'[' + QString::number(index++) + u']');
            if (!value.isUndefined())
                array.append(value);
        }
        return array;
    }
    return json;
}

QString typeName(const QJsonValue &json)
{
    return QString::number(int(json.type()));
}

} // namespace

/// The contract's JSON, both ways, whole and broken.
class GimletJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyExampleIsWrittenAsItWasRead_data();
    void everyExampleIsWrittenAsItWasRead();
    void everyFieldIsRead();
    void nullsStandAnywhere();
    void oldServersAreUnderstood();
    void statusMayHoldNothing();
    void aMutatedFieldIsNamedOrTolerated_data();
    void aMutatedFieldIsNamedOrTolerated();
    void aTruncatedExampleIsRefusedAtEveryByte();
    void documentsThatAreNoneAreRefused_data();
    void documentsThatAreNoneAreRefused();
    void numbersAreExact();
    void aMissingEventIsAPush();
};

void GimletJsonTest::everyExampleIsWrittenAsItWasRead_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("example");
    const auto all = shapes();
    for (auto it = all.begin(); it != all.end(); ++it) {
        for (const QString &example : it->goldens)
            QTest::addRow("%s", qPrintable(example)) << it.key() << example;
    }
}

void GimletJsonTest::everyExampleIsWrittenAsItWasRead()
{
    QFETCH(QString, type);
    QFETCH(QString, example);
    const QJsonValue json = goldenJson(example);
    QVERIFY(json.isObject() || json.isArray());
    const Shape shape = shapes().value(type);

    const auto written = shape.rewrite(json);

    QVERIFY2(written, qPrintable(written ? QString() : written.error().detail + written.error().message));
    // What was passed over is lost by design; everything else comes back.
    if (type != "EnvironmentList"_L1 && type != "AppInfo"_L1 && type != "FluxEvent"_L1)
        QCOMPARE(*written, json);
}

void GimletJsonTest::everyFieldIsRead()
{
    const auto artifact = JsonDecoder::decodeObject<Artifact>(goldenJson(u"artifact-full"_s));
    QVERIFY(artifact);
    QCOMPARE(artifact->created, QDateTime::fromSecsSinceEpoch(1795413283, Qt::UTC));
    QVERIFY(artifact->version.event == GitEvent::PullRequest);
    QCOMPARE(artifact->version.targetBranch, u"main"_s);
    QVERIFY(artifact->fake);
    const Manifest &manifest = artifact->environments.first();
    QVERIFY(manifest.deploy->event == GitEvent::Tag);
    QCOMPARE(manifest.deploy->commitMessagePatterns, QStringList{u"*deploy*"_s});
    QCOMPARE(manifest.cleanup->branch, u"feature/*"_s);
    QCOMPARE(manifest.tenant, u"team-a"_s);
    QCOMPARE(manifest.json6902Patches.first().target.value(u"kind"_s).toString(), u"Deployment"_s);

    const auto releases = JsonDecoder::decodeList<Release>(goldenJson(u"releases"_s));
    QVERIFY(releases && releases->first().rolledBack);
    QCOMPARE(releases->first().gitopsCommitCreated.toSecsSinceEpoch(), 1795413283);

    const auto envs = JsonDecoder::decodeObject<EnvironmentList>(goldenJson(u"envs"_s));
    QVERIFY(envs && envs->envs.first().repoPerEnv);
    QCOMPARE(envs->connectedAgents.first().owners.value(u"default/web"_s), u"team-a"_s);

    const auto flux = JsonDecoder::decodeObject<FluxEvent>(goldenJson(u"flux"_s));
    QVERIFY(flux);
    QCOMPARE(flux->timestamp, QDateTime(QDate(2023, 1, 4), QTime(16, 17, 43), Qt::UTC));
    QCOMPARE(flux->revision, u"main@sha1:392efd499e3c06abcc0141a9eda0af65041b6207"_s);
    QCOMPARE(flux->kind, u"Kustomization"_s);
}

void GimletJsonTest::nullsStandAnywhere()
{
    const auto artifact = JsonDecoder::decodeObject<Artifact>(goldenJson(u"artifact-d"_s));
    QVERIFY2(artifact, qPrintable(artifact ? QString() : artifact.error().detail));
    QCOMPARE(artifact->environments.size(), 1);
    QVERIFY(!artifact->environments.first().deploy);
    QVERIFY(artifact->vars.isEmpty() && artifact->items.isEmpty());

    QVERIFY(JsonDecoder::decodeList<Release>(QJsonValue(QJsonValue::Null))->isEmpty());
    QVERIFY(JsonDecoder::decodeMap<Release>(QJsonValue(QJsonValue::Null))->isEmpty());
    QCOMPARE(JsonDecoder::decodeList<Release>(QJsonArray{QJsonValue()})->size(), 1);
}

void GimletJsonTest::oldServersAreUnderstood()
{
    const auto releases = JsonDecoder::decodeList<Release>(goldenJson(u"releases-d14"_s));
    QVERIFY(releases);
    QVERIFY(!releases->first().version);
    QVERIFY(releases->first().gitopsCommitStatus.isEmpty());
    QVERIFY(!releases->first().gitopsCommitCreated.isValid());
}

void GimletJsonTest::statusMayHoldNothing()
{
    const auto status = JsonDecoder::decodeMap<Release>(goldenJson(u"status"_s));
    QVERIFY(status);
    QCOMPARE(status->keys(), (QStringList{u"infra"_s, u"web"_s}));
    QVERIFY(!status->value(u"infra"_s));
    QCOMPARE(status->value(u"web"_s)->version->sha, u"bbb2"_s);

    const auto wrong = JsonDecoder::decodeMap<Release>(
        QJsonObject{{u"web"_s, QJsonObject{{u"version"_s, QJsonObject{{u"sha"_s, 7}}}}}});
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().detail, u"web.version.sha is not a text"_s);
    const auto list = JsonDecoder::decodeMap<Release>(QJsonArray());
    QVERIFY(!list);
}

void GimletJsonTest::aMutatedFieldIsNamedOrTolerated_data()
{
    everyExampleIsWrittenAsItWasRead_data();
}

/// Every field of every example × every other type: a wrong type is an error that names the field, never a default.
void GimletJsonTest::aMutatedFieldIsNamedOrTolerated()
{
    QFETCH(QString, type);
    QFETCH(QString, example);
    const QJsonValue json = goldenJson(example);
    const Shape shape = shapes().value(type);
    const QList<QJsonValue> replacements{QJsonValue(QJsonValue::Undefined), QJsonValue(QJsonValue::Null), true, 7, 1.5,
        9.3e18, -1e300, u"text"_s, QString(), QJsonArray(), QJsonArray{1, u"x"_s}, QJsonObject(),
        QJsonObject{{u"x"_s, 1}}};
    QMap<QString, QJsonValue> before;
    places(json, {}, before);
    QVERIFY(!before.isEmpty());

    for (const QString &place : before.keys()) {
        const bool freeForm =
            std::ranges::any_of(shape.freeForm, [&](const QString &part) { return place.contains(part); });
        for (const QJsonValue &replacement : replacements) {
            const auto written = shape.rewrite(replaced(json, place, replacement));
            const QString where = place + u" ← type "_s + typeName(replacement);
            if (!written) {
                QCOMPARE(written.error().kind, ErrorKind::Malformed);
                QString named = written.error().detail.section(u" is not "_s, 0, 0);
                if (!named.startsWith(u'['))
                    named.prepend(u'.');
                QVERIFY2(place.startsWith(named) || named.startsWith(place),
                    qPrintable(where + u": "_s + written.error().detail));
                QVERIFY2(!replacement.isUndefined() && !replacement.isNull(), qPrintable(where));
                continue;
            }
            // Taken: then it was nothing, or of the right type, or nobody looks.
            const bool nothing = replacement.isUndefined() || replacement.isNull();
            const bool sameType = before.value(place).type() == replacement.type();
            QVERIFY2(nothing || sameType || freeForm, qPrintable(where + u" was taken"_s));
        }
    }
}

void GimletJsonTest::aTruncatedExampleIsRefusedAtEveryByte()
{
    const QByteArray whole = golden(u"artifact-full"_s).trimmed();
    QVERIFY(parseJson(whole));
    for (qsizetype cut = 0; cut < whole.size(); ++cut) {
        const auto json = parseJson(whole.left(cut));
        QVERIFY2(!json, qPrintable(QString::number(cut)));
        QCOMPARE(json.error().kind, ErrorKind::Malformed);
    }
}

void GimletJsonTest::documentsThatAreNoneAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("valid");
    QTest::newRow("null") << "null"_ba << true;
    QTest::newRow("null and a line end") << " null\n"_ba << true;
    QTest::newRow("list") << "[]"_ba << true;
    QTest::newRow("object") << "{}\n"_ba << true;
    QTest::newRow("nothing") << ""_ba << false;
    QTest::newRow("two documents") << "{}\n{}"_ba << false;
    QTest::newRow("text before") << "Not Found\n{}"_ba << false;
    QTest::newRow("page") << "<html>"_ba << false;
    QTest::newRow("huge number") << "[1e400]"_ba << false;
    QTest::newRow("too deep") << QByteArray(3000, '[') + QByteArray(3000, ']') << false;
    QTest::newRow("NaN") << "[NaN]"_ba << false;
    QTest::newRow("bad UTF-8") << "[\"\xff\xfe\"]"_ba << false;
}

void GimletJsonTest::documentsThatAreNoneAreRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, valid);
    const auto json = parseJson(text);
    QCOMPARE(json.has_value(), valid);
    if (!json)
        QCOMPARE(json.error().kind, ErrorKind::Malformed);
}

void GimletJsonTest::numbersAreExact()
{
    const auto commit = [](const QByteArray &created) {
        return JsonDecoder::decodeObject<GitopsCommit>(*parseJson("{\"created\":" + created + "}"));
    };
    QCOMPARE(commit("1795413283")->created.toSecsSinceEpoch(), 1795413283);
    QCOMPARE(commit("100000000000")->created.toSecsSinceEpoch(), 100000000000);
    QVERIFY(!commit("0")->created.isValid());
    QVERIFY(!commit("-62135596800")->created.isValid());
    QCOMPARE(commit("1.5").error().detail, u"created is not a whole number"_s);
    QVERIFY(!commit("9223372036854775808"));
    QVERIFY(!commit("\"1795413283\""));
    QVERIFY(!commit("true"));
}

void GimletJsonTest::aMissingEventIsAPush()
{
    const auto version = [](const QJsonObject &json) { return *JsonDecoder::decodeObject<Version>(json); };
    QVERIFY(version({}).event == GitEvent::Push);
    QVERIFY(version({{u"event"_s, u"tag"_s}}).event == GitEvent::Tag);
    QVERIFY(version({{u"event"_s, u"merge_group"_s}}).event == GitEvent::Push);
    QVERIFY(!toJson(version({{u"event"_s, u"push"_s}})).contains(u"event"_s));
    // In a policy a push is written, and nothing is not a push.
    const auto policy = JsonDecoder::decodeObject<DeployPolicy>(QJsonObject{{u"event"_s, u"push"_s}});
    QCOMPARE(toJson(*policy).value(u"event"_s).toString(), u"push"_s);
    QVERIFY(!JsonDecoder::decodeObject<DeployPolicy>(QJsonObject())->event);
}

QTEST_GUILESS_MAIN(GimletJsonTest)
#include "tst_gimlet_json.moc"
