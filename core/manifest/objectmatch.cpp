#include "objectmatch.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace coupe::manifest {

using namespace Qt::StringLiterals;

namespace {

QString shortName(const ManifestObject &object)
{
    return object.kind.isEmpty() ? object.name : object.kind + u' ' + object.name;
}

QString spacedName(const ManifestObject &object)
{
    return object.space.isEmpty() ? shortName(object) : object.kind + u' ' + object.space + u'/' + object.name;
}

QString fullName(const ManifestObject &object)
{
    const QString group = object.group.isEmpty() ? QString() : u'.' + object.group;
    return object.kind + group + u' ' + (object.space.isEmpty() ? u""_s : object.space + u'/') + object.name;
}

/// How objects that are left without a partner are told, from the strictest on. The last two only where there is one on
/// either side.
QString identity(const ManifestObject &object, int looseness)
{
    switch (looseness) {
    case 0:
        return fullName(object);
    case 1:
        return spacedName(object); // the API's group changes when an API grows up
    case 2:
        return shortName(object);
    default:
        return object.kind;
    }
}

constexpr int Loosest = 3;

/// The objects still without partner that alone have their identity.
QHash<QString, int> onlyOnes(
    const std::vector<const ManifestObject *> &objects, const std::vector<bool> &taken, int looseness)
{
    QHash<QString, int> found;
    for (size_t i = 0; i < objects.size(); ++i) {
        if (taken[i])
            continue;
        const QString id = identity(*objects[i], looseness);
        found.insert(id, found.contains(id) ? -1 : int(i));
    }
    return found;
}

} // namespace

std::vector<const ManifestObject *> objectsOf(const QList<ManifestFile> &files)
{
    std::vector<const ManifestObject *> objects;
    QHash<QString, size_t> places;
    for (const ManifestFile &file : files) {
        int nameless = 0;
        for (const ManifestObject &object : file.objects) {
            // Several documents of a file that are no objects are told by their number.
            const QString id =
                fullName(object) + (object.kind.isEmpty() ? u'#' + QString::number(++nameless) : QString());
            if (const auto place = places.constFind(id); place != places.cend()) {
                objects[*place] = &object;
            } else {
                places.insert(id, objects.size());
                objects.push_back(&object);
            }
        }
    }
    return objects;
}

std::vector<ObjectPair> pairObjects(
    const std::vector<const ManifestObject *> &before, const std::vector<const ManifestObject *> &after)
{
    std::vector<bool> beforeTaken(before.size());
    std::vector<bool> afterTaken(after.size());
    std::vector<int> partner(after.size(), -1);
    for (int looseness = 0; looseness <= Loosest; ++looseness) {
        const auto left = onlyOnes(before, beforeTaken, looseness);
        const auto right = onlyOnes(after, afterTaken, looseness);
        for (const auto &[id, i] : right.asKeyValueRange()) {
            const int j = left.value(id, -1);
            // Objects without kind are told by their file, or not at all.
            if (i < 0 || j < 0 || id.isEmpty())
                continue;
            partner[size_t(i)] = j;
            afterTaken[size_t(i)] = true;
            beforeTaken[size_t(j)] = true;
        }
    }
    std::vector<ObjectPair> pairs;
    for (size_t i = 0; i < after.size(); ++i)
        pairs.push_back({partner[i] < 0 ? nullptr : before[size_t(partner[i])], after[i]});
    for (size_t j = 0; j < before.size(); ++j) {
        if (!beforeTaken[j])
            pairs.push_back({before[j], nullptr});
    }
    return pairs;
}

ObjectNames::ObjectNames(const std::vector<ObjectPair> &pairs)
{
    QSet<QString> seen;
    for (const ObjectPair &pair : pairs) {
        const ManifestObject &object = pair.after ? *pair.after : *pair.before;
        for (const QString &name : QSet<QString>{shortName(object), spacedName(object)}) {
            if (seen.contains(name))
                m_ambiguous.insert(name);
            seen.insert(name);
        }
    }
}

QString ObjectNames::of(const ObjectPair &pair) const
{
    const ManifestObject &object = pair.after ? *pair.after : *pair.before;
    for (const QString &name : {shortName(object), spacedName(object)}) {
        if (!m_ambiguous.contains(name))
            return name;
    }
    return fullName(object);
}

const ManifestObject *findObject(const std::vector<const ManifestObject *> &objects, const QString &name)
{
    for (const auto &form : {fullName, spacedName, shortName}) {
        const auto found =
            std::ranges::find(objects, name, [&](const ManifestObject *object) { return form(*object); });
        if (found != objects.end())
            return *found;
    }
    // It may have had another name, or namespace, at the time.
    const QString kind = name.left(name.indexOf(u' '));
    const auto ofKind = [&](const ManifestObject *object) {
        return !object->kind.isEmpty() && (object->kind == kind || object->kind + u'.' + object->group == kind);
    };
    const auto only = std::ranges::find_if(objects, ofKind);
    return only != objects.end() && std::ranges::count_if(objects, ofKind) == 1 ? *only : nullptr;
}

} // namespace coupe::manifest
