#include "pastreleasemodel.h"

#include "rowmerge.h"
#include "statuswords.h"
#include "timetext.h"

#include <base/displaytext.h>

namespace coupe::ui {

using workspace::PastRelease;

PastReleaseModel::PastReleaseModel(const Clock &clock, QObject *parent) : QAbstractListModel(parent), m_clock(clock) { }

int PastReleaseModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> PastReleaseModel::roleNames() const
{
    return {
        {VersionRole, "version"},
        {ShapeRole, "shape"},
        {WordRole, "word"},
        {ByRole, "releasedBy"},
        {AgeRole, "age"},
        {ExactTimeRole, "exactTime"},
        {SubjectRole, "subject"},
    };
}

QVariant PastReleaseModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const PastRelease &past = m_releases[index.row()];
    switch (role) {
    case VersionRole:
        return past.release.version ? displayText(past.release.version->label(), Lines::Single, 40) : QString();
    case ShapeRole:
        return shapeOf(past.state);
    case WordRole:
        return wordOf(past.state);
    case ByRole:
        return releasedBy(past.release.triggeredBy);
    case AgeRole:
        return ageText(past.release.created, m_clock.now());
    case ExactTimeRole:
        return exactText(past.release.created);
    case SubjectRole:
        return past.release.version ? displayText(past.release.version->subject()) : QString();
    default:
        return {};
    }
}

void PastReleaseModel::setReleases(QList<PastRelease> releases)
{
    const int before = count();
    RowMerge::apply(
        *this, m_releases, std::move(releases), [](const PastRelease &past) { return past.release.gitopsRef; });
    if (before != count())
        Q_EMIT countChanged();
}

} // namespace coupe::ui
