#include <base/displaytext.h>

#include <QTest>

using namespace coupe;
using namespace Qt::StringLiterals;

/// Untrusted words on the screen: what deceives is made visible, what is long is cut.
class DisplayTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsMadeFitToBeShown_data();
    void textIsMadeFitToBeShown();
    void everyDeceivingCharacterIsEscaped();
    void linesBreakOnlyInPanels();
    void lengthIsClamped();
};

void DisplayTextTest::textIsMadeFitToBeShown_data()
{
    QTest::addColumn<QString>("untrusted");
    QTest::addColumn<QString>("shown");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("plain") << u"Fix login"_s << u"Fix login"_s;
    QTest::newRow("other scripts") << u"Ünïcödé 日本語 العربية 🚀"_s << u"Ünïcödé 日本語 العربية 🚀"_s;
    QTest::newRow("markup stays text") << u"<img src=http://x>&amp;"_s << u"<img src=http://x>&amp;"_s;
    QTest::newRow("format stays text") << u"%1 %n &Deploy"_s << u"%1 %n &Deploy"_s;
    QTest::newRow("line break") << u"a\nb"_s << u"a b"_s;
    QTest::newRow("Windows line break") << u"a\r\nb"_s << u"a b"_s;
    QTest::newRow("line break at the end") << u"a\n\n"_s << u"a"_s;
    QTest::newRow("tab") << u"a\tb"_s << u"a b"_s;
    QTest::newRow("override") << u"prod\u202egnigats"_s << u"prod⟨U+202E⟩gnigats"_s;
    QTest::newRow("zero width") << u"pro\u200bd"_s << u"pro⟨U+200B⟩d"_s;
    QTest::newRow("escape sequence") << u"\u001b[31mred"_s << u"⟨U+001B⟩[31mred"_s;
    QTest::newRow("nul") << u"a"_s + QChar(0) + u"b"_s << u"a⟨U+0000⟩b"_s;
    QTest::newRow("lone high surrogate") << u"a"_s + QChar(0xd83d) << u"a\ufffd"_s;
    QTest::newRow("lone low surrogate") << u"a"_s + QChar(0xde80) + u"b"_s << u"a\ufffdb"_s;
    QTest::newRow("tag character") << u"a"_s + QStringView(QChar::fromUcs4(0xe0041)).toString() << u"a⟨U+E0041⟩"_s;
}

void DisplayTextTest::textIsMadeFitToBeShown()
{
    QFETCH(QString, untrusted);
    QFETCH(QString, shown);
    QCOMPARE(displayText(untrusted), shown);
}

void DisplayTextTest::everyDeceivingCharacterIsEscaped()
{
    QList<char32_t> deceiving{0x7f, 0xad, 0x61c, 0x180e, 0x2028, 0x2029, 0xfeff, 0xfff9, 0xfffc};
    for (char32_t c = 0x80; c < 0xa0; ++c)
        deceiving.append(c);
    for (char32_t c = 0x200b; c <= 0x200f; ++c)
        deceiving.append(c);
    for (char32_t c = 0x202a; c <= 0x202e; ++c)
        deceiving.append(c);
    for (char32_t c = 0x2060; c <= 0x206f; ++c)
        deceiving.append(c);
    for (char32_t c = 1; c < 0x20; ++c) {
        if (c != '\n' && c != '\t')
            deceiving.append(c);
    }
    for (const char32_t c : std::as_const(deceiving)) {
        const QString text = displayText(u"a"_s + QStringView(QChar::fromUcs4(c)).toString() + u"b"_s);
        QVERIFY2(text.startsWith(u"a⟨U+"_s) && text.endsWith(u"⟩b"_s), qPrintable(text));
    }
}

void DisplayTextTest::linesBreakOnlyInPanels()
{
    QCOMPARE(displayText(u"a\nb\r\nc\n", Lines::Several), u"a\nb\nc\n"_s);
    QCOMPARE(displayText(u"a\u2028b", Lines::Several), u"a⟨U+2028⟩b"_s);
}

void DisplayTextTest::lengthIsClamped()
{
    const QString huge(1'000'000, u'x');
    const QString row = displayText(huge);
    QCOMPARE(row.size(), RowTextLimit + 1);
    QVERIFY(row.endsWith(u'…'));
    QCOMPARE(displayText(huge, Lines::Several, PanelTextLimit).size(), PanelTextLimit + 1);
    QCOMPARE(displayText(QString(RowTextLimit, u'x')).size(), RowTextLimit);
    // A pair that the limit cuts in two must not leave half a character.
    const QString cut = displayText(u"x🚀"_s.repeated(10), Lines::Single, 2);
    QVERIFY(!cut.isEmpty() && !std::ranges::any_of(cut, [](QChar unit) { return unit.isSurrogate(); }));
}

QTEST_GUILESS_MAIN(DisplayTextTest)
#include "tst_base_displaytext.moc"
