#include "gitopsshelf.h"

namespace coupe::workspace {

using namespace Qt::StringLiterals;

GitopsShelf::GitopsShelf(QString folder, GitopsSource source, const Clock &clock)
    : m_folder(std::move(folder)), m_source(std::move(source)), m_clock(clock),
      m_mirror(m_folder, {.url = m_source.url, .secret = {}}, clock)
{
}

GitopsShelf::~GitopsShelf() = default;

Result<ShelfUpdate> GitopsShelf::fetch(
    const gitops::Mirror::Watch &transfer, const gitops::ReleaseIndex::Watch &reading)
{
    const auto fetched = m_mirror.fetch(transfer);
    if (!fetched)
        return std::unexpected(fetched.error());
    if (fetched->cloned || !fetched->setAside.isEmpty())
        close();
    if (!fetched->setAside.isEmpty())
        m_setAside = fetched->setAside;
    return update(reading);
}

Result<ShelfUpdate> GitopsShelf::update(const gitops::ReleaseIndex::Watch &reading)
{
    const auto opened = index();
    if (!opened)
        return std::unexpected(opened.error());
    const auto updated = (*opened)->update(reading);
    if (!updated) {
        // A mirror that was replaced under an open one is read again from the door; one that cannot be read is fetched
        // anew, once.
        close();
        if (updated.error().kind == ErrorKind::Git && !std::exchange(m_distrusted, true))
            m_mirror.distrust();
        return std::unexpected(updated.error());
    }
    return describe(*updated);
}

Result<ShelfUpdate> GitopsShelf::describe(const gitops::IndexUpdate &updated)
{
    ShelfUpdate now;
    now.head = updated.head;
    now.known = true;
    now.complete = updated.complete;
    now.changed = updated.commitsRead > 0 || updated.rewrite;
    now.asOf = m_mirror.fetchedAt();
    now.setAside = m_setAside;
    auto environments = m_index->environments();
    if (!environments)
        return std::unexpected(std::move(environments.error()));
    auto rewrites = m_index->rewrites();
    if (!rewrites)
        return std::unexpected(std::move(rewrites.error()));
    const auto oldest = m_index->oldest();
    if (!oldest)
        return std::unexpected(oldest.error());
    now.environments = std::move(*environments);
    now.rewrites = std::move(*rewrites);
    now.oldest = *oldest;
    return now;
}

Result<void> GitopsShelf::tidy(const std::function<bool()> &goOn)
{
    return m_mirror.tidy([&](const gitops::TransferProgress &) { return goOn(); });
}

Result<gitops::Repository *> GitopsShelf::repository()
{
    if (!m_repository) {
        auto opened = m_mirror.open();
        if (!opened)
            return std::unexpected(opened.error());
        m_repository = std::move(*opened);
    }
    return m_repository.get();
}

Result<gitops::ReleaseIndex *> GitopsShelf::index()
{
    const auto opened = repository();
    if (!opened)
        return std::unexpected(opened.error());
    if (!m_index) {
        auto index = gitops::ReleaseIndex::open(m_mirror.indexPath(), **opened, m_clock, m_source.environment);
        if (!index)
            return std::unexpected(index.error());
        m_index = std::move(*index);
    }
    return m_index.get();
}

void GitopsShelf::close()
{
    m_index.reset();
    m_repository.reset();
}

} // namespace coupe::workspace
