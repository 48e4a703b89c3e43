#include <manifest/render.h>
#include <manifest/template.h>
#include <manifest/yaml.h>
#include <manifest/yamlwriter.h>

#include <QElapsedTimer>
#include <QTest>

using namespace coupe;
using namespace coupe::manifest;
using namespace Qt::StringLiterals;

namespace {
const QString Service =
    u"apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  labels:\n    sha: \"{{ .SHA }}\"\n"_s;

gimlet::Manifest web(const QString &manifests = Service)
{
    gimlet::Manifest manifest;
    manifest.app = u"web"_s;
    manifest.env = u"staging"_s;
    manifest.namespaceName = u"default"_s;
    manifest.manifests = manifests;
    return manifest;
}

const QMap<QString, QString> Vars{{u"SHA"_s, u"ddd4"_s}, {u"BRANCH"_s, u"main"_s}, {u"N"_s, u"3"_s},
    {u"LINES"_s, u"one\nstrategicMergePatches: two"_s}, {u"QUOTE"_s, u"it's: \"x\" # y"_s}};
} // namespace

class RenderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void putsVariablesInPlace()
    {
        const auto rendering = render(web(), Vars);
        QVERIFY2(rendering, qPrintable(rendering ? QString() : rendering.error().message));
        QCOMPARE(rendering->files.keys(), QStringList{u"manifest.yaml"_s});
        QCOMPARE(rendering->files.first(), Service.toUtf8().replace("{{ .SHA }}", "ddd4"));
        QCOMPARE(rendering->manifest.app, u"web"_s);
    }

    void leavesAManifestWithoutTemplatesAsItIs()
    {
        gimlet::Manifest manifest = web(u"kind: ConfigMap\ndata:\n  odd: |2\n      indented\n\n\n  tab: \"\\t\"\n"_s);
        manifest.app = u"true"_s;
        manifest.namespaceName = u" 12 "_s;
        manifest.deploy = gimlet::DeployPolicy{{}, u"!main"_s, gimlet::GitEvent::Push, {u"[x] *"_s, u"- y"_s}};
        manifest.cleanup = gimlet::CleanupPolicy{u"web-{{ .BRANCH }}"_s, u"branchDeleted"_s, u"*"_s};
        manifest.values = {{"replicas"_L1, 3}, {"ratio"_L1, 0.25}, {"on"_L1, true}, {"none"_L1, QJsonValue()},
            {"version"_L1, u"1.20"_s},
            {"list"_L1,
                QJsonArray{1, u"two: 2"_s, QJsonObject{{"a"_L1, QJsonArray{}}, {"b"_L1, u"x\n y\n\n"_s}},
                    QJsonArray{u"é"_s, u"\u0001"_s}}},
            {"empty"_L1, QJsonObject()}};
        const auto resolved = resolveVariables(manifest, {});
        QVERIFY2(resolved, qPrintable(resolved ? QString() : resolved.error().message + resolved.error().detail));
        QCOMPARE(gimlet::toJson(*resolved), gimlet::toJson(manifest));
    }

    void resolvesEveryTextField()
    {
        gimlet::Manifest manifest = web();
        manifest.app = u"web-{{ .BRANCH }}"_s;
        manifest.values = {{"image"_L1, QJsonObject{{"tag"_L1, u"v{{.SHA}}"_s}}}};
        const auto resolved = resolveVariables(manifest, Vars);
        QVERIFY(resolved);
        QCOMPARE(resolved->app, u"web-main"_s);
        QCOMPARE(resolved->values["image"_L1]["tag"_L1].toString(), u"vddd4"_s);
    }

    void trimsAsGoDoes()
    {
        const auto expand = [](const char *text) { return expandTemplate(text, Vars).value_or("failed"); };
        QCOMPARE(expand("a  {{- .N }}  b"), QByteArray("a3  b"));
        QCOMPARE(expand("a {{ .N -}}\n  b"), QByteArray("a 3b"));
        QCOMPARE(expand("{{.N}}{{\t.N\n}}"), QByteArray("33"));
        QCOMPARE(expand("{{ \"{{\" }} .X }}"), QByteArray("{{ .X }}"));
        QCOMPARE(expand("} {"), QByteArray("} {"));
    }

    void namesAMissingVariableInGosWords()
    {
        const auto simple = expandTemplate("{{ .sha }}", Vars);
        QCOMPARE(
            simple.error().message, u"template: :1:3: executing \"\" at <.sha>: map has no entry for key \"sha\""_s);
        const auto later = expandTemplate("é: 1\nx: {{ .SHA }}é {{ .NOPE }}", Vars);
        QCOMPARE(
            later.error().message, u"template: :2:19: executing \"\" at <.NOPE>: map has no entry for key \"NOPE\""_s);
        gimlet::Manifest manifest = web();
        manifest.values = {{"x"_L1, u"{{ .NOPE }}"_s}};
        const auto inManifest = render(manifest, Vars);
        QCOMPARE(inManifest.error().message,
            u"template: :12:9: executing \"\" at <.NOPE>: map has no entry for key \"NOPE\""_s);
    }

    void refusesOtherTemplateConstructsWithASentence_data()
    {
        QTest::addColumn<QString>("action");
        for (const char *action :
            {"{{ .BRANCH | sanitizeDNSName }}", "{{ if .X }}", "{{ end }}", "{{ .A.B }}", "{{ . }}", "{{ upper .SHA }}",
                "{{/* x */}}", "{{ $x := 1 }}", "{{ \"a\\n\" }}", "{{}}", "{{-3}}", "{{ .A }} {{ 'x }}"})
            QTest::newRow(action) << QString::fromLatin1(action);
    }

    void refusesOtherTemplateConstructsWithASentence()
    {
        QFETCH(const QString, action);
        const auto rendering = render(web(u"kind: "_s + action), Vars);
        QVERIFY(!rendering);
        QCOMPARE(rendering.error().kind, ErrorKind::Invalid);
        QVERIFY2(rendering.error().message.contains(u"cannot render yet"_s)
                || rendering.error().message.contains(u"unclosed action"_s),
            qPrintable(rendering.error().message));
    }

    void refusesWhatItCannotRenderByName()
    {
        gimlet::Manifest manifest = web();
        manifest.chart = gimlet::Chart{u"https://chart.onechart.dev"_s, u"onechart"_s, u"0.32.0"_s};
        QVERIFY(render(manifest, Vars).error().message.contains(u"Helm chart onechart"_s));
        manifest = web();
        manifest.strategicMergePatches = u"kind: x"_s;
        QVERIFY(render(manifest, Vars).error().message.contains(u"strategicMergePatches"_s));
        manifest = web();
        manifest.json6902Patches = {{u"x"_s, {}}};
        QVERIFY(render(manifest, Vars).error().message.contains(u"json6902Patches"_s));
        manifest = web();
        manifest.dependencies = {QJsonObject{{"name"_L1, u"db"_s}}};
        QVERIFY(render(manifest, Vars).error().message.contains(u"dependencies"_s));
        manifest = web();
        manifest.chart = gimlet::Chart{}; // older servers always send one
        QVERIFY(render(manifest, Vars));
        QVERIFY(render(web(u" \n"_s), Vars).error().message.contains(u"nothing to deploy"_s));
    }

    void splitsBySourceComments()
    {
        const auto rendering = render(web(u"---\n# Source: web/templates/service.yaml\nkind: Service\n"
                                          "---\n# Source: web/templates/deployment.yaml\nkind: Deployment\n"
                                          "---\n# Source: sub/templates/service.yaml\nkind: Service\nx: 2\n"_s),
            Vars);
        QVERIFY(rendering);
        QCOMPARE(rendering->files.keys(), (QStringList{u"deployment.yaml"_s, u"service.yaml"_s}));
        QCOMPARE(rendering->files[u"service.yaml"_s], QByteArray("---\nkind: Service\n---\nkind: Service\nx: 2\n"));
    }

    void refusesHostileFileNames_data()
    {
        QTest::addColumn<QString>("path");
        for (const char *path : {"x/..", ".", "a/.git", "a b.yaml", "", "x/", "release.json", "a\\b", "%2e", "~"})
            QTest::newRow(path) << QString::fromLatin1(path);
    }

    void refusesHostileFileNames()
    {
        QFETCH(const QString, path);
        const auto rendering = render(web(u"---\n# Source: "_s + path + u"\nkind: Service\n"_s), Vars);
        QVERIFY(!rendering);
        QVERIFY(rendering.error().message.contains(u"file's name"_s));
    }

    void refusesValuesThatBreakOutOfTheirField_data()
    {
        QTest::addColumn<QString>("app");
        QTest::addColumn<QString>("manifests");
        QTest::newRow("adds a member") << u"web"_s << u"kind: x\nname: {{ .LINES }}\n"_s;
        QTest::newRow("quotes in the app") << u"{{ .QUOTE }}"_s << Service;
        QTest::newRow("comment in the app") << u"web-{{ .QUOTE }}"_s << Service;
        QTest::newRow("lines in the app") << u"web-{{ .LINES }}"_s << Service;
    }

    void refusesValuesThatBreakOutOfTheirField()
    {
        QFETCH(const QString, app);
        QFETCH(const QString, manifests);
        gimlet::Manifest manifest = web(manifests);
        manifest.app = app;
        const auto rendering = render(manifest, Vars);
        QVERIFY(!rendering);
        QVERIFY2(rendering.error().message.contains(u"breaks the manifest"_s), qPrintable(rendering.error().message));
    }

    void refusesHostileYamlQuickly_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("lone comma") << QByteArray(",");
        QTest::newRow("comma in a later document") << QByteArray("a: 1\n---\n,");
        QTest::newRow("deep lists") << QByteArray("a: ") + QByteArray(100'000, '[');
        QTest::newRow("deep mappings") << QByteArray("a: ") + QByteArray("{a: ").repeated(2000);
        QByteArray aliases("a: &a x\nb: [");
        QTest::newRow("many aliases") << aliases + QByteArray("*a, ").repeated(200) + "]\n";
        QTest::newRow("many documents") << QByteArray("a: 1\n---\n").repeated(300);
        QTest::newRow("many events") << QByteArray("- a\n").repeated(30'000).prepend("l:\n");
        QTest::newRow("too large") << QByteArray("# ") + QByteArray(1'100'000, 'x');
        QTest::newRow("invalid UTF-8") << QByteArray("a: \xff\xfe");
        QTest::newRow("NUL") << QByteArray("a: b\0c", 6);
        QTest::newRow("not a mapping") << QByteArray("just text");
        QTest::newRow("tab indentation") << QByteArray("a:\n\tb: 1\n");
        QTest::newRow("twice") << QByteArray("a: 1\na: 2\n");
        QTest::newRow("unknown alias") << QByteArray("a: *b\n");
        QTest::newRow("open quote") << QByteArray("a: \"b");
    }

    void refusesHostileYamlQuickly()
    {
        QFETCH(const QByteArray, text);
        QElapsedTimer timer;
        timer.start();
        const auto checked = checkYaml(text);
        QVERIFY(!checked);
        QVERIFY2(checked.error().message.endsWith(u'.'), qPrintable(checked.error().message));
        QVERIFY(timer.elapsed() < 5000);
    }

    void saysWhereYamlIsWrong()
    {
        const auto checked = checkYaml("kind: a\n---\nkind: b\nx: [1,\n");
        QVERIFY(!checked);
        QVERIFY2(checked.error().message.contains(u"document 2, line 5"_s), qPrintable(checked.error().message));
    }

    void takesOrdinaryYaml()
    {
        QVERIFY(checkYaml("# c\n---\n---\nkind: &k List\nitems:\n- *k\n- {a: [1, 2]}\n...\n"));
        QVERIFY(checkYaml("<<: {a: 1}\nbinary: !!binary aGk=\n"));
    }
};

QTEST_GUILESS_MAIN(RenderTest)
#include "tst_render.moc"
