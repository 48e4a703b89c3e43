#include "comparefixture.h"

#include <QTest>

using namespace coupe;
using namespace coupe::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int Patience = 20'000;

QStringList column(const QAbstractItemModel &model, int role)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, 0).data(role).toString();
    return texts;
}

/// Everything that a model says, whoever asks.
QString everything(const QAbstractItemModel &model)
{
    QStringList texts;
    const QHash<int, QByteArray> roles = model.roleNames();
    for (auto role = roles.keyBegin(); role != roles.keyEnd(); ++role)
        texts << column(model, *role);
    for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
        texts << column(model, role);
    return texts.join(u'\n');
}

QByteArray numbered(int lines, const QByteArray &first)
{
    QByteArray text = "kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: big\ndata:\n  first: " + first + '\n';
    for (int i = 0; i < lines; ++i)
        text += "  key" + QByteArray::number(i) + ": value" + first + QByteArray::number(i) + '\n';
    return text;
}

} // namespace

/// What stands in manifests and messages: secret, misleading, or very much.
class CompareTextsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CompareFixture> m_fixture;
    std::unique_ptr<CompareController> m_compare;

    void open(const CompareSide &before, const CompareSide &after)
    {
        m_compare->open(before, after);
        QTRY_COMPARE_WITH_TIMEOUT(m_compare->phase(), CompareController::Ready, Patience);
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<CompareFixture>();
        m_fixture->catchUp();
        m_compare = std::make_unique<CompareController>(*m_fixture->gitops, m_fixture->repo.clock);
    }

    void cleanup()
    {
        m_compare.reset();
        m_fixture.reset();
    }

    void secretsAreNowhere()
    {
        open(m_fixture->side(2), m_fixture->side(4));
        const auto row =
            column(*m_compare->values(), ValueChangeModel::LabelRole).indexOf(u"Secret / secret DB_PASSWORD"_s);
        QVERIFY(row >= 0);
        QCOMPARE(m_compare->values()->index(int(row), 0).data(ValueChangeModel::SecretRole), true);
        m_compare->trail(int(row));
        QTRY_COMPARE_WITH_TIMEOUT(m_compare->valueTrail()->phase(), TrailController::Ready, Patience);
        m_compare->setShowFolded(true);
        QTRY_COMPARE_WITH_TIMEOUT(m_compare->files().size(), 4, Patience);
        QString said = everything(*m_compare->values()) + everything(*m_compare->valueTrail()->model())
            + m_compare->values()->copyAll();
        for (int file = 0; file < m_compare->files().size(); ++file) {
            m_compare->setCurrentFile(file);
            for (const bool unified : {false, true}) {
                m_compare->setUnified(unified);
                said += everything(*m_compare->diff());
                for (const auto part : {DiffModel::Before, DiffModel::After, DiffModel::Both})
                    said += m_compare->diff()->copyText(0, m_compare->diff()->count(), part);
            }
        }
        QVERIFY(said.contains(u"DB_PASSWORD"));
        QVERIFY(said.contains(u"\u2022\u2022\u2022\u2022"));
        for (const char *secret : {FirstPassword, SecondPassword, "hunter2", "correct-horse", "cGF5bWVudHM="})
            QVERIFY2(!said.contains(QString::fromLatin1(secret)), secret);
    }

    void wordsFromOutsideAreMadeFit()
    {
        const QString trick = u"a\u202Eb\u2066c\x07"_s;
        QMap<QString, QByteArray> files = CompareFixture::files(4);
        files[u"extra.yaml"_s] = "kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: x\ndata:\n  "
            + trick.chopped(1).toUtf8() + ": " + trick.chopped(1).toUtf8() + "\n";
        CompareSide after = m_fixture->side(4);
        after.at.commit = m_fixture->release(u"payments"_s, u"production"_s, u"trick"_s, trick, files);
        after.version = after.when = after.exact = after.environment = trick;
        m_fixture->catchUp();
        open(m_fixture->side(4), after);
        m_compare->setNote(trick);
        const CompareFacts facts = m_compare->facts();
        QString said = facts.subject + facts.afterVersion + facts.afterWhen + facts.afterTip + facts.name
            + m_compare->note() + m_compare->files().join(u' ') + m_compare->file().path + m_compare->notesText();
        said += everything(*m_compare->values()) + everything(*m_compare->diff()) + m_compare->values()->copyAll();
        m_compare->trail(0);
        QTRY_COMPARE_WITH_TIMEOUT(m_compare->valueTrail()->phase(), TrailController::Ready, Patience);
        said += everything(*m_compare->valueTrail()->model()) + m_compare->valueTrail()->path();
        QVERIFY(said.contains(u"\u27E8U+202E\u27E9"));
        for (const QChar character : {QChar(0x202E), QChar(0x2066), QChar(7)})
            QVERIFY2(!said.contains(character), qPrintable(QString::number(character.unicode(), 16)));
    }

    void manyAndLongLinesAreRowsLikeOthers()
    {
        const QString longLine(2000, u'x');
        QMap<QString, QByteArray> files = CompareFixture::files(4);
        files[u"big.yaml"_s] = numbered(40'000, "a");
        files[u"long.yaml"_s] = "a: " + longLine.toUtf8() + "1\n";
        const QString one = m_fixture->release(u"payments"_s, u"production"_s, u"one"_s, u"marta.k"_s, files);
        files[u"big.yaml"_s] = numbered(40'000, "b");
        files[u"long.yaml"_s] = "a: " + longLine.toUtf8() + "2\n";
        const QString two = m_fixture->release(u"payments"_s, u"production"_s, u"two"_s, u"marta.k"_s, files);
        m_fixture->catchUp();
        CompareSide before = m_fixture->side(4);
        CompareSide after = m_fixture->side(4);
        before.at.commit = one;
        after.at.commit = two;
        open(before, after);
        QCOMPARE(m_compare->files().first(), u"big.yaml"_s);
        QCOMPARE(m_compare->diff()->digits(), 5);
        QVERIFY(m_compare->diff()->count() > 40'000);
        m_compare->setUnified(true);
        QVERIFY(m_compare->diff()->count() > 80'000);
        m_compare->nextFile();
        QVERIFY(m_compare->diff()->longest() >= 2000);
        QVERIFY(m_compare->diff()->longest() < 5000);
    }
};

QTEST_MAIN(CompareTextsTest)
#include "tst_comparetexts.moc"
