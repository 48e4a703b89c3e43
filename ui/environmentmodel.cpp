#include "environmentmodel.h"

#include "rowmerge.h"

#include <base/displaytext.h>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using workspace::BoardEnvironment;
using workspace::ReleaseState;

int EnvironmentModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_environments.size());
}

QHash<int, QByteArray> EnvironmentModel::roleNames() const
{
    return {{NameRole, "environment"}, {ProtectedRole, "isProtected"}, {SummaryRole, "summary"}};
}

QVariant EnvironmentModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const BoardEnvironment &environment = m_environments[index.row()];
    switch (role) {
    case NameRole:
        return displayText(environment.name, Lines::Single, 80);
    case ProtectedRole:
        return environment.isProtected;
    case SummaryRole:
        return summary(environment);
    default:
        return {};
    }
}

// "9 live, 1 failed, 2 to look at"
QString EnvironmentModel::summary(const BoardEnvironment &environment) const
{
    const auto count = [&](std::initializer_list<ReleaseState> states) {
        int sum = 0;
        for (const ReleaseState state : states)
            sum += environment.counts.value(state);
        return sum;
    };
    QStringList words;
    const auto say = [&words](int number, const QString &word) {
        if (number > 0)
            words << word.arg(number);
    };
    say(count({ReleaseState::Live}), tr("%1 live"));
    say(count({ReleaseState::Failed}), tr("%1 failed"));
    say(count({ReleaseState::Applying}), tr("%1 applying"));
    say(count({ReleaseState::Stalled, ReleaseState::RolledBack, ReleaseState::ChangedByHand, ReleaseState::Unknown}),
        tr("%1 to look at"));
    say(count({ReleaseState::Absent}), tr("%1 not here"));
    return words.isEmpty() ? tr("nothing here") : words.join(u", "_s);
}

void EnvironmentModel::setEnvironments(QList<BoardEnvironment> environments)
{
    RowMerge::apply(*this, m_environments, std::move(environments),
        [](const BoardEnvironment &environment) { return environment.name; });
}

} // namespace coupe::ui
