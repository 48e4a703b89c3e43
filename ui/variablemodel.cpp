#include "variablemodel.h"

#include <base/displaytext.h>

namespace coupe::ui {

using namespace Qt::StringLiterals;

int VariableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> VariableModel::roleNames() const
{
    return {{NameRole, "variableName"}, {ValueRole, "value"}, {MaskedRole, "masked"}, {SecretRole, "secret"}};
}

QVariant VariableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Variable &variable = m_variables[index.row()];
    const bool masked = variable.secret && !variable.revealed;
    switch (role) {
    case NameRole:
        return displayText(variable.name, Lines::Single, 200);
    case ValueRole:
        // As many dots for every secret: the length is nobody's business.
        return masked ? QString(15, QChar(0x2022)) : displayText(variable.value);
    case MaskedRole:
        return masked;
    case SecretRole:
        return variable.secret;
    default:
        return {};
    }
}

int VariableModel::maskedCount() const
{
    return int(std::ranges::count_if(m_variables, &Variable::secret));
}

void VariableModel::setVariables(const QMap<QString, QString> &variables)
{
    // Another artifact: no row of it is a row of the last one.
    beginResetModel();
    m_variables.clear();
    for (auto it = variables.begin(); it != variables.end(); ++it)
        m_variables.append({it.key(), it.value(), gimlet::looksSecret(it.key()), false});
    endResetModel();
    Q_EMIT changed();
}

void VariableModel::setRevealed(int row, bool revealed)
{
    if (row < 0 || row >= m_variables.size() || std::exchange(m_variables[row].revealed, revealed) == revealed)
        return;
    Q_EMIT dataChanged(index(row), index(row), {ValueRole, MaskedRole});
}

QString VariableModel::value(int row) const
{
    return row >= 0 && row < m_variables.size() ? m_variables[row].value : QString();
}

} // namespace coupe::ui
