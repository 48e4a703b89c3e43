#pragma once

#include <manifest/valuediff.h>

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace coupe::ui {

/// A value that differs, ready to be drawn.
struct ValueLine {
    enum Kind { Unknown, Added, Removed, Changed };

    QString object; ///< this and @c path as a manifest::ValueChange has them
    QString path;
    QString label; ///< "Deployment / image tag"
    QString before;
    QString after;
    Kind kind = Unknown;
    bool isSecret = false;

    bool operator==(const ValueLine &) const = default;
};

/// The values that differ between two states of an app: where, what it was, what it became. Of a Secret only that they
/// differ.
class ValueChangeModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of CompareController")

public:
    enum Role {
        KindRole = Qt::UserRole + 1,
        LabelRole,
        ObjectRole,
        PathRole,
        BeforeRole,
        AfterRole,
        AfterSetRole,
        SecretRole,
        TipRole,
        RowNameRole, ///< the whole row for screen readers
    };
    /// As ValueLine::Kind.
    enum Kind { Unknown, Added, Removed, Changed };
    Q_ENUM(Kind)

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &) const override { return 1; }
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return int(m_values.size()); }
    /// Objects that are called as @p app is are told by their kind alone.
    void setValues(const QString &app, const QList<manifest::ValueChange> &values);
    const ValueLine *valueAt(int row) const;

    /// What stands for a side: "not set", the mask of a Secret's, or the value.
    static QString shown(const std::optional<QString> &side, bool isSecret);

    /// One value as two lines, or all of them; to be copied.
    Q_INVOKABLE QString copyText(int row) const;
    Q_INVOKABLE QString copyAll() const;
    Q_INVOKABLE QString pathAt(int row) const;

Q_SIGNALS:
    void countChanged();

private:
    friend class RowMerge;
    QString m_app;
    QList<ValueLine> m_values;
};

} // namespace coupe::ui
