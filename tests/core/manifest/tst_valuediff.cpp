#include <manifest/valuediff.h>

#include <QTest>

using namespace coupe::manifest;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Deployment = R"(apiVersion: apps/v1
kind: Deployment
metadata:
  name: payments
  annotations:
    prometheus.io/port: "9090"
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: payments
          image: registry.example:5000/payments:7a31c0e
          args: [serve, --quiet]
          env:
            - name: CAPTURE_MODE
              value: queue
          resources:
            limits:
              memory: 256Mi
              cpu: 500m
        - name: proxy
          image: envoy:1
)";

QList<ManifestFile> files(const QByteArray &text)
{
    return {readManifest(u"web.yaml"_s, text)};
}

/// "Deployment payments / image tag: 7a31c0e > 91be07d", one a line.
QStringList told(const QByteArray &before, const QByteArray &after)
{
    QStringList lines;
    for (const ValueChange &change : diffValues(files(before), files(after)).changes)
        lines += u"%1 / %2: %3 > %4"_s.arg(
            change.object, change.label, change.before.value_or(u"-"_s), change.after.value_or(u"-"_s));
    return lines;
}

QByteArray with(QByteArray text, const QByteArray &what, const QByteArray &instead)
{
    Q_ASSERT(text.contains(what));
    return text.replace(what, instead);
}

} // namespace

