#pragma once

#include <base/clock.h>
#include <workspace/board.h>

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace coupe::ui {

/// The releases of one app in one environment, newest first.
class PastReleaseModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of CellDetail")

public:
    enum Role {
        VersionRole = Qt::UserRole + 1,
        ShapeRole,
        WordRole,
        ByRole,
        AgeRole,
        ExactTimeRole,
        SubjectRole,
    };

    explicit PastReleaseModel(const Clock &clock, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &) const override { return 1; }
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return int(m_releases.size()); }
    void setReleases(QList<workspace::PastRelease> releases);

Q_SIGNALS:
    void countChanged();

private:
    friend class RowMerge;
    const Clock &m_clock;
    QList<workspace::PastRelease> m_releases;
};

} // namespace coupe::ui
