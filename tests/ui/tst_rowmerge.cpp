#include <ui/rowmerge.h>

#include <QAbstractItemModelTester>
#include <QAbstractListModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using coupe::ui::RowMerge;

namespace {

struct Row {
    int key = 0;
    int value = 0;

    bool operator==(const Row &) const = default;
};

class Rows final : public QAbstractListModel
{
public:
    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    int columnCount(const QModelIndex &) const override { return 1; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return index.isValid() && role == Qt::DisplayRole ? QVariant(m_rows[index.row()].key) : QVariant();
    }
    void merge(QList<Row> wanted)
    {
        RowMerge::apply(*this, m_rows, std::move(wanted), [](const Row &row) { return row.key; });
    }
    const QList<Row> &rows() const { return m_rows; }

private:
    friend RowMerge;
    QList<Row> m_rows;
};

} // namespace

/// What a view sees while one list becomes another.
class RowMergeTest : public QObject
{
    Q_OBJECT

    Rows m_rows;
    QAbstractItemModelTester m_tester{&m_rows, QAbstractItemModelTester::FailureReportingMode::QtTest};

private Q_SLOTS:
    void cleanup() { m_rows.merge({}); }

    void sameRowsSayNothing()
    {
        m_rows.merge({{1, 0}, {2, 0}});
        QSignalSpy changed(&m_rows, &Rows::dataChanged);
        QSignalSpy inserted(&m_rows, &Rows::rowsInserted);
        m_rows.merge({{1, 0}, {2, 0}});
        QCOMPARE(changed.count() + inserted.count(), 0);
    }

    void newRowsInOnePlaceAreOneInsertion()
    {
        m_rows.merge({{1, 0}, {5, 0}});
        QSignalSpy inserted(&m_rows, &Rows::rowsInserted);
        m_rows.merge({{1, 0}, {2, 0}, {3, 0}, {4, 0}, {5, 0}});
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(inserted[0][1].toInt(), 1);
        QCOMPARE(inserted[0][2].toInt(), 3);
    }

    void missingRowsInOnePlaceAreOneRemoval()
    {
        m_rows.merge({{1, 0}, {2, 0}, {3, 0}, {4, 0}});
        QSignalSpy removed(&m_rows, &Rows::rowsRemoved);
        m_rows.merge({{1, 0}, {4, 0}});
        QCOMPARE(removed.count(), 1);
        QCOMPARE(removed[0][1].toInt(), 1);
        QCOMPARE(removed[0][2].toInt(), 2);
    }

    void changedRowIsToldAlone()
    {
        m_rows.merge({{1, 0}, {2, 0}, {3, 0}});
        QSignalSpy changed(&m_rows, &Rows::dataChanged);
        m_rows.merge({{1, 0}, {2, 7}, {3, 0}});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
    }

    void movedRowKeepsItsPersistentIndex()
    {
        m_rows.merge({{1, 0}, {2, 0}, {3, 0}});
        const QPersistentModelIndex third(m_rows.index(2));
        m_rows.merge({{3, 1}, {1, 0}, {2, 0}});
        QCOMPARE(third.row(), 0);
    }

    void anyListBecomesAnyOtherWithoutAReset()
    {
        QSignalSpy reset(&m_rows, &Rows::modelReset);
        QSignalSpy layout(&m_rows, &Rows::layoutChanged);
        QRandomGenerator random(20261123);
        for (int round = 0; round < 1000; ++round) {
            QList<Row> wanted;
            for (int key = 0; key < 24; ++key) {
                if (random.bounded(3) > 0)
                    wanted.append({key, random.bounded(3)});
            }
            // Mostly small disorder, as on a board; now and then none of it is where it was.
            const qsizetype swaps = round % 7 == 0 ? wanted.size() * 2 : 2;
            for (qsizetype i = 0; i < swaps && wanted.size() > 1; ++i)
                wanted.swapItemsAt(random.bounded(int(wanted.size())), random.bounded(int(wanted.size())));

            QHash<int, QPersistentModelIndex> kept;
            for (int row = 0; row < m_rows.rowCount(); ++row)
                kept.insert(m_rows.rows()[row].key, QPersistentModelIndex(m_rows.index(row)));
            m_rows.merge(wanted);
            QCOMPARE(m_rows.rows(), wanted);
            for (auto it = kept.cbegin(); it != kept.cend(); ++it) {
                const auto at = std::ranges::find(wanted, it.key(), &Row::key);
                QCOMPARE(it->isValid(), at != wanted.end());
                if (it->isValid())
                    QCOMPARE(it->row(), int(at - wanted.begin()));
            }
        }
        QCOMPARE(reset.count() + layout.count(), 0);
    }
};

QTEST_GUILESS_MAIN(RowMergeTest)
#include "tst_rowmerge.moc"
