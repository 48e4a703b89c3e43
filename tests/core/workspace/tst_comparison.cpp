#include <workspace/comparison.h>

#include <QTest>

using namespace coupe;
using namespace coupe::workspace;
using namespace Qt::StringLiterals;
using gitops::Folder;
using gitops::FolderFile;
using State = FileComparison::State;

namespace {

const QByteArray Before =
    "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n"
    "      containers:\n      - name: web\n        image: web:7a31c0e\n        env:\n"
    "        - name: MODE\n          value: queue\n        resources:\n          limits:\n"
    "            memory: 256Mi\n";
const QByteArray After =
    "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n"
    "      containers:\n      - name: web\n        image: web:91be07d\n        env:\n"
    "        - name: MODE\n          value: queue\n        - name: CHECK\n"
    "          value: early\n        resources:\n          limits:\n            memory: 384Mi\n";

Folder folder(const QMap<QString, QByteArray> &files)
{
    Folder folder;
    folder.present = true;
    folder.id = u"tree"_s;
    for (const auto &[path, content] : files.asKeyValueRange()) {
        FolderFile file;
        file.path = path;
        file.state = FolderFile::State::Read;
        file.id = QString::number(qHash(content));
        file.size = content.size();
        file.content = content;
        folder.files.append(file);
    }
    return folder;
}

FileComparison compared(const QByteArray &before, const QByteArray &after, const CompareOptions &options = {})
{
    return compare(folder({{u"a.yaml"_s, before}}), folder({{u"a.yaml"_s, after}}), options).files.value(0);
}

/// "=1,1 text", "~2,2 old > new", "-3 text", "+3 text", "… 12".
QStringList drawn(const QList<DiffRow> &rows)
{
    QStringList lines;
    for (const DiffRow &row : rows) {
        switch (row.kind) {
        case LineKind::Context:
            lines += u"=%1,%2 %3"_s.arg(row.before.number).arg(row.after.number).arg(row.after.text);
            break;
        case LineKind::Changed:
            lines +=
                u"~%1,%2 %3 > %4"_s.arg(row.before.number).arg(row.after.number).arg(row.before.text, row.after.text);
            break;
        case LineKind::Removed:
            lines += u"-%1 %2"_s.arg(row.before.number).arg(row.before.text);
            break;
        case LineKind::Added:
            lines += u"+%1 %2"_s.arg(row.after.number).arg(row.after.text);
            break;
        case LineKind::Folded:
            lines += u"… %1"_s.arg(row.foldedLines);
            break;
        case LineKind::Unknown:
            lines += u"?"_s;
        }
    }
    return lines;
}

QStringList marked(const DiffLine &line)
{
    QStringList words;
    for (const DiffWord &word : line.words)
        words += line.text.mid(word.from, word.length);
    return words;
}

} // namespace

