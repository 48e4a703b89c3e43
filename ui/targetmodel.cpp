#include "targetmodel.h"

#include "rowmerge.h"

#include <base/displaytext.h>

namespace coupe::ui {

int TargetModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> TargetModel::roleNames() const
{
    return {
        {AppRole, "app"},
        {EnvironmentRole, "environment"},
        {ProtectedRole, "isProtected"},
        {PresentVersionRole, "presentVersion"},
        {StateTextRole, "stateText"},
        {IsHereRole, "isHere"},
        {PolicyIconRole, "policyIcon"},
        {PolicyWordRole, "policyWord"},
        {PolicyReasonRole, "policyReason"},
        {OffReasonRole, "offReason"},
        {SuggestedRole, "suggested"},
    };
}

QVariant TargetModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Target &target = m_targets[index.row()];
    switch (role) {
    case AppRole:
        return displayText(target.app, Lines::Single, 120);
    case EnvironmentRole:
        return displayText(target.environment, Lines::Single, 80);
    case ProtectedRole:
        return target.isProtected;
    case PresentVersionRole:
        return target.presentVersion;
    case StateTextRole:
        return target.state;
    case IsHereRole:
        return target.isHere;
    case PolicyIconRole:
        return target.policyShape;
    case PolicyWordRole:
        return target.policyWord;
    case PolicyReasonRole:
        return target.policyReason;
    case OffReasonRole:
        return target.off;
    case SuggestedRole:
        return target.suggested;
    default:
        return {};
    }
}

void TargetModel::setTargets(QList<Target> targets)
{
    const int before = count();
    RowMerge::apply(*this, m_targets, std::move(targets),
        [](const Target &target) { return target.app + u'\n' + target.environment; });
    if (before != count())
        Q_EMIT countChanged();
}

} // namespace coupe::ui
