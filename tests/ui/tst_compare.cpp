#include "comparefixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
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

} // namespace

/// The comparison that the window binds to, over a mirror of a real gitops repo.
class CompareTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CompareFixture> m_fixture;
    std::unique_ptr<CompareController> m_compare;
    std::vector<std::unique_ptr<QAbstractItemModelTester>> m_testers;

    void open(
        const CompareSide &before, const CompareSide &after, CompareController::Phase wanted = CompareController::Ready)
    {
        m_compare->open(before, after);
        QCOMPARE(m_compare->phase(), CompareController::Loading);
        QTRY_COMPARE_WITH_TIMEOUT(m_compare->phase(), wanted, Patience);
    }

    void showFolded(bool show)
    {
        QSignalSpy changed(m_compare.get(), &CompareController::fileChanged);
        m_compare->setShowFolded(show);
        QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), Patience);
    }

    int rowOf(const QString &label) const
    {
        return int(column(*m_compare->values(), ValueChangeModel::LabelRole).indexOf(label));
    }

    int foldedRow() const
    {
        for (int row = 0; row < m_compare->diff()->count(); ++row) {
            if (m_compare->diff()->kindAt(row) == DiffModel::Folded)
                return row;
        }
        return -1;
    }

    QVariant value(int row, int role) const { return m_compare->values()->index(row, 0).data(role); }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<CompareFixture>();
        m_fixture->catchUp();
        m_compare = std::make_unique<CompareController>(*m_fixture->gitops, m_fixture->repo.clock);
        for (QAbstractItemModel *model : std::initializer_list<QAbstractItemModel *>{
                 m_compare->values(), m_compare->diff(), m_compare->valueTrail()->model()})
            m_testers.push_back(std::make_unique<QAbstractItemModelTester>(
                model, QAbstractItemModelTester::FailureReportingMode::QtTest));
    }

    void cleanup()
    {
        m_testers.clear();
        m_compare.reset();
        m_fixture.reset();
    }

    void tellsWhichValuesDiffer()
    {
        open(m_fixture->side(2), m_fixture->side(4));
        QCOMPARE(m_compare->facts().subject, u"payments in production"_s);
        QCOMPARE(m_compare->facts().beforeVersion, u"7a31c0e"_s);
        QCOMPARE(m_compare->facts().afterVersion, u"91be07d"_s);
        QCOMPARE(m_compare->facts().beforeWhen, u"10 Nov"_s);
        QVERIFY(m_compare->facts().beforeTip.contains(m_fixture->commits[2]));
        QCOMPARE(m_compare->valuesText(), u"4 values changed"_s);
        QCOMPARE(m_compare->notesText(), QString());
        const int image = rowOf(u"Deployment / image tag"_s);
        QVERIFY(image >= 0);
        QCOMPARE(value(image, ValueChangeModel::BeforeRole), u"7a31c0e"_s);
        QCOMPARE(value(image, ValueChangeModel::AfterRole), u"91be07d"_s);
        QCOMPARE(value(image, ValueChangeModel::KindRole), int(ValueChangeModel::Changed));
        QCOMPARE(value(image, ValueChangeModel::RowNameRole), u"Deployment / image tag, from 7a31c0e to 91be07d"_s);
        const int check = rowOf(u"Deployment / env MANDATE_CHECK"_s);
        QVERIFY(check >= 0);
        QCOMPARE(value(check, ValueChangeModel::BeforeRole), u"not set"_s);
        QCOMPARE(value(check, ValueChangeModel::KindRole), int(ValueChangeModel::Added));
        QVERIFY(m_compare->values()->copyText(image).endsWith(u".image: 7a31c0e -> 91be07d"));
    }

    void showsTheLinesOfEachFileInTwoWays()
    {
        open(m_fixture->side(2), m_fixture->side(4));
        QCOMPARE(m_compare->files(), QStringList({u"deployment.yaml"_s, u"secret.yaml"_s}));
        QCOMPARE(m_compare->file().path, u"production/payments/deployment.yaml"_s);
        QCOMPARE(m_compare->file().positionText, u"File 1 of 2"_s);
        QVERIFY(!m_compare->unified());
        const int besides = m_compare->diff()->count();
        const QString sides = m_compare->diff()->copyText(0, besides - 1, DiffModel::Both);
        QVERIFY(sides.contains(u"-          image: registry.acme.example/payments:7a31c0e\n"
                               "+          image: registry.acme.example/payments:91be07d\n"));
        QStringList names = column(*m_compare->diff(), DiffModel::RowNameRole);
        QVERIFY(names.join(u'\n').contains(u"removed:           image: registry.acme.example/payments:7a31c0e; line"));
        for (int row = 0; row < besides; ++row) {
            const QModelIndex index = m_compare->diff()->index(row, 0);
            if (!index.data(DiffModel::BeforeLineRole).toString().contains(u"7a31c0e"))
                continue;
            const auto words = index.data(DiffModel::BeforeWordsRole).value<QList<int>>();
            QCOMPARE(words.size(), 2);
            QCOMPARE(index.data(DiffModel::BeforeLineRole).toString().mid(words[0], words[1]), u"7a31c0e"_s);
        }

        m_compare->setUnified(true);
        QVERIFY(m_compare->diff()->count() > besides);
        QCOMPARE(m_compare->diff()->copyText(0, m_compare->diff()->count() - 1, DiffModel::Both), sides);
        names = column(*m_compare->diff(), DiffModel::RowNameRole);
        QVERIFY(names.contains(u"line 19 removed:           image: registry.acme.example/payments:7a31c0e"_s));
        QVERIFY(names.contains(u"line 19 added:           image: registry.acme.example/payments:91be07d"_s));

        QSignalSpy changed(m_compare.get(), &CompareController::fileChanged);
        m_compare->nextFile();
        QCOMPARE(m_compare->file().positionText, u"File 2 of 2"_s);
        m_compare->nextFile();
        QCOMPARE(changed.count(), 1);
        m_compare->previousFile();
        QCOMPARE(m_compare->currentFile(), 0);
    }

    void narrowWindowsOpenUnifiedAndTheChoiceIsThePersons()
    {
        QVERIFY(!m_compare->unified());
        m_compare->setNarrow(true);
        QVERIFY(m_compare->unified());
        QVERIFY(m_compare->diff()->unified());
        m_compare->setUnified(false);
        QVERIFY(!m_compare->unified());
        m_compare->setNarrow(false);
        QVERIFY(!m_compare->unified());
        m_compare->setUnified(true);
        m_compare->setNarrow(true);
        QVERIFY(!m_compare->unified());
        m_compare->setNarrow(false);
        QVERIFY(m_compare->unified());
    }

    void whatDoesNotMatterIsFoldedUntilAskedFor()
    {
        open(m_fixture->side(2), m_fixture->side(4));
        QCOMPARE(m_compare->foldedText(), u"release.json and checksums are hidden."_s);
        QCOMPARE(m_compare->foldedAction(), u"Show 2 hidden files"_s);
        m_compare->nextFile();
        showFolded(true);
        QCOMPARE(m_compare->files().size(), 4);
        QVERIFY(m_compare->files().contains(u"release.json"_s));
        QCOMPARE(m_compare->file().path, u"production/payments/secret.yaml"_s); // the file that was looked at
        QCOMPARE(m_compare->foldedText(), u"release.json and checksums are shown."_s);
        m_compare->setCurrentFile(3);
        QVERIFY(m_compare->diff()->count() > 0);
        showFolded(false);
        QCOMPARE(m_compare->files().size(), 2);
        QCOMPARE(m_compare->currentFile(), 0);
    }

    void nothingButFoldedFilesIsNotTheSame()
    {
        const QString again =
            m_fixture->release(u"payments"_s, u"production"_s, u"again"_s, u"marta.k"_s, CompareFixture::files(4));
        m_fixture->catchUp();
        CompareSide after = m_fixture->side(4);
        after.at.commit = again;
        open(m_fixture->side(4), after);
        QCOMPARE(m_compare->valuesText(), u"No value changed"_s);
        QCOMPARE(m_compare->currentFile(), -1);
        QCOMPARE(m_compare->diff()->count(), 0);
        QCOMPARE(m_compare->foldedText(), u"release.json is hidden."_s);
        QCOMPARE(m_compare->foldedAction(), u"Show 1 hidden file"_s);
    }

    void sameStatesSayThatNothingDiffers()
    {
        open(m_fixture->side(4), m_fixture->side(4), CompareController::Same);
        QCOMPARE(m_compare->values()->count(), 0);
        QCOMPARE(m_compare->diff()->count(), 0);
        QCOMPARE(m_compare->foldedAction(), QString());
    }

    void anAppThatWasNotThereIsSaid()
    {
        CompareSide before = m_fixture->side(4);
        before.at.commit = m_fixture->repo.commitByHand(u"Other"_s, {{u"production/other/a.yaml"_s, "a: 1\n"}});
        before.at.app = u"other"_s;
        m_fixture->catchUp();
        CompareSide after = before;
        before.at.commit = m_fixture->commits[0];
        before.version = u"4c11b0d"_s;
        open(before, after);
        QCOMPARE(m_compare->notesText(), u"At 4c11b0d, other was not there: all of it is new."_s);
        QCOMPARE(m_compare->file().stateText, u"New file"_s);
        m_compare->swap();
        QTRY_COMPARE_WITH_TIMEOUT(m_compare->phase(), CompareController::Ready, Patience);
        QCOMPARE(m_compare->file().stateText, u"Removed file"_s);
        before.version.clear();
        before.when = u"now"_s;
        open(after, before);
        QCOMPARE(m_compare->notesText(), u"At now, other was not there: all of it is gone."_s);
    }

    void aCommitThatIsNotThereFailsAndCanBeTriedAgain()
    {
        CompareSide gone = m_fixture->side(2);
        gone.at.commit = QString(40, u'd');
        open(gone, m_fixture->side(4), CompareController::Failed);
        QVERIFY(!m_compare->problem().isEmpty());
        QCOMPARE(m_compare->diff()->count(), 0);
        m_compare->retry();
        QCOMPARE(m_compare->phase(), CompareController::Loading);
        QTRY_COMPARE_WITH_TIMEOUT(m_compare->phase(), CompareController::Failed, Patience);
        open(m_fixture->side(2), m_fixture->side(4));
        QCOMPARE(m_compare->problem(), QString());
    }

    void anUnknownEnvironmentFails()
    {
        workspace::GitopsRepos none({}, m_fixture->repo.path(), m_fixture->repo.clock);
        CompareController compare(none, m_fixture->repo.clock);
        compare.open(m_fixture->side(2), m_fixture->side(4));
        QTRY_COMPARE_WITH_TIMEOUT(compare.phase(), CompareController::Failed, Patience);
    }

    void whatIsCurrentIsComparedAnewWhenItMoves()
    {
        CompareSide now = m_fixture->side(4);
        now.at.commit.clear();
        open(m_fixture->side(4), now, CompareController::Same);
        m_fixture->release(u"payments"_s, u"production"_s, u"aaaaaaa"_s, u"marta.k"_s, CompareFixture::files(3));
        m_fixture->catchUp();
        QTRY_COMPARE_WITH_TIMEOUT(m_compare->phase(), CompareController::Ready, Patience);
        QCOMPARE(m_compare->valuesText(), u"3 values changed"_s);
    }

    void swappingTurnsItRound()
    {
        open(m_fixture->side(2), m_fixture->side(4));
        m_compare->setNote(u"11 commits between"_s);
        QCOMPARE(m_compare->note(), u"11 commits between"_s);
        m_compare->swap();
        QCOMPARE(m_compare->values()->count(), 0); // what stood there is upside down now
        QCOMPARE(m_compare->note(), QString());
        QTRY_COMPARE_WITH_TIMEOUT(m_compare->phase(), CompareController::Ready, Patience);
        QCOMPARE(m_compare->facts().beforeVersion, u"91be07d"_s);
        QCOMPARE(value(rowOf(u"Deployment / image tag"_s), ValueChangeModel::AfterRole), u"7a31c0e"_s);
        QCOMPARE(value(rowOf(u"Deployment / env MANDATE_CHECK"_s), ValueChangeModel::KindRole),
            int(ValueChangeModel::Removed));
    }

    void twoEnvironmentsAreNamed()
    {
        open(m_fixture->side(2), m_fixture->side(4, u"staging"_s));
        QCOMPARE(m_compare->facts().subject, u"payments in production and staging"_s);
        QCOMPARE(m_compare->facts().afterWhen, u"staging, 12 Nov"_s);
        QCOMPARE(m_compare->file().path, u"payments/deployment.yaml"_s);
    }

    void foldedLinesComeWhenTheyArePressed()
    {
        open(m_fixture->side(3), m_fixture->side(4));
        for (const bool unified : {false, true}) {
            m_compare->setUnified(unified);
            const int before = m_compare->diff()->count();
            const int row = foldedRow();
            QVERIFY(row >= 0);
            QVERIFY(
                m_compare->diff()->index(row, 0).data(DiffModel::FoldTextRole).toString().contains(u"unchanged lines"));
            m_compare->unfold(row);
            QTRY_VERIFY_WITH_TIMEOUT(m_compare->diff()->count() > before, Patience);
            QCOMPARE(m_compare->diff()->kindAt(row), int(DiffModel::Context));
        }
        QCOMPARE(foldedRow(), -1);
        // All lines are there now, each once, whichever way they are shown.
        const QByteArray whole = CompareFixture::files(4).value(u"deployment.yaml"_s);
        for (const bool unified : {true, false}) {
            m_compare->setUnified(unified);
            QCOMPARE(m_compare->diff()->copyText(0, m_compare->diff()->count(), DiffModel::After) + u'\n',
                QString::fromUtf8(whole));
        }
        m_compare->unfold(0); // nothing to unfold
        m_compare->unfold(-1);
    }

    void aValueTellsWhichReleasesChangedIt()
    {
        QSignalSpy wanted(m_compare.get(), &CompareController::changeWanted);
        open(m_fixture->side(2), m_fixture->side(4));
        m_compare->trail(rowOf(u"Deployment / memory limit"_s));
        TrailController &trail = *m_compare->valueTrail();
        QTRY_COMPARE_WITH_TIMEOUT(trail.phase(), TrailController::Ready, Patience);
        QCOMPARE(trail.label(), u"Deployment / memory limit"_s);
        trail.choose(1);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first(), QVariantList({u"production"_s, u"payments"_s, m_fixture->commits[0]}));
        m_compare->trail(-1);
        QCOMPARE(trail.phase(), TrailController::Closed);
    }

    void closingForgetsWhatWasShown()
    {
        open(m_fixture->side(2), m_fixture->side(4));
        m_compare->trail(0);
        m_compare->close();
        QCOMPARE(m_compare->phase(), CompareController::Closed);
        QCOMPARE(m_compare->valueTrail()->phase(), TrailController::Closed);
        QCOMPARE(m_compare->values()->count(), 0);
        QCOMPARE(m_compare->diff()->count(), 0);
    }
};

QTEST_MAIN(CompareTest)
#include "tst_compare.moc"
