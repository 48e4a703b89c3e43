#pragma once

#include <base/clock.h>
#include <workspace/asof.h>

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace coupe::ui {

/// What was wanted at a moment, app by app, beside what is wanted now.
class AsOfModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of AsOfController")

public:
    enum Role {
        EnvironmentRole = Qt::UserRole + 1,
        AppRole,
        ThenVersionRole,
        ThenWhatRole,
        ThenWhenRole,
        ThenExactRole,
        NowVersionRole,
        NowWhenRole,
        DifferenceRole,
        DiffersRole,
        RowNameRole,
    };

    explicit AsOfModel(const Clock &clock, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &) const override { return 1; }
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return int(m_rows.size()); }
    const QList<workspace::AsOfRow> &rows() const { return m_rows; }
    void setRows(QList<workspace::AsOfRow> rows);

Q_SIGNALS:
    void countChanged();

private:
    friend class RowMerge;
    const Clock &m_clock;
    QList<workspace::AsOfRow> m_rows;
};

} // namespace coupe::ui
