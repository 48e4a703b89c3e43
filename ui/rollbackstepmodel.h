#pragma once

#include <base/clock.h>
#include <workspace/rollbackplan.h>

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace coupe::ui {

/// The commits that a rollback comes by, in the server's order, and what becomes of each.
class RollbackStepModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of RollbackController")

public:
    enum Role {
        NumberRole = Qt::UserRole + 1,
        HashRole,
        WordsRole,
        TimeTextRole,
        TipRole,
        ShapeRole,
        FateRole,
        RowNameRole, ///< the whole row for screen readers
    };

    explicit RollbackStepModel(const Clock &clock, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &) const override { return 1; }
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return int(m_steps.size()); }
    void setSteps(QList<workspace::RollbackStep> steps);

Q_SIGNALS:
    void countChanged();

private:
    friend class RowMerge;
    const Clock &m_clock;
    QList<workspace::RollbackStep> m_steps;
};

} // namespace coupe::ui
