#pragma once

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace coupe::ui {

/// Something the command palette can go to or do.
struct PaletteEntry {
    enum class Action { Place, Cell, Artifact, Scheme, Refresh, Keys };

    Action action = Action::Place;
    QString title;
    QString note;
    QString icon;
    QString keys;
    QString first; ///< app or artifact id
    QString second; ///< environment
    int number = 0; ///< place or scheme

    QString key() const { return QString::number(int(action)) + first + u'\n' + second + u'\n' + title; }
    bool operator==(const PaletteEntry &) const = default;
};

class PaletteModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Part of PaletteController")

public:
    enum Role {
        TitleRole = Qt::UserRole + 1,
        NoteRole,
        IconRole,
        KeysRole,
    };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &) const override { return 1; }
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    void setEntries(QList<PaletteEntry> entries);
    const PaletteEntry *entry(int row) const;

private:
    friend class RowMerge;
    QList<PaletteEntry> m_entries;
};

} // namespace coupe::ui