/// Which values differ between two states of an app's manifests, and which nobody gets to see.
class ValueDiffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTheFrequentOnes()
    {
        const QByteArray after =
            with(with(with(with(with(Deployment, "7a31c0e", "91be07d"), "256Mi", "384Mi"), "value: queue\n",
                          "value: queue\n            - name: MANDATE_CHECK\n"
                          "              value: before-capture\n"),
                     "replicas: 2", "replicas: 3"),
                "envoy:1", "other/envoy:1");
        const QStringList expected{u"Deployment payments / replicas: 2 > 3"_s,
            u"Deployment payments / image tag: 7a31c0e > 91be07d"_s,
            u"Deployment payments / memory limit: 256Mi > 384Mi"_s,
            u"Deployment payments / image (proxy): envoy:1 > other/envoy:1"_s,
            u"Deployment payments / env MANDATE_CHECK: - > before-capture"_s};
        QCOMPARE(told(Deployment, after), expected);
        const auto changes = diffValues(files(Deployment), files(after)).changes;
        QCOMPARE(changes[1].path, u"spec.template.spec.containers[payments].image"_s);
        QCOMPARE(changes[4].path, u"spec.template.spec.containers[payments].env[MANDATE_CHECK].value"_s);
    }

    void labels_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("label");
        QTest::newRow("argument") << QByteArray("--quiet") << QByteArray("--loud") << u"argument 2"_s;
        QTest::newRow("cpu") << QByteArray("cpu: 500m") << QByteArray("cpu: 1") << u"CPU limit"_s;
        QTest::newRow("annotation") << QByteArray("\"9090\"") << QByteArray("\"9091\"")
                                    << u"annotation prometheus.io/port"_s;
        QTest::newRow("env") << QByteArray("value: queue") << QByteArray("value: direct") << u"env CAPTURE_MODE"_s;
        QTest::newRow("name") << QByteArray("name: payments\n  ann") << QByteArray("name: paid\n  ann") << u"name"_s;
        QTest::newRow("digest of an image")
            << QByteArray("envoy:1") << QByteArray("envoy:2@sha256:00") << u"image tag (proxy)"_s;
    }

    void labels()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, after);
        const auto changes = diffValues(files(Deployment), files(with(Deployment, before, after))).changes;
        QCOMPARE(changes.size(), 1);
        QTEST(changes.first().label, "label");
    }

    void theOrderOfMembersAndQuotesAreNoChange()
    {
        QCOMPARE(told("kind: A\nmetadata: {name: x}\na: 1\nb: text\n",
                     "b: 'text'\nkind: \"A\"\na: 1\nmetadata:\n  name: x\n"),
            QStringList());
    }

    void anotherTypeIsAChange()
    {
        const QByteArray head = "kind: A\nmetadata: {name: x}\n";
        QCOMPARE(told(head + "a: 1\n", head + "a: \"1\"\n"), QStringList(u"A x / a: 1 > \"1\""_s));
        QCOMPARE(told(head + "a: yes\n", head + "a: 'yes'\n"), QStringList(u"A x / a: yes > \"yes\""_s));
        QCOMPARE(told(head + "a:\n", head + "a: ''\n"), QStringList(u"A x / a: null > \"\""_s));
        QCOMPARE(told(head + "a: {}\n", head + "a: []\n"), QStringList(u"A x / a: {} > []"_s));
    }

    void listsAreToldByNameOrNumber()
    {
        const QByteArray head = "kind: A\nmetadata: {name: x}\n";
        auto changes = diffValues(files(head + "l: [{name: a, v: 1}, {name: b, v: 2}]\n"),
            files(head + "l: [{name: b, v: 2}, {name: a, v: 3}]\n"))
                           .changes;
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes[0].path, u"l[a].v"_s);
        changes = diffValues(files(head + "l: [{name: a, v: 1}, {name: a, v: 2}]\n"),
            files(head + "l: [{name: a, v: 1}, {name: a, v: 3}]\n"))
                      .changes;
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes[0].path, u"l[1].v"_s);
    }

    void objectsThatComeOrGoAreOneChange()
    {
        const QByteArray service = "---\nkind: Service\nmetadata: {name: web}\nspec: {port: 80}\n";
        const auto changes = diffValues(files(Deployment), files(Deployment + service)).changes;
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes[0].object, u"Service web"_s);
        QCOMPARE(changes[0].path, QString());
        QCOMPARE(changes[0].after, u"3 values"_s);
        QVERIFY(!changes[0].before);
        QCOMPARE(told(Deployment + service, Deployment), QStringList(u"Service web / whole object: 3 values > -"_s));
    }

    void theSameAppInTwoEnvironmentsIsTheSame()
    {
        QCOMPARE(told("kind: A\nmetadata: {name: x, namespace: staging}\na: 1\n",
                     "kind: A\nmetadata: {name: x, namespace: production}\na: 2\n"),
            (QStringList{u"A x / namespace: staging > production"_s, u"A x / a: 1 > 2"_s}));
        QCOMPARE(told("kind: ConfigMap\nmetadata: {name: x-f00}\ndata: {a: b}\n",
                     "kind: ConfigMap\nmetadata: {name: x-ba4}\ndata: {a: c}\n"),
            (QStringList{u"ConfigMap x-ba4 / name: x-f00 > x-ba4"_s, u"ConfigMap x-ba4 / data a: b > c"_s}));
    }

    void namesakesAreToldApart()
    {
        const QByteArray two = "kind: A\nmetadata: {name: x, namespace: one}\na: 1\n---\n"
                               "kind: A\nmetadata: {name: x, namespace: two}\na: 1\n";
        const QByteArray after = with(two, "two}\na: 1", "two}\na: 2");
        QCOMPARE(told(two, after), QStringList(u"A two/x / a: 1 > 2"_s));
        QCOMPARE(valueAt(files(after), u"A two/x"_s, u"a"_s)->text, u"2"_s);
        QCOMPARE(valueAt(files(after), u"A one/x"_s, u"a"_s)->text, u"1"_s);
    }

    void listsHoldObjects()
    {
        const QByteArray list = "apiVersion: v1\nkind: List\nitems:\n- kind: A\n  metadata: {name: x}\n  a: 1\n"
                                "- kind: B\n  metadata: {name: y}\n  b: 1\n";
        QCOMPARE(told(list, with(list, "b: 1", "b: 2")), QStringList(u"B y / b: 1 > 2"_s));
    }

    void ofTextsOnlyTheLinesThatDiffer()
    {
        const QByteArray map =
            "kind: ConfigMap\nmetadata: {name: x}\ndata:\n  app.conf: |\n    first=1\n    level=info\n"
            "    last=2\n";
        QCOMPARE(told(map, with(map, "info", "debug")),
            QStringList(u"ConfigMap x / data app.conf: level=info > level=debug"_s));
    }

    void checksumsAreMarked()
    {
        const QByteArray text =
            "kind: A\nmetadata:\n  name: x\n  annotations:\n    checksum/config: 0123abcd0123abcd\n";
        const auto changes = diffValues(files(text), files(with(text, "0123abcd0123abcd", "99990000ffff1111"))).changes;
        QCOMPARE(changes.size(), 1);
        QVERIFY(changes[0].isChecksum);
    }

    void findsWhatATrailAsksFor()
    {
        const auto all = files(Deployment);
        const QString image = u"spec.template.spec.containers[payments].image"_s;
        QCOMPARE(valueAt(all, u"Deployment payments"_s, image)->text, u"registry.example:5000/payments:7a31c0e"_s);
        QCOMPARE(valueAt(all, u"Deployment payments"_s, u"metadata.annotations.\"prometheus.io/port\""_s)->text,
            u"\"9090\""_s);
        QVERIFY(valueAt(all, u"Deployment payments"_s, {}));
        QVERIFY(!valueAt(all, u"Deployment payments"_s, u"spec.nothing"_s));
        QVERIFY(!valueAt(all, u"Service payments"_s, image));
        QVERIFY2(valueAt(all, u"Deployment formerly"_s, image), "the only one of its kind");
    }

    void secretsAreNeverShown_data();
    void secretsAreNeverShown();

    void aSecretThatChangedIsToldAsSuch()
    {
        const QByteArray secret = "kind: Secret\nmetadata: {name: x}\nstringData:\n  password: hunter2\n  user: me\n";
        const auto changes = diffValues(files(secret), files(with(secret, "hunter2", "swordfish"))).changes;
        QCOMPARE(changes.size(), 1);
        QVERIFY(changes[0].isSecret);
        QCOMPARE(changes[0].label, u"secret password"_s);
        QCOMPARE(changes[0].before, u"••••"_s);
        QCOMPARE(changes[0].after, u"••••"_s);
        QVERIFY(diffValues(files(secret), files(secret)).changes.isEmpty());
    }

    void onlySecretsAreHidden_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("config map") << QByteArray("apiVersion: v1\nkind: ConfigMap\ndata:\n  password: hunter2\n");
        QTest::newRow("sealed") << QByteArray("kind: SealedSecret\nspec:\n  encryptedData: {a: hunter2}\n");
        QTest::newRow("env") << QByteArray("kind: Pod\nspec:\n  env: [{name: PASSWORD, value: hunter2}]\n");
        QTest::newRow("a reference") << QByteArray("kind: HelmRelease\nspec:\n  valuesFrom:\n  - kind: Secret\n"
                                                   "    name: hunter2\n");
        QTest::newRow("the document after") << QByteArray("kind: Secret\ndata: {a: b}\n---\n# Source: hunter2\n"
                                                          "kind: ConfigMap\ndata: {a: hunter2}\n");
        QTest::newRow("unreadable") << QByteArray("kind: ConfigMap\ndata: {a: hunter2\n");
    }

    void onlySecretsAreHidden()
    {
        QFETCH(const QByteArray, text);
        const ManifestFile file = readManifest(u"a.yaml"_s, text);
        QVERIFY2(file.shown.count("hunter2") == text.count("hunter2"), file.shown.constData());
    }

    void theRestOfASecretStaysAsItIs()
    {
        const QByteArray text =
            "apiVersion: v1\nkind: Secret\nmetadata:\n  name: web # the app's\ntype: Opaque\ndata:\n"
            "  # for the database\n  password: aHVudGVyMg==\n  user: |\n    one\n\n    two\n"
            "immutable: true\n---\nkind: A\n";
        const QByteArray shown = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: web # ••••\ntype: Opaque\ndata:\n"
                                 "  # ••••\n  password: ••••\n  user: |\n    ••••\n\n    ••••\n"
                                 "immutable: true\n---\nkind: A\n";
        QCOMPARE(readManifest(u"a.yaml"_s, text).shown, shown);
        const QByteArray json = R"({"kind":"Secret","data":{"a":"b","c":5},"type":"Opaque"})";
        QCOMPARE(
            readManifest(u"a.json"_s, json).shown, R"({"kind":"Secret","data":{"a":••••,"c":••••},"type":"Opaque"})");
    }

    void hostileTextIsRefusedInWords_data();
    void hostileTextIsRefusedInWords();

    void whatLooksLikeMarkupIsText()
    {
        const QByteArray text = "kind: A\nmetadata: {name: x}\na: 1\n";
        QCOMPARE(told(text, with(text, "a: 1", "a: <img src=file:///etc/passwd>")),
            QStringList(u"A x / a: 1 > <img src=file:///etc/passwd>"_s));
        QCOMPARE(told(text, with(text, "a: 1", "a: x\u202ey")), QStringList(u"A x / a: 1 > x\u27e8U+202E\u27e9y"_s));
    }

    void aliasesAreNotFollowed()
    {
        const QByteArray bomb = "kind: A\nmetadata: {name: x}\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";
        QCOMPARE(valueAt(files(bomb), u"A x"_s, u"c[0]"_s)->text, u"*b"_s);
        QVERIFY(files(bomb)[0].objects[0].values.size() < 10);
    }
};

