#include "valuechangemodel.h"

#include "rowmerge.h"

#include <base/displaytext.h>
#include <manifest/secrets.h>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using manifest::ValueChange;

namespace {

QString fit(const QString &text)
{
    return displayText(text, Lines::Single, 200);
}

QString labelOf(const QString &app, const ValueChange &value)
{
    const qsizetype space = value.object.indexOf(u' ');
    const bool isApps = space > 0 && QStringView(value.object).sliced(space + 1) == app;
    return ValueChangeModel::tr("%1 / %2").arg(fit(isApps ? value.object.left(space) : value.object), fit(value.label));
}

ValueLine lineOf(const QString &app, const ValueChange &value)
{
    const auto kind = value.before && value.after ? ValueLine::Changed
        : value.after                             ? ValueLine::Added
                                                  : ValueLine::Removed;
    return {value.object, value.path, labelOf(app, value), ValueChangeModel::shown(value.before, value.isSecret),
        ValueChangeModel::shown(value.after, value.isSecret), kind, value.isSecret};
}

/// Where a value stands; an object that came or went has no path.
QString placeOf(const ValueLine &value)
{
    return value.path.isEmpty() ? fit(value.object) : fit(value.object) + u"  "_s + displayText(value.path);
}

} // namespace

int ValueChangeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> ValueChangeModel::roleNames() const
{
    return {
        {KindRole, "changeKind"},
        {LabelRole, "label"},
        {ObjectRole, "object"},
        {PathRole, "path"},
        {BeforeRole, "before"},
        {AfterRole, "after"},
        {AfterSetRole, "afterSet"},
        {SecretRole, "secret"},
        {TipRole, "tip"},
        {RowNameRole, "rowName"},
    };
}

QString ValueChangeModel::shown(const std::optional<QString> &side, bool isSecret)
{
    if (!side)
        return tr("not set");
    if (isSecret)
        return manifest::Mask.toString();
    return side->isEmpty() ? tr("empty") : displayText(*side);
}

QVariant ValueChangeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ValueLine &value = m_values[index.row()];
    switch (role) {
    case KindRole:
        return int(value.kind);
    case LabelRole:
        return value.label;
    case ObjectRole:
        return fit(value.object);
    case PathRole:
        return displayText(value.path);
    case BeforeRole:
        return value.before;
    case AfterRole:
        return value.after;
    case AfterSetRole:
        return value.kind != ValueLine::Removed;
    case SecretRole:
        return value.isSecret;
    case TipRole:
        return tr("%1\n%2 › %3").arg(placeOf(value).left(400), value.before.left(400), value.after.left(400));
    case RowNameRole:
        return tr("%1, from %2 to %3").arg(value.label, value.before, value.after);
    default:
        return {};
    }
}

void ValueChangeModel::setValues(const QString &app, const QList<ValueChange> &values)
{
    const int before = count();
    QList<ValueLine> wanted;
    wanted.reserve(values.size());
    for (const ValueChange &value : values)
        wanted.append(lineOf(app, value));
    if (std::exchange(m_app, app) == app) {
        RowMerge::apply(*this, m_values, std::move(wanted),
            [](const ValueLine &value) { return std::pair(value.object, value.path); });
    } else {
        beginResetModel();
        m_values = std::move(wanted);
        endResetModel();
    }
    if (before != count())
        Q_EMIT countChanged();
}

const ValueLine *ValueChangeModel::valueAt(int row) const
{
    return row >= 0 && row < count() ? &m_values[row] : nullptr;
}

QString ValueChangeModel::copyText(int row) const
{
    const ValueLine *value = valueAt(row);
    return value ? u"%1: %2 -> %3"_s.arg(placeOf(*value), value->before, value->after) : QString();
}

QString ValueChangeModel::copyAll() const
{
    QStringList lines;
    for (int row = 0; row < count(); ++row)
        lines << copyText(row);
    return lines.join(u'\n');
}

QString ValueChangeModel::pathAt(int row) const
{
    const ValueLine *value = valueAt(row);
    return value ? placeOf(*value) : QString();
}

} // namespace coupe::ui
