#pragma once

#include <base/clock.h>
#include <workspace/valuetrail.h>

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace coupe::ui {

/// The changes of an app that gave one value another content, newest first.
class TrailModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of TrailController")

public:
    enum Role {
        KindIconRole = Qt::UserRole + 1,
        VersionRole, ///< a dash where there is none
        WhenRole,
        ExactTimeRole,
        ByRole,
        BeforeRole,
        AfterRole,
        NowRole, ///< it is what the value is now
        RowNameRole, ///< the whole row for screen readers
    };

    explicit TrailModel(const Clock &clock, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return int(m_steps.size()); }
    void setSteps(QList<workspace::TrailStep> steps);
    const workspace::TrailStep *stepAt(int row) const;

Q_SIGNALS:
    void countChanged();

private:
    const Clock &m_clock;
    QList<workspace::TrailStep> m_steps;
};

} // namespace coupe::ui
