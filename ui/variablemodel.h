#pragma once

#include <gimlet/artifact.h>

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace coupe::ui {

/// An artifact's variables. Values that look like secrets are masked until revealed, one at a time.
class VariableModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY changed FINAL)
    Q_PROPERTY(int maskedCount READ maskedCount NOTIFY changed FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of ArtifactDetail")

public:
    enum Role {
        NameRole = Qt::UserRole + 1,
        ValueRole,
        MaskedRole,
        SecretRole,
    };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return int(m_variables.size()); }
    int maskedCount() const;
    void setVariables(const QMap<QString, QString> &variables);

    Q_INVOKABLE void setRevealed(int row, bool revealed);
    /// The value itself, to be copied.
    Q_INVOKABLE QString value(int row) const;

Q_SIGNALS:
    void changed();

private:
    struct Variable {
        QString name;
        QString value;
        bool secret = false;
        bool revealed = false;
    };

    QList<Variable> m_variables;
};

} // namespace coupe::ui
