#pragma once

#include <workspace/board.h>

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace coupe::ui {

/// The heads of the matrix's columns.
class EnvironmentModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Part of OverviewController")

public:
    enum Role {
        NameRole = Qt::UserRole + 1,
        ProtectedRole,
        SummaryRole,
    };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &) const override { return 1; }
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    void setEnvironments(QList<workspace::BoardEnvironment> environments);

private:
    friend class RowMerge;
    QString summary(const workspace::BoardEnvironment &environment) const;

    QList<workspace::BoardEnvironment> m_environments;
};

} // namespace coupe::ui
