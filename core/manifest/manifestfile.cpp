#include "manifestfile.h"

#include "secrets.h"

#include <base/displaytext.h>

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QSet>

namespace coupe::manifest {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestKey = 200;

/// Whether a text would be a number, a truth value or nothing at all if it were written without quotes. By the rules of
/// YAML 1.1, which Kubernetes' tools follow.
bool needsQuotes(const QString &text)
{
    static const QRegularExpression typed(
        u"^(|~|null|true|false|yes|no|on|off|y|n"
        "|[-+]?[0-9][0-9_]*|[-+]?0o?[0-7_]+|[-+]?0x[0-9a-f_]+|[-+]?0b[01_]+"
        "|[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)(e[-+]?[0-9]+)?|[-+]?\\.inf|\\.nan)\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    return text.size() < 100 && typed.match(text).hasMatch();
}

QString textOf(const YamlNode &node)
{
    switch (node.shape) {
    case YamlShape::Null:
        return u"null"_s;
    case YamlShape::Quoted:
        return needsQuotes(node.text) ? u'"' + node.text + u'"' : node.text;
    case YamlShape::Plain:
    case YamlShape::Alias:
        return node.text;
    case YamlShape::Sequence:
        return u"[]"_s;
    case YamlShape::Mapping:
        return u"{}"_s;
    }
    return {};
}

bool isLeaf(const YamlNode &node)
{
    return node.members.empty();
}

/// Everything that tells two values apart, however deep.
void addTo(QCryptographicHash &hash, const YamlNode &node)
{
    const QByteArray text = (node.key + u'\0' + textOf(node)).toUtf8();
    hash.addData(QByteArray::number(text.size()) + ':' + text + QByteArray::number(qsizetype(node.members.size())));
    for (const YamlNode &member : node.members)
        addTo(hash, member);
}

QString shownKey(const QString &key)
{
    const QString shown = displayText(key, Lines::Single, LongestKey);
    const bool plain =
        !shown.isEmpty() && std::ranges::none_of(shown, [](QChar c) { return QStringView(u".[]\"' ").contains(c); });
    return plain ? shown : u'"' + shown + u'"';
}

QString nameOf(const YamlNode &node)
{
    const YamlNode *name = node.member(u"name");
    return name && isLeaf(*name) ? name->text : QString();
}

/// The items' names when each has one of its own.
QStringList namesOf(const YamlNode &sequence)
{
    QStringList names;
    QSet<QString> seen;
    for (const YamlNode &item : sequence.members) {
        const QString name = nameOf(item);
        if (name.isEmpty() || seen.contains(name))
            return {};
        seen.insert(name);
        names.append(name);
    }
    return names;
}

class Flattener
{
public:
    QList<Value> flatten(const YamlNode &object)
    {
        for (const YamlNode &member : object.members)
            visit(member, shownKey(member.key));
        return std::move(m_values);
    }

private:
    void visit(const YamlNode &node, const QString &path)
    {
        if (node.hidden)
            return putSecret(node, path);
        if (isLeaf(node)) {
            m_values.append({.path = path, .key = node.key, .text = textOf(node), .isSecret = false, .digest = {}});
            return;
        }
        const QStringList names = node.shape == YamlShape::Sequence ? namesOf(node) : QStringList();
        for (size_t i = 0; i < node.members.size(); ++i) {
            const YamlNode &member = node.members[i];
            if (node.shape == YamlShape::Mapping)
                visit(member, path + u'.' + shownKey(member.key));
            else if (names.isEmpty())
                visit(member, path + u'[' + QString::number(i) + u']');
            else
                visitNamed(member, path + u'[' + shownKey(names[qsizetype(i)]) + u']');
        }
    }

    /// The name is in the path already; it is a value only when there is no other.
    void visitNamed(const YamlNode &item, const QString &path)
    {
        if (item.hidden)
            return putSecret(item, path);
        for (const YamlNode &member : item.members) {
            if (member.key != u"name" || item.members.size() == 1)
                visit(member, path + u'.' + shownKey(member.key));
        }
    }

    void putSecret(const YamlNode &node, const QString &path)
    {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        addTo(hash, node);
        m_values.append(
            {.path = path, .key = node.key, .text = Mask.toString(), .isSecret = true, .digest = hash.result()});
    }

    QList<Value> m_values;
};

QString memberText(const YamlNode *node, QStringView member)
{
    const YamlNode *found = node ? node->member(member) : nullptr;
    return found && isLeaf(*found) ? displayText(found->text, Lines::Single, LongestKey) : QString();
}

bool isListOfObjects(const YamlNode &node)
{
    const YamlNode *items = node.member(u"items");
    return items && items->shape == YamlShape::Sequence && memberText(&node, u"kind").endsWith(u"List");
}

void addObjects(const YamlNode &node, const QString &listKind, ManifestFile &file)
{
    if (isListOfObjects(node)) {
        const QString kind = memberText(&node, u"kind");
        for (const YamlNode &item : node.member(u"items")->members)
            addObjects(item, kind.chopped(4), file);
        return;
    }
    if (node.shape != YamlShape::Mapping || node.members.empty())
        return;
    ManifestObject object;
    object.kind = memberText(&node, u"kind");
    if (object.kind.isEmpty())
        object.kind = listKind;
    const QString api = memberText(&node, u"apiVersion");
    object.group = api.left(std::max<qsizetype>(0, api.indexOf(u'/')));
    object.space = memberText(node.member(u"metadata"), u"namespace");
    object.name = memberText(node.member(u"metadata"), u"name");
    if (object.kind.isEmpty())
        object.name = displayText(file.path, Lines::Single, LongestKey);
    object.values = Flattener().flatten(node);
    file.objects.append(object);
}

} // namespace

ManifestFile readManifest(const QString &path, const QByteArray &text)
{
    ManifestFile file;
    file.path = path;
    auto documents = readYamlTree(text);
    if (!documents) {
        file.shown = maskUnreadable(text);
        file.problem = documents.error().message;
    } else {
        hideSecrets(*documents);
        file.shown = maskSecrets(text, *documents);
        for (const YamlNode &document : *documents)
            addObjects(document, {}, file);
    }
    file.hides = file.shown != text;
    return file;
}

} // namespace coupe::manifest