void ValueDiffTest::secretsAreNeverShown_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const char *text) { QTest::newRow(name) << QByteArray(text); };
    row("data", "apiVersion: v1\nkind: Secret\ndata:\n  a: hunter2\n");
    row("without API version", "kind: Secret\ndata:\n  a: hunter2\n");
    row("stringData", "kind: Secret\nstringData:\n  a: hunter2\n");
    row("quoted", "kind: 'Secret'\nstringData:\n  \"a: b\": \"x \\\" hunter2\"\n  'it''s: x': 'hunter2'\n");
    row("block", "kind: Secret\nstringData:\n  a: |\n    first\n    hunter2: x\n\n    # hunter2\n  b: x\n");
    row("block at the end", "kind: Secret\nstringData:\n  a: |-\n    first\n    hunter2");
    row("folded", "kind: Secret\nstringData:\n  a: >2-\n    x\n     hunter2\nmetadata: {name: x}\n");
    row("several lines", "kind: Secret\nstringData:\n  a: one\n    hunter2\n    more\n  b: \"x\n\n    hunter2\"\n");
    row("flow", "kind: Secret\nstringData: {a: hunter2, \"b\":\"hunter2\", c: [hunter2], 'd': {e: hunter2}}\n");
    row("flow over lines", "{kind: Secret, data: {a:\n hunter2,\n b\n :\n hunter2 }}\n");
    row("JSON", R"({"apiVersion":"v1","data":{"a":"hunter2","b":"}hunter2"},"kind":"Secret"})");
    row("kind last", "stringData:\n  a: hunter2\nmetadata:\n  name: x\nkind: Secret\n");
    row("kind in other letters", "kind: SECRET\ndata: {a: hunter2}\n");
    row("kind with a tag", "kind: !!str Secret\ndata: {a: hunter2}\n");
    row("kind by alias", "x: &s Secret\nkind: *s\ndata: {a: hunter2}\n");
    row("value by alias", "kind: Secret\nmetadata: {annotations: {x: &p hunter2}}\ndata: {a: *p}\n");
    row("merged", "apiVersion: v1\nkind: Secret\n<<: {data: {a: hunter2}}\n");
    row("other member", "apiVersion: v1\nkind: Secret\nDATA: hunter2\nother: [hunter2]\n");
    row("data that is text", "kind: Secret\ndata: hunter2\n");
    row("data that is a list", "kind: Secret\ndata:\n- hunter2\n- x: hunter2\n");
    row("explicit key", "kind: Secret\ndata:\n  ? a\n  : hunter2\n");
    row("comment", "kind: Secret\n# was hunter2\ndata: # hunter2\n  # a: hunter2\n  a: x # hunter2\n# hunter2\n");
    row("null with a comment", "kind: Secret\ndata:\n  a: # hunter2\n  b: c\n");
    row("list", "apiVersion: v1\nkind: List\nitems:\n- kind: Secret\n  data:\n    a: hunter2\n- kind: A\n");
    row("list of list", "kind: List\nitems:\n- kind: List\n  items: [{kind: Secret, data: {a: hunter2}}]\n");
    row("list of Secrets", "kind: SecretList\nitems:\n- metadata: {name: x}\n  data: {a: hunter2}\n");
    row("within another", "kind: Template\nobjects:\n  deep:\n  - kind: Secret\n    data: {a: hunter2}\n");
    row("second document", "kind: A\nname: Zoë — ✓\n---\nkind: Secret\ndata:\n  a: hunter2\n...\n---\nkind: B\n");
    row("last applied",
        "kind: Secret\nmetadata:\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n"
        "      {\"data\":{\"a\":\"hunter2\"}}\n");
    row("CRLF", "kind: Secret\r\ndata:\r\n  a: |\r\n    x\r\n    hunter2\r\n  b: hunter2\r\n");
    row("byte order mark", "\xef\xbb\xbfkind: Secret\ndata:\n  a: hunter2\n  bb: hunter2\n");
    row("unreadable", "kind: Secret\ndata:\n  a: hunter2\n  a: hunter2\n");
    row("unreadable, tabs", "kind: Secret\ndata:\n\ta: hunter2\n");
    row("unreadable, a template", "kind: Secret\n{{ if .x }}\ndata: {a: hunter2}\n{{ end }}\n");
    row("unreadable JSON", R"({"kind": "Secret", "data": {"a": "hunter2", })");
    row("end in the middle", "a: b\n\x04\n---\nkind: Secret\ndata: {a: hunter2}\n");
    row("anchors and tags", "kind: Secret\ndata: &d !!map\n  &k a: &v !!str hunter2\n  b: hunter2\n");
}

