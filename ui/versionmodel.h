#pragma once

#include <base/clock.h>
#include <gimlet/version.h>

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace coupe::ui {

/// Commits in a few lines: hash, subject, author, age.
class VersionModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of a controller")

public:
    enum Role {
        LabelRole = Qt::UserRole + 1,
        SubjectRole,
        AuthorRole,
        AgeRole,
        ExactTimeRole,
    };

    explicit VersionModel(const Clock &clock, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &) const override { return 1; }
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return int(m_versions.size()); }
    void setVersions(QList<gimlet::Version> versions);

Q_SIGNALS:
    void countChanged();

private:
    friend class RowMerge;
    const Clock &m_clock;
    QList<gimlet::Version> m_versions;
};

} // namespace coupe::ui
