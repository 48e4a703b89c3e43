#pragma once

#include <workspace/board.h>

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace coupe::ui {

/// Where an artifact can be deployed: one row a manifest.
struct Target {
    QString app;
    QString environment;
    bool isProtected = false;
    QString presentVersion; ///< what is there now
    QString state; ///< "Live for 3 h" when this artifact is there
    bool isHere = false;
    QString policyShape; ///< "check", "user" or "close": an icon
    QString policyWord;
    QString policyReason;
    QString off; ///< why it cannot be deployed now; empty when it can
    bool suggested = false; ///< the next step in promotion order

    bool operator==(const Target &) const = default;
};

class TargetModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of ArtifactDetail")

public:
    enum Role {
        AppRole = Qt::UserRole + 1,
        EnvironmentRole,
        ProtectedRole,
        PresentVersionRole,
        StateTextRole,
        IsHereRole,
        PolicyIconRole,
        PolicyWordRole,
        PolicyReasonRole,
        OffReasonRole,
        SuggestedRole,
    };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &) const override { return 1; }
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return int(m_targets.size()); }
    /// The names as the manifest has them, for asking: what is drawn may have been made fit to be shown.
    Q_INVOKABLE QString appAt(int row) const { return m_targets.value(row).app; }
    Q_INVOKABLE QString environmentAt(int row) const { return m_targets.value(row).environment; }
    void setTargets(QList<Target> targets);

Q_SIGNALS:
    void countChanged();

private:
    friend class RowMerge;
    QList<Target> m_targets;
};

} // namespace coupe::ui
