#include "palettemodel.h"

#include "rowmerge.h"

#include <base/displaytext.h>

namespace coupe::ui {

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QHash<int, QByteArray> PaletteModel::roleNames() const
{
    return {{TitleRole, "title"}, {NoteRole, "note"}, {IconRole, "iconName"}, {KeysRole, "keys"}};
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const PaletteEntry &entry = m_entries[index.row()];
    switch (role) {
    case TitleRole:
        return displayText(entry.title, Lines::Single, 200);
    case NoteRole:
        return displayText(entry.note, Lines::Single, 200);
    case IconRole:
        return entry.icon;
    case KeysRole:
        return entry.keys;
    default:
        return {};
    }
}

void PaletteModel::setEntries(QList<PaletteEntry> entries)
{
    RowMerge::apply(*this, m_entries, std::move(entries), [](const PaletteEntry &entry) { return entry.key(); });
}

const PaletteEntry *PaletteModel::entry(int row) const
{
    return row >= 0 && row < m_entries.size() ? &m_entries[row] : nullptr;
}

} // namespace coupe::ui
