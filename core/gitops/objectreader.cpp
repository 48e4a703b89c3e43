#include "objectreader.h"

#include <cstring>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

using OdbObjectPtr = std::unique_ptr<git_odb_object, Deleter<git_odb_object_free>>;

QByteArrayView contentOf(const OdbObjectPtr &object)
{
    return {static_cast<const char *>(git_odb_object_data(object.get())), qsizetype(git_odb_object_size(object.get()))};
}

std::optional<git_oid> idIn(QByteArrayView line, qsizetype at)
{
    git_oid id;
    if (line.size() < at + GIT_OID_HEXSZ || git_oid_fromstrn(&id, line.data() + at, GIT_OID_HEXSZ) < 0)
        return {};
    return id;
}

/// "Jane Doe <jane@x> 1700000000 +0100"
QString nameIn(QByteArrayView signature)
{
    const qsizetype mail = signature.indexOf('<');
    return QString::fromUtf8((mail < 0 ? signature : signature.first(mail)).trimmed());
}

qint64 timeIn(QByteArrayView signature)
{
    const qsizetype mail = signature.lastIndexOf('>');
    const QByteArray rest = signature.sliced(mail + 1).trimmed().toByteArray();
    return rest.left(rest.indexOf(' ')).toLongLong();
}

std::optional<RawCommit> parseCommit(const git_oid &id, QByteArrayView content)
{
    constexpr qsizetype LongestMessage = 64 * 1024;
    RawCommit commit;
    commit.id = id;
    bool hasTree = false;
    while (!content.isEmpty()) {
        const qsizetype end = content.indexOf('\n');
        const QByteArrayView line = end < 0 ? content : content.first(end);
        content = end < 0 ? QByteArrayView() : content.sliced(end + 1);
        if (line.isEmpty())
            break;
        if (line.startsWith("tree ") && !hasTree) {
            const auto tree = idIn(line, 5);
            if (!tree)
                return {};
            commit.tree = *tree;
            hasTree = true;
        } else if (line.startsWith("parent ")) {
            const auto parent = idIn(line, 7);
            if (!parent)
                return {};
            commit.parents.append(*parent);
        } else if (line.startsWith("author ")) {
            commit.author = nameIn(line.sliced(7));
        } else if (line.startsWith("committer ")) {
            commit.time = timeIn(line.sliced(10));
        }
    }
    commit.message = QString::fromUtf8(content.first(std::min(content.size(), LongestMessage)));
    return hasTree ? std::optional(std::move(commit)) : std::nullopt;
}

/// Git sorts a folder as if its name ended with a slash.
int order(const RawEntry &a, const RawEntry &b)
{
    const qsizetype common = std::min(a.name.size(), b.name.size());
    if (const int by = std::memcmp(a.name.data(), b.name.data(), size_t(common)); by != 0)
        return by;
    const auto after = [common](const RawEntry &entry) {
        return entry.name.size() > common ? uchar(entry.name[common]) : entry.isFolder() ? uchar('/') : uchar(0);
    };
    return int(after(a)) - int(after(b));
}

} // namespace

std::optional<RawEntry> RawTree::next(qsizetype &offset) const
{
    const QByteArrayView all(m_bytes);
    const qsizetype space = all.indexOf(' ', offset);
    const qsizetype zero = space < 0 ? -1 : all.indexOf('\0', space);
    if (zero < 0 || zero + 1 + GIT_OID_RAWSZ > all.size())
        return {};
    RawEntry entry;
    for (const char digit : all.sliced(offset, space - offset))
        entry.mode = entry.mode * 8 + quint32(digit - '0');
    entry.name = all.sliced(space + 1, zero - space - 1);
    git_oid_fromraw(&entry.id, reinterpret_cast<const unsigned char *>(all.data() + zero + 1));
    const qsizetype end = zero + 1 + GIT_OID_RAWSZ;
    entry.bytes = all.sliced(offset, end - offset);
    offset = end;
    return entry;
}

std::optional<RawEntry> RawTree::find(QByteArrayView name) const
{
    qsizetype offset = 0;
    while (auto entry = next(offset)) {
        if (entry->name == name)
            return entry;
    }
    return {};
}

void RawTree::compare(const RawTree &before, const RawTree &after,
    const std::function<void(const RawEntry *was, const RawEntry *is)> &visit)
{
    qsizetype offsets[2] = {0, 0};
    auto was = before.next(offsets[0]);
    auto is = after.next(offsets[1]);
    while (was || is) {
        const int by = !was ? 1 : !is ? -1 : order(*was, *is);
        if (by != 0 || was->bytes != is->bytes)
            visit(by <= 0 ? &*was : nullptr, by >= 0 ? &*is : nullptr);
        if (by <= 0)
            was = before.next(offsets[0]);
        if (by >= 0)
            is = after.next(offsets[1]);
    }
}

Result<ObjectReader> ObjectReader::of(git_repository *repository)
{
    git_odb *objects = nullptr;
    if (git_repository_odb(&objects, repository) < 0)
        return gitFailure(u"The objects of the gitops repo cannot be read."_s);
    return ObjectReader(OdbPtr(objects));
}

Result<std::optional<RawCommit>> ObjectReader::commit(const git_oid &id) const
{
    git_odb_object *found = nullptr;
    const int rc = git_odb_read(&found, m_objects.get(), &id);
    const OdbObjectPtr object(found);
    if (rc == GIT_ENOTFOUND)
        return std::nullopt;
    if (rc < 0)
        return gitFailure(u"A commit of the gitops repo cannot be read."_s);
    auto commit =
        git_odb_object_type(object.get()) == GIT_OBJECT_COMMIT ? parseCommit(id, contentOf(object)) : std::nullopt;
    if (!commit)
        return failure(ErrorKind::Git, u"A commit of the gitops repo is damaged."_s, toHex(id));
    return commit;
}

Result<RawTree> ObjectReader::tree(const git_oid &id) const
{
    if (isNothing(id))
        return RawTree();
    git_odb_object *found = nullptr;
    const int rc = git_odb_read(&found, m_objects.get(), &id);
    const OdbObjectPtr object(found);
    if (rc < 0)
        return gitFailure(u"A folder of the gitops repo cannot be read."_s);
    if (git_odb_object_type(object.get()) != GIT_OBJECT_TREE)
        return failure(ErrorKind::Git, u"A folder of the gitops repo is damaged."_s, toHex(id));
    return RawTree(contentOf(object).toByteArray());
}

Result<std::optional<QByteArray>> ObjectReader::blob(const git_oid &id, size_t limit) const
{
    size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    if (git_odb_read_header(&size, &type, m_objects.get(), &id) < 0)
        return gitFailure(u"A release record of the gitops repo cannot be read."_s);
    if (size > limit)
        return std::nullopt;
    git_odb_object *found = nullptr;
    const int rc = git_odb_read(&found, m_objects.get(), &id);
    const OdbObjectPtr object(found);
    if (rc < 0)
        return gitFailure(u"A release record of the gitops repo cannot be read."_s);
    return contentOf(object).toByteArray();
}

QString textOf(QByteArrayView name)
{
    if (name.isValidUtf8())
        return QString::fromUtf8(name);
    QString text;
    for (const char byte : name)
        text += uchar(byte) < 0x80 ? QString(QLatin1Char(byte)) : u"\\x%1"_s.arg(uchar(byte), 2, 16);
    return text;
}

} // namespace coupe::gitops
