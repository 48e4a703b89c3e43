#include "store.h"

namespace coupe::service {

using namespace Qt::StringLiterals;

namespace {

/// No listing grows beyond this; who asks for more pages through it.
constexpr qsizetype MaxListing = 64 * 1024 * 1024;

/// A null QString would be stored as NULL.
QString present(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

} // namespace

Result<void> Store::addArtifact(const gimlet::Artifact &artifact, const QByteArray &json)
{
    const gimlet::Version &version = artifact.version;
    return change(u"INSERT INTO artifacts (id, created, repository, branch, source_branch, event, sha, document) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {artifact.id, gimlet::unixFromTime(artifact.created), present(version.repositoryName), present(version.branch),
            present(version.sourceBranch), int(version.event), present(version.sha), json});
}

Result<std::optional<gimlet::Artifact>> Store::artifact(const QString &id)
{
    std::optional<QByteArray> document;
    const auto read = select(u"SELECT document FROM artifacts WHERE id = ?"_s, {id},
        [&](QSqlQuery &row) { document = row.value(0).toByteArray(); });
    if (!read)
        return std::unexpected(read.error());
    if (!document)
        return std::nullopt;
    return mapped(andThen(gimlet::parseJson(*document), gimlet::JsonDecoder::decodeObject<gimlet::Artifact>),
        [](gimlet::Artifact &&artifact) { return std::optional(std::move(artifact)); });
}

Result<bool> Store::hasArtifact(const QString &id)
{
    bool found = false;
    const auto read = select(u"SELECT 1 FROM artifacts WHERE id = ?"_s, {id}, [&](QSqlQuery &) { found = true; });
    return mapped(read, [&] { return found; });
}

Result<QByteArray> Store::artifactListing(const ArtifactFilter &filter)
{
    QStringList conditions;
    QVariantList values;
    const auto require = [&](const QString &condition, const QVariant &value) {
        conditions.append(condition);
        values.append(value);
    };
    if (filter.since)
        require(u"created >= ?"_s, *filter.since);
    if (filter.until)
        require(u"created < ?"_s, *filter.until);
    if (filter.repository)
        require(u"repository = ?"_s, present(*filter.repository));
    if (filter.branch)
        require(u"branch = ?"_s, present(*filter.branch));
    if (filter.sourceBranch)
        require(u"source_branch = ?"_s, present(*filter.sourceBranch));
    if (filter.event)
        require(u"event = ?"_s, int(*filter.event));
    if (!filter.shas.isEmpty()) {
        conditions.append(u"sha IN (?%1)"_s.arg(u", ?"_s.repeated(filter.shas.size() - 1)));
        for (const QString &sha : filter.shas)
            values.append(present(sha));
    }
    const QString where = conditions.isEmpty() ? u""_s : u"WHERE "_s + conditions.join(u" AND "_s);
    values << filter.limit << filter.offset;

    QByteArray listing = "[";
    bool tooLarge = false;
    // The inner query finds the page in an index alone; the documents are fetched for its rows only.
    const auto read = select(
        u"SELECT document FROM artifacts WHERE sequence IN (SELECT sequence FROM artifacts %1 "
        "ORDER BY created DESC, sequence DESC LIMIT ? OFFSET ?) ORDER BY created DESC, sequence DESC"_s.arg(where),
        values, [&](QSqlQuery &row) {
            tooLarge = tooLarge || listing.size() > MaxListing;
            if (tooLarge)
                return;
            if (listing.size() > 1)
                listing.append(',');
            listing.append(row.value(0).toByteArray());
        });
    if (!read)
        return std::unexpected(read.error());
    if (tooLarge)
        return failure(ErrorKind::TooLarge, u"The list is too long; ask for it page by page with limit and offset"_s);
    return listing.append(']');
}

} // namespace coupe::service