/// Two states of an app's folder side by side, and one below the other.
class ComparisonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void putsChangedLinesSideBySide()
    {
        const FileComparison file = compared(Before, After, {.contextLines = 1});
        const QStringList expected{u"… 8"_s, u"=9,9       - name: web"_s,
            u"~10,10         image: web:7a31c0e >         image: web:91be07d"_s, u"=11,11         env:"_s,
            u"=12,12         - name: MODE"_s, u"=13,13           value: queue"_s, u"+14         - name: CHECK"_s,
            u"+15           value: early"_s, u"=14,16         resources:"_s, u"=15,17           limits:"_s,
            u"~16,18             memory: 256Mi >             memory: 384Mi"_s};
        QCOMPARE(drawn(file.rows), expected);
        QCOMPARE(file.added, 4);
        QCOMPARE(file.removed, 2);
        QCOMPARE(marked(file.rows[2].before), QStringList(u"7a31c0e"_s));
        QCOMPARE(marked(file.rows[2].after), QStringList(u"91be07d"_s));
        QCOMPARE(marked(file.rows[10].after), QStringList(u"384Mi"_s));
    }

    void putsThemBelowOneAnother()
    {
        FileComparison file = compared("a: 1\nb: 1\nc: 1\nd: 1\n", "a: 1\nb: 2\nc: 2\nd: 1\n");
        const QList<DiffRow> rows = unifiedRows(file);
        QCOMPARE(drawn(rows),
            (QStringList{u"=1,1 a: 1"_s, u"-2 b: 1"_s, u"-3 c: 1"_s, u"+2 b: 2"_s, u"+3 c: 2"_s, u"=4,4 d: 1"_s}));
        QCOMPARE(marked(rows[1].before), QStringList(u"1"_s));
        for (const DiffRow &row : rows)
            QVERIFY(row.before.text.isEmpty() || row.after.text.isEmpty());
    }

    void tellsWhatEachFileIs()
    {
        const Comparison result = compare(folder({{u"a.yaml"_s, Before}, {u"gone.yaml"_s, "a: b\n"}, {u"same"_s, "x"}}),
            folder({{u"a.yaml"_s, After}, {u"new.yaml"_s, "a: b\nc: d"}, {u"same"_s, "x"}}));
        QVERIFY(!result.same);
        QCOMPARE(result.sameFiles, 1);
        QCOMPARE(result.files.size(), 3);
        QCOMPARE(result.files[0].state, State::Changed);
        QCOMPARE(result.files[1].state, State::Removed);
        QCOMPARE(drawn(result.files[1].rows), QStringList(u"-1 a: b"_s));
        QCOMPARE(result.files[2].state, State::Added);
        QCOMPARE(result.files[2].added, 2);
        QCOMPARE(result.values.size(), 5);
        QCOMPARE(result.values[0].label, u"image tag"_s);
    }

    void thereMayBeNothingToTell()
    {
        const Comparison result = compare(folder({{u"a"_s, "x"}}), folder({{u"a"_s, "x"}}));
        QVERIFY(result.same);
        QVERIFY(result.files.isEmpty());
        const Comparison neither = compare({}, {});
        QVERIFY(neither.same);
        QVERIFY(!neither.beforePresent);
    }

    void anAppThatWasNotThereHasAllAdded()
    {
        const Comparison result = compare({}, folder({{u"a.yaml"_s, Before}}));
        QVERIFY(!result.beforePresent);
        QVERIFY(result.afterPresent);
        QCOMPARE(result.files.value(0).state, State::Added);
        QCOMPARE(result.files.value(0).rows.size(), 16);
        QCOMPARE(result.values.value(0).label, u"whole object"_s);
    }

    void releaseRecordsAreFolded()
    {
        const Folder before = folder({{u"a.yaml"_s, Before}, {u"release.json"_s, "{\"a\": 1}"}});
        const Folder after = folder({{u"a.yaml"_s, After}, {u"release.json"_s, "{\"a\": 2}"}});
        Comparison result = compare(before, after);
        QCOMPARE(result.foldedFiles, 1);
        QCOMPARE(result.files.last().path, u"release.json"_s);
        QVERIFY(result.files.last().folded);
        QVERIFY(result.files.last().rows.isEmpty());
        result = compare(before, after, {.showFolded = true});
        QVERIFY(result.files.last().folded);
        QCOMPARE(drawn(result.files.last().rows), QStringList(u"~1,1 {\"a\": 1} > {\"a\": 2}"_s));
        QCOMPARE(result.values.size(), 3);
    }

    void checksumsAreFolded()
    {
        const QByteArray sum =
            "kind: A\nmetadata:\n  name: x\n  annotations:\n    checksum/config: \"0123abcd0123\"\na: 1\n";
        QByteArray other = sum;
        other.replace("0123abcd0123", "ffff0000ffff");
        QByteArray more = other;
        more.replace("a: 1", "a: 2");

        Comparison result = compare(folder({{u"a.yaml"_s, sum}}), folder({{u"a.yaml"_s, other}}));
        QCOMPARE(result.foldedFiles, 1);
        QCOMPARE(result.files[0].why, u"checksums only"_s);
        QVERIFY(result.files[0].rows.isEmpty());
        QVERIFY(result.values.isEmpty());

        result = compare(folder({{u"a.yaml"_s, sum}}), folder({{u"a.yaml"_s, more}}));
        QCOMPARE(result.foldedFiles, 0);
        QCOMPARE(result.foldedLines, 1);
        QCOMPARE(drawn(result.files[0].rows).last(), u"~6,6 a: 1 > a: 2"_s);
        QCOMPARE(result.files[0].rows[result.files[0].rows.size() - 2].kind, LineKind::Context);
        QCOMPARE(result.files[0].added, 1);
        QCOMPARE(result.values.size(), 1);

        result = compare(folder({{u"a.yaml"_s, sum}}), folder({{u"a.yaml"_s, more}}), {.showFolded = true});
        QCOMPARE(result.foldedLines, 1);
        QCOMPARE(result.files[0].added, 2);
        QCOMPARE(result.values.size(), 2);
    }

    void aSecretsHashIsNoChecksum()
    {
        const QByteArray secret = "kind: Secret\nstringData:\n  user-hash: 0123456789abcdef\n";
        QByteArray other = secret;
        other.replace("0123", "3210");
        const Comparison result = compare(folder({{u"a.yaml"_s, secret}}), folder({{u"a.yaml"_s, other}}));
        QCOMPARE(result.foldedFiles, 0);
        QCOMPARE(result.values.size(), 1);
    }

    void aMaskedLineThatChangedIsMarked()
    {
        const FileComparison file = compared("kind: Secret\nstringData:\n  a: hunter2\n  b: |\n    one\n    two\n",
            "kind: Secret\nstringData:\n  a: swordfish\n  b: |\n    one\n    three\n    four\n");
        QCOMPARE(drawn(file.rows),
            (QStringList{u"=1,1 kind: Secret"_s, u"=2,2 stringData:"_s, u"~3,3   a: •••• >   a: ••••"_s,
                u"=4,4   b: |"_s, u"=5,5     ••••"_s, u"~6,6     •••• >     ••••"_s, u"+7     ••••"_s}));
        QCOMPARE(marked(file.rows[2].before), QStringList(u"••••"_s));
        QCOMPARE(marked(file.rows[2].after), QStringList(u"••••"_s));
    }

    void whatCannotBeShownSaysWhy()
    {
        Folder before =
            folder({{u"binary"_s, QByteArray("a\0b", 3)}, {u"latin1"_s, "\xe9"}, {u"link"_s, "x"}, {u"huge"_s, "x"}});
        const Folder after = folder({{u"binary"_s, "text"}, {u"latin1"_s, "text"}, {u"link"_s, "y"}, {u"huge"_s, "y"},
            {u"long"_s, QByteArray("a\n").repeated(60'000)}});
        for (FolderFile &file : before.files) {
            file.state = file.path == u"link" ? FolderFile::State::NotAFile
                : file.path == u"huge"        ? FolderFile::State::TooLarge
                                              : FolderFile::State::Read;
            file.size = 3'000'000;
        }
        QMap<QString, QString> why;
        for (const FileComparison &file : compare(before, after).files) {
            why.insert(file.path, file.why);
            QVERIFY(file.rows.isEmpty());
        }
        QCOMPARE(why,
            (QMap<QString, QString>{{u"binary"_s, u"not text"_s}, {u"latin1"_s, u"not text"_s},
                {u"link"_s, u"a link"_s}, {u"huge"_s, u"too large to show (3.0 MB)"_s},
                {u"long"_s, u"too large to show (60000 lines)"_s}}));
    }

    void lineEndsMakeNoDifference()
    {
        FileComparison file = compared("a: 1\r\nb: 2\r\n", "a: 1\nb: 2");
        QCOMPARE(file.why, u"only line ends differ"_s);
        QVERIFY(file.rows.isEmpty());
        file = compared("a: 1\r\nb: 2", "a: 1\nb: 3\n");
        QCOMPARE(drawn(file.rows), (QStringList{u"=1,1 a: 1"_s, u"~2,2 b: 2 > b: 3"_s}));
    }

    void blanksAndControlCharactersAreSeen()
    {
        const FileComparison file = compared("a:\tb\nc: d\ne: f\n", "a: b\nc: d \ne: \u202ef\n");
        QCOMPARE(drawn(file.rows),
            (QStringList{u"~1,1 a:⇥ b > a: b"_s, u"~2,2 c: d > c: d "_s, u"~3,3 e: f > e: ⟨U+202E⟩f"_s}));
    }

    void aVeryLongLineIsCut()
    {
        const QByteArray line = "a: " + QByteArray(1'000'000, 'x');
        const FileComparison file = compared(line + "1\n", line + "2\n");
        QCOMPARE(file.rows.size(), 1);
        const DiffLine &shown = file.rows[0].after;
        QVERIFY(shown.text.size() < 2'100);
        QVERIFY(shown.text.endsWith(u"… (1.0 MB)"));
        QCOMPARE(marked(shown), QStringList(u"… (1.0 MB)"_s));
    }

    void markupIsText()
    {
        const FileComparison file = compared("a: b\n", "a: <img src=file:///x>\n");
        QCOMPARE(file.rows[0].after.text, u"a: <img src=file:///x>"_s);
    }

    void unreadableYamlIsComparedLineByLine()
    {
        const Comparison result =
            compare(folder({{u"a.yaml"_s, "a: 1\na: 1\n"}}), folder({{u"a.yaml"_s, "a: 1\na: 2\n"}}));
        QCOMPARE(result.unreadable.size(), 1);
        QVERIFY(result.unreadable[0].startsWith(u"a.yaml: The YAML"));
        QVERIFY(result.values.isEmpty());
        QCOMPARE(result.files[0].rows.size(), 2);
    }

    void wordsAreMarked_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QStringList>("removed");
        QTest::addColumn<QStringList>("added");
        const auto row = [](const QString &before, const QString &after, const QStringList &removed,
                             const QStringList &added) {
            QTest::newRow(qPrintable(before)) << before << after << removed << added;
        };
        row(u"image: a/b:1.2.3"_s, u"image: a/b:1.4.3"_s, {u"2"_s}, {u"4"_s});
        row(u"args: [a, b]"_s, u"args: [a, c, b]"_s, {}, {u"c, "_s});
        row(u"  a: b"_s, u"    a: b"_s, {u"  "_s}, {u"    "_s});
        row(u"one"_s, u"two"_s, {}, {});
        row(u"a: \U0001F600x"_s, u"a: \U0001F601x"_s, {u"\U0001F600x"_s}, {u"\U0001F601x"_s});
        row(u""_s, u"a"_s, {}, {});
    }

    void wordsAreMarked()
    {
        QFETCH(const QString, before);
        QFETCH(const QString, after);
        const WordDiff words = diffWords(before, after);
        QTEST(marked({.number = 1, .text = before, .words = words.before}), "removed");
        QTEST(marked({.number = 1, .text = after, .words = words.after}), "added");
    }

    void everyLineIsThereOnce()
    {
        // Rows must hold each side's lines in order, whatever the difference.
        QByteArray before;
        QByteArray after;
        for (qint64 i = 0; i < 400; ++i) {
            before += "k" + QByteArray::number(i * i * 7919 % 13) + ": " + QByteArray::number(i % 5) + '\n';
            after += "k" + QByteArray::number(i * i * 104729 % 11) + ": " + QByteArray::number(i % 7) + '\n';
        }
        const FileComparison file = compared(before, after, {.contextLines = -1});
        for (const bool unified : {false, true}) {
            QByteArray left;
            QByteArray right;
            for (const DiffRow &row : unified ? unifiedRows(file) : file.rows) {
                const bool context = row.kind == LineKind::Context;
                if (row.before.number > 0)
                    left += (context ? row.after.text : row.before.text).toUtf8() + '\n';
                if (row.after.number > 0)
                    right += row.after.text.toUtf8() + '\n';
            }
            QCOMPARE(left, before);
            QCOMPARE(right, after);
        }
    }

    void hugeFilesAreBounded()
    {
        QByteArray before;
        QByteArray after;
        for (int i = 0; i < 49'000; ++i) {
            before += QByteArray::number(i * 7919LL % 10'007) + '\n';
            after += QByteArray::number(i * 104'729LL % 10'007) + '\n';
        }
        QVERIFY(!compared(before, after).rows.isEmpty());
        Folder many;
        for (int i = 0; i < 2'000; ++i) {
            FolderFile file;
            file.path = QString::number(i);
            file.state = FolderFile::State::Read;
            file.content = QByteArray("a: b\n").repeated(1'000);
            many.files.append(file);
        }
        many.present = true;
        const Comparison result = compare({}, many);
        QCOMPARE(result.files.last().why, u"too much to show at once"_s);
    }
};

QTEST_GUILESS_MAIN(ComparisonTest)
#include "tst_comparison.moc"
