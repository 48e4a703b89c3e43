#pragma once

#include <base/result.h>

#include <QString>

namespace coupe::gitops {

/// What lies where in a mirror's folder, and how a complete mirror takes the place of another in one step.
class MirrorFolder
{
public:
    explicit MirrorFolder(QString path) : m_path(std::move(path)) { }

    QString repositoryPath() const { return m_path + QStringLiteral("/repo.git"); }
    QString indexPath() const { return m_path + QStringLiteral("/index.sqlite"); }
    QString lockPath() const { return m_path + QStringLiteral("/mirror.lock"); }
    /// A new place for a repository to be made in.
    QString newDraft() const;
    bool hasRepository() const;
    bool belongsToOther() const;

    Result<void> make() const;

    /// Takes away what killed programs left: drafts, files that git had not finished, locks. Only for who holds the
    /// mirror's lock.
    void sweep() const;

    /// Puts the draft in the repository's place. What was there goes away with the drafts; with @p keep it is kept
    /// instead of what was kept before, and the answer is where.
    Result<QString> put(const QString &draft, bool keep) const;

    /// Packs of the repository.
    qsizetype packCount() const;
    /// About how many objects lie loose.
    qsizetype looseCount() const;

private:
    QString draftsPath() const { return m_path + QStringLiteral("/drafts"); }
    QString keptName(int number) const;

    QString m_path;
};

} // namespace coupe::gitops
