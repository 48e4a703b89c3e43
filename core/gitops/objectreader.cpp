#include "objectreader.h"

#include <cstring>
#include <git2/sys/odb_backend.h>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

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
    const QByteArrayView rest = signature.sliced(mail + 1).trimmed();
    const qsizetype zone = rest.indexOf(' ');
    return (zone < 0 ? rest : rest.first(zone)).toLongLong();
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

/// Where the tree's entry at @p offset ends: "mode name", a zero, and the bytes of the hash. -1: there is none.
qsizetype entryEnd(QByteArrayView tree, qsizetype offset)
{
    const qsizetype zero = tree.indexOf('\0', offset);
    const qsizetype end = zero + 1 + GIT_OID_RAWSZ;
    return zero < 0 || end > tree.size() ? -1 : end;
}

/// Moves the two offsets past the entries that follow in both trees.
void skipCommon(QByteArrayView before, QByteArrayView after, qsizetype (&offsets)[2])
{
    for (;;) {
        const qsizetype size = entryEnd(before, offsets[0]) - offsets[0];
        if (size <= 0 || size > after.size() - offsets[1]
            || std::memcmp(before.data() + offsets[0], after.data() + offsets[1], size_t(size)) != 0)
            return;
        offsets[0] += size;
        offsets[1] += size;
    }
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
    const qsizetype end = entryEnd(all, offset);
    if (end < 0)
        return {};
    RawEntry entry;
    entry.bytes = all.sliced(offset, end - offset);
    const QByteArrayView text = entry.bytes.chopped(1 + GIT_OID_RAWSZ);
    const qsizetype space = text.indexOf(' ');
    if (space < 0)
        return {};
    for (const char digit : text.first(space))
        entry.mode = entry.mode * 8 + quint32(digit - '0');
    entry.name = text.sliced(space + 1);
    git_oid_fromraw(&entry.id, reinterpret_cast<const unsigned char *>(all.data() + end - GIT_OID_RAWSZ));
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
    for (;;) {
        // Nearly all is the same in both, and need not be taken apart.
        skipCommon(before.m_bytes, after.m_bytes, offsets);
        qsizetype next[2] = {offsets[0], offsets[1]};
        const auto was = before.next(next[0]);
        const auto is = after.next(next[1]);
        if (!was && !is)
            return;
        const int by = !was ? 1 : !is ? -1 : order(*was, *is);
        visit(by <= 0 ? &*was : nullptr, by >= 0 ? &*is : nullptr);
        if (by <= 0)
            offsets[0] = next[0];
        if (by >= 0)
            offsets[1] = next[1];
    }
}

class ObjectReader::Content
{
public:
    Content() = default;
    ~Content()
    {
        git_odb_backend_data_free(nullptr, m_data);
        git_odb_object_free(m_verified);
    }
    Content(const Content &) = delete;
    Content &operator=(const Content &) = delete;

    git_object_t type() const { return m_verified ? git_odb_object_type(m_verified) : m_type; }
    QByteArrayView bytes() const
    {
        const void *data = m_verified ? git_odb_object_data(m_verified) : m_data;
        const size_t size = m_verified ? git_odb_object_size(m_verified) : m_size;
        return {static_cast<const char *>(data), qsizetype(size)};
    }

private:
    friend class ObjectReader;

    git_odb_object *m_verified = nullptr; ///< else the next three
    void *m_data = nullptr;
    size_t m_size = 0;
    git_object_t m_type = GIT_OBJECT_INVALID;
};

Result<ObjectReader> ObjectReader::of(git_repository *repository, Hashes hashes)
{
    const auto unreadable = [] { return gitFailure(u"The objects of the gitops repo cannot be read."_s); };
    git_odb *opened = nullptr;
    if (git_repository_odb(&opened, repository) < 0)
        return unreadable();
    OdbPtr objects(opened);
    std::vector<git_odb_backend *> stores(hashes == Hashes::Trusted ? git_odb_num_backends(opened) : 0);
    for (size_t i = 0; i < stores.size(); ++i) {
        if (git_odb_get_backend(&stores[i], opened, i) < 0)
            return unreadable();
    }
    return ObjectReader(std::move(objects), std::move(stores));
}

int ObjectReader::read(const git_oid &id, Content &content) const
{
    if (m_stores.empty())
        return git_odb_read(&content.m_verified, m_objects.get(), &id);
    for (const bool again : {false, true}) {
        // Somebody may have packed the objects anew since.
        if (again && git_odb_refresh(m_objects.get()) < 0)
            return GIT_ERROR;
        for (git_odb_backend *store : m_stores) {
            const int rc = store->read(&content.m_data, &content.m_size, &content.m_type, store, &id);
            if (rc != GIT_ENOTFOUND && rc != GIT_PASSTHROUGH)
                return rc;
        }
    }
    return GIT_ENOTFOUND;
}

Result<std::optional<RawCommit>> ObjectReader::commit(const git_oid &id) const
{
    Content content;
    const int rc = read(id, content);
    if (rc == GIT_ENOTFOUND)
        return std::nullopt;
    if (rc < 0)
        return gitFailure(u"A commit of the gitops repo cannot be read."_s);
    auto commit = content.type() == GIT_OBJECT_COMMIT ? parseCommit(id, content.bytes()) : std::nullopt;
    if (!commit)
        return failure(ErrorKind::Git, u"A commit of the gitops repo is damaged."_s, toHex(id));
    return commit;
}

Result<RawTree> ObjectReader::tree(const git_oid &id) const
{
    if (isNothing(id))
        return RawTree();
    Content content;
    if (read(id, content) < 0)
        return gitFailure(u"A folder of the gitops repo cannot be read."_s);
    if (content.type() != GIT_OBJECT_TREE)
        return failure(ErrorKind::Git, u"A folder of the gitops repo is damaged."_s, toHex(id));
    return RawTree(content.bytes().toByteArray());
}

Result<std::optional<QByteArray>> ObjectReader::blob(const git_oid &id, size_t limit) const
{
    // First, because nobody knows what reading it all would take.
    size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    if (git_odb_read_header(&size, &type, m_objects.get(), &id) < 0)
        return gitFailure(u"A release record of the gitops repo cannot be read."_s);
    if (size > limit)
        return std::nullopt;
    Content content;
    if (read(id, content) < 0)
        return gitFailure(u"A release record of the gitops repo cannot be read."_s);
    return content.bytes().toByteArray();
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
