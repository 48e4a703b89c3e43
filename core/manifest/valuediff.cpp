#include "valuediff.h"

#include "checksum.h"
#include "objectmatch.h"
#include "valuelabel.h"

#include <base/displaytext.h>

#include <QHash>

namespace coupe::manifest {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MostChanges = 2'000;
constexpr qsizetype LongestText = 500;

/// What is there when an object is, for its empty path.
QString contentOf(const ManifestObject &object)
{
    return object.values.size() == 1 ? u"1 value"_s : u"%1 values"_s.arg(object.values.size());
}

/// Where the tag of an image starts, colon or at-sign included; the end when there is none.
qsizetype tagStart(QStringView image)
{
    const qsizetype at = image.indexOf(u'@');
    const qsizetype colon = image.left(at < 0 ? image.size() : at).lastIndexOf(u':');
    if (colon > image.lastIndexOf(u'/', at))
        return colon;
    return at < 0 ? image.size() : at;
}

/// Leaves only what an image's repository is followed by, where that is all that changed.
void shortenImage(ValueChange &change)
{
    if (!change.before || !change.after || !change.label.startsWith(u"image"))
        return;
    const qsizetype start = tagStart(*change.after);
    const bool sameRepository = tagStart(*change.before) == start
        && QStringView(*change.before).left(start) == QStringView(*change.after).left(start);
    if (!sameRepository || start == change.before->size() || start == change.after->size())
        return;
    const bool digest = change.after->at(start) == u'@' && change.before->at(start) == u'@';
    if (!digest && (change.after->at(start) == u'@' || change.before->at(start) == u'@'))
        return;
    change.label.replace(0, 5, digest ? u"image digest"_s : u"image tag"_s);
    change.before->remove(0, start + 1);
    change.after->remove(0, start + 1);
}

/// Leaves only the lines that differ of texts of several.
void shortenLines(QString &before, QString &after)
{
    if (!before.contains(u'\n') && !after.contains(u'\n'))
        return;
    const auto longest = std::min(before.size(), after.size());
    qsizetype front = 0;
    for (qsizetype i = 0; i < longest && before[i] == after[i]; ++i)
        front = before[i] == u'\n' ? i + 1 : front;
    qsizetype back = 0;
    for (qsizetype i = 0; i < longest - front && before[before.size() - 1 - i] == after[after.size() - 1 - i]; ++i)
        back = before[before.size() - 1 - i] == u'\n' ? i : back;
    before = before.sliced(front, before.size() - front - back);
    after = after.sliced(front, after.size() - front - back);
}

void makeFit(ValueChange &change)
{
    if (change.before && change.after && !change.isSecret)
        shortenLines(*change.before, *change.after);
    for (auto *side : {&change.before, &change.after}) {
        if (*side)
            *side = displayText(**side, Lines::Single, LongestText);
    }
}

class Differ
{
public:
    ValueDiff diff(const QList<ManifestFile> &before, const QList<ManifestFile> &after)
    {
        const auto pairs = pairObjects(objectsOf(before), objectsOf(after));
        const ObjectNames names(pairs);
        for (const ObjectPair &pair : pairs)
            diffObject(pair, names.of(pair));
        return std::move(m_diff);
    }

private:
    void diffObject(const ObjectPair &pair, const QString &name)
    {
        const ManifestObject &object = pair.after ? *pair.after : *pair.before;
        if (!pair.before || !pair.after) {
            ValueChange change;
            change.object = name;
            change.label = labelOf(object.kind, object.name, {});
            (pair.after ? change.after : change.before) = contentOf(object);
            return put(std::move(change));
        }
        QHash<QString, const Value *> now;
        for (const Value &value : pair.after->values)
            now.insert(value.path, &value);
        QSet<QString> known;
        for (const Value &value : pair.before->values) {
            known.insert(value.path);
            const Value *other = now.value(value.path);
            if (!other || !other->means(value))
                put(changeOf(name, value, other ? std::optional(*other) : std::nullopt));
        }
        for (const Value &value : pair.after->values) {
            if (!known.contains(value.path))
                put(changeOf(name, {}, value));
        }
    }

    void put(ValueChange change)
    {
        m_diff.cut = m_diff.changes.size() == MostChanges;
        if (!m_diff.cut)
            m_diff.changes.append(std::move(change));
    }

    ValueDiff m_diff;
};

} // namespace

ValueChange changeOf(const QString &object, const std::optional<Value> &before, const std::optional<Value> &after)
{
    const Value &one = after ? *after : *before;
    const qsizetype space = object.indexOf(u' ');
    ValueChange change;
    change.object = object;
    change.path = one.path;
    change.label = labelOf(object.left(std::max<qsizetype>(0, space)).section(u'.', 0, 0),
        object.sliced(std::max(space, object.lastIndexOf(u'/')) + 1), one.path);
    if (before)
        change.before = before->text;
    if (after)
        change.after = after->text;
    change.isSecret = (before && before->isSecret) || (after && after->isSecret);
    change.isChecksum = before && after && isChecksum(before->key, before->text) && isChecksum(after->key, after->text);
    shortenImage(change);
    makeFit(change);
    return change;
}

ValueDiff diffValues(const QList<ManifestFile> &before, const QList<ManifestFile> &after)
{
    return Differ().diff(before, after);
}

std::optional<Value> valueAt(const QList<ManifestFile> &files, const QString &object, const QString &path)
{
    const ManifestObject *found = findObject(objectsOf(files), object);
    if (!found)
        return {};
    if (path.isEmpty())
        return Value{.path = {}, .key = {}, .text = u"present"_s, .isSecret = false, .digest = {}};
    // Of values whose paths look the same the last, as diffValues() takes it.
    for (auto value = found->values.crbegin(); value != found->values.crend(); ++value) {
        if (value->path == path)
            return *value;
    }
    return {};
}

} // namespace coupe::manifest