void ValueDiffTest::secretsAreNeverShown()
{
    QFETCH(const QByteArray, text);
    const ManifestFile file = readManifest(u"a.yaml"_s, text);
    QVERIFY2(!file.shown.contains("hunter2"), file.shown.constData());
    QCOMPARE(file.shown.count('\n'), text.count('\n'));
    QVERIFY(file.hides);
    for (const ManifestObject &object : file.objects) {
        for (const Value &value : object.values)
            QVERIFY2(!value.text.contains(u"hunter2"), qPrintable(value.path));
    }
}

void ValueDiffTest::hostileTextIsRefusedInWords_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("comma") << QByteArray(",");
    QTest::newRow("NUL") << QByteArray("a: \0b\n", 6);
    QTest::newRow("not UTF-8") << QByteArray("a: \xff\n");
    QTest::newRow("twice") << QByteArray("kind: A\nkind: B\n");
    QTest::newRow("tabs") << QByteArray("a:\n\tb: c\n");
    QTest::newRow("deep") << "a: " + QByteArray(10'000, '[');
    QTest::newRow("many aliases") << "a: &a x\nb: [" + QByteArray("*a,").repeated(1000) + "]\n";
    QTest::newRow("large") << "a: " + QByteArray(3'000'000, 'x');
    QTest::newRow("many values") << "a: [" + QByteArray("x,").repeated(100'000) + "]\n";
    QTest::newRow("many documents") << QByteArray("---\na: b\n").repeated(1000);
    QTest::newRow("a list") << QByteArray("- a\n- b\n");
}

void ValueDiffTest::hostileTextIsRefusedInWords()
{
    QFETCH(const QByteArray, text);
    const ManifestFile file = readManifest(u"a.yaml"_s, text);
    QVERIFY(!file.problem.isEmpty());
    QVERIFY(file.objects.isEmpty());
    QVERIFY(diffValues({file}, files(Deployment)).changes.size() == 1);
}

QTEST_GUILESS_MAIN(ValueDiffTest)
#include "tst_valuediff.moc"
