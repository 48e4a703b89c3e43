#include "versionmodel.h"

#include "rowmerge.h"
#include "timetext.h"

#include <base/displaytext.h>

namespace coupe::ui {

VersionModel::VersionModel(const Clock &clock, QObject *parent) : QAbstractListModel(parent), m_clock(clock) { }

int VersionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> VersionModel::roleNames() const
{
    return {
        {LabelRole, "version"},
        {SubjectRole, "subject"},
        {AuthorRole, "author"},
        {AgeRole, "age"},
        {ExactTimeRole, "exactTime"},
    };
}

QVariant VersionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const gimlet::Version &version = m_versions[index.row()];
    switch (role) {
    case LabelRole:
        return displayText(version.label(), Lines::Single, 40);
    case SubjectRole:
        return displayText(version.subject());
    case AuthorRole:
        return displayText(version.authorName, Lines::Single, 80);
    case AgeRole:
        return ageText(version.created, m_clock.now());
    case ExactTimeRole:
        return exactText(version.created);
    default:
        return {};
    }
}

void VersionModel::setVersions(QList<gimlet::Version> versions)
{
    const int before = count();
    RowMerge::apply(*this, m_versions, std::move(versions), [](const gimlet::Version &version) { return version.sha; });
    if (before != count())
        Q_EMIT countChanged();
}

} // namespace coupe::ui
