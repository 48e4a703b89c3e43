#include "changequery.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

const QString Columns =
    u"change.id, env.name, app.name, change.hash, change.time, change.kind, change.person, author, message, record, "
    u"artifact,"
    " triggeredby, event, change.repository, sha, created, branch, sourcebranch, targetbranch, tag,"
    " authorname, authoremail, committername, committeremail, versionmessage, url, change.present,"
    " rolledback, app.current = change.id, (SELECT group_concat(lower(hex(revert.hash)), ' ') FROM"
    " revert WHERE revert.change = change.id), (SELECT later.time FROM change AS later WHERE"
    " later.app = change.app AND later.id > change.id AND later.kind != %1 ORDER BY later.id LIMIT 1)"_s.arg(
        int(ChangeKind::ByHand));
const QString Tables = u" JOIN app ON app.id = change.app JOIN env ON env.id = change.env"_s;

QDateTime utc(const QVariant &seconds)
{
    return seconds.isNull() ? QDateTime() : QDateTime::fromSecsSinceEpoch(seconds.toLongLong(), Qt::UTC);
}

Change changeIn(const QSqlQuery &row)
{
    int column = 0;
    const auto next = [&] { return row.value(column++); };
    Change change;
    change.position = next().toLongLong();
    change.env = next().toString();
    change.app = next().toString();
    change.commit = QString::fromLatin1(next().toByteArray().toHex());
    change.time = utc(next());
    change.kind = ChangeKind(next().toInt());
    change.person = next().toString();
    change.author = next().toString();
    change.message = next().toString();
    change.record = RecordState(next().toInt());
    change.artifactId = next().toString();
    change.triggeredBy = next().toString();
    if (const QVariant event = next(); !event.isNull()) {
        gimlet::Version &version = change.version.emplace();
        version.event = gimlet::GitEvent(event.toInt());
        version.repositoryName = next().toString();
        version.sha = next().toString();
        version.created = gimlet::timeFromUnix(next().toLongLong());
        for (QString *text :
            {&version.branch, &version.sourceBranch, &version.targetBranch, &version.tag, &version.authorName,
                &version.authorEmail, &version.committerName, &version.committerEmail, &version.message, &version.url})
            *text = next().toString();
    } else {
        column += 13;
    }
    change.present = next().toBool();
    change.rolledBack = next().toBool();
    change.current = next().toBool();
    change.reverts = next().toString().split(u' ', Qt::SkipEmptyParts);
    const QVariant replaced = next();
    if (!change.current)
        change.replaced = utc(replaced);
    return change;
}

/// FTS5 takes anything in quotes for text.
QString phrase(const QString &text)
{
    return u'"' + QString(text).replace(u'"', u' ').remove(QChar(0)) + u'"';
}

/// A quoted text without a letter or digit would match nothing.
bool holdsWord(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.isLetterOrNumber() || c.isSurrogate(); });
}

/// Hashes are seldom written out.
bool looksLikeHash(const QString &word)
{
    return word.size() >= 6 && std::ranges::all_of(word, [](QChar c) {
        return c.isDigit() || (c.toLower() >= u'a' && c.toLower() <= u'f');
    });
}

/// A filter, as the parts of a statement.
class Condition
{
public:
    static Result<Condition> of(Database &database, const ChangeFilter &filter);

    /// Nothing can match: a name that nobody has.
    bool isImpossible() const { return m_impossible; }
    const QVariantList &values() const { return m_values; }
    bool searches() const { return !m_match.isEmpty(); }
    void restrict(const QString &condition, const QVariant &value)
    {
        m_conditions.append(condition);
        m_values.append(value);
    }
    QString from() const
    {
        return (searches() ? u" FROM words JOIN change ON change.id = words.rowid"_s : u" FROM change"_s) + Tables;
    }
    QString where() const { return u" WHERE "_s + m_conditions.join(u" AND "_s); }

private:
    /// The ids that @p sql finds, as they stand in the column "place".
    static Result<QStringList> tokens(
        Database &database, const QString &sql, const QString &letter, const QVariantList &values);
    Result<void> addPlaces(Database &database, const ChangeFilter &filter);
    Result<void> addNames(Database &database, const QString &table, const QString &letter, const QStringList &names);
    /// One of the places. Within MATCH, because a join throws away nearly all that a common word finds.
    void require(const QStringList &tokens);
    void addText(const ChangeFilter &filter);
    void addKinds(const QList<ChangeKind> &kinds);
    void addPeriod(const QDateTime &from, const QDateTime &until);
    void matchAny(const QString &column, const QStringList &texts);

    bool m_impossible = false;
    QStringList m_match;
    QStringList m_conditions;
    QVariantList m_values;
};

Result<Condition> Condition::of(Database &database, const ChangeFilter &filter)
{
    Condition condition;
    condition.m_conditions.append(u"app.known"_s);
    condition.addText(filter);
    if (auto added = condition.addPlaces(database, filter); !added)
        return std::unexpected(std::move(added.error()));
    condition.addKinds(filter.kinds);
    condition.addKinds(filter.search.kinds);
    condition.addPeriod(filter.from, filter.until);
    condition.addPeriod(filter.search.after, filter.search.before);
    if (!filter.person.isEmpty())
        condition.restrict(u"change.person = ?"_s, filter.person);
    if (!filter.repository.isEmpty())
        condition.restrict(u"change.repository = ?"_s, filter.repository);
    if (filter.outcome == Outcome::Current)
        condition.m_conditions.append(u"change.id = app.current"_s);
    else if (filter.outcome == Outcome::RolledBack)
        condition.m_conditions.append(u"rolledback"_s);
    if (condition.searches()) {
        condition.m_conditions.prepend(u"words MATCH ?"_s);
        condition.m_values.prepend(condition.m_match.join(u" AND "_s));
    }
    return condition;
}

Result<QStringList> Condition::tokens(
    Database &database, const QString &sql, const QString &letter, const QVariantList &values)
{
    const auto rows = database.exec(sql, values);
    if (!rows)
        return std::unexpected(rows.error());
    QStringList tokens;
    while ((*rows)->next())
        tokens.append(letter + (*rows)->value(0).toString());
    return tokens;
}

Result<void> Condition::addPlaces(Database &database, const ChangeFilter &filter)
{
    for (const auto &[table, letter, names] :
        {std::tuple(u"app"_s, u"a"_s, filter.search.apps), std::tuple(u"env"_s, u"e"_s, filter.search.envs)}) {
        if (auto added = addNames(database, table, letter, names); !added)
            return added;
    }
    const bool hasEnv = !filter.env.isEmpty();
    if (filter.app.isEmpty() && !hasEnv)
        return {};
    const auto found = filter.app.isEmpty()
        ? tokens(database, u"SELECT id FROM env WHERE name = ?"_s, u"e"_s, {filter.env})
        : hasEnv
        ? tokens(database, u"SELECT app.id FROM app JOIN env ON env.id = app.env WHERE app.name = ? AND env.name = ?"_s,
              u"a"_s, {filter.app, filter.env})
        : tokens(database, u"SELECT id FROM app WHERE name = ?"_s, u"a"_s, {filter.app});
    if (!found)
        return std::unexpected(found.error());
    if (searches() || found->size() != 1)
        require(*found);
    else
        restrict(
            filter.app.isEmpty() ? u"change.env = ?"_s : u"change.app = ?"_s, found->first().sliced(1).toLongLong());
    return {};
}

Result<void> Condition::addNames(
    Database &database, const QString &table, const QString &letter, const QStringList &names)
{
    if (names.isEmpty())
        return {};
    QStringList all;
    for (const QString &name : names) {
        // lower() knows ASCII only; other letters count as they are.
        auto found = tokens(database, u"SELECT id FROM %1 WHERE lower(name) = lower(?)"_s.arg(table), letter, {name});
        if (found && found->isEmpty()) {
            found =
                tokens(database, u"SELECT id FROM %1 WHERE substr(lower(name), 1, length(?)) = lower(?)"_s.arg(table),
                    letter, {name, name});
        }
        if (!found)
            return std::unexpected(found.error());
        all += *found;
    }
    require(all);
    return {};
}

void Condition::require(const QStringList &tokens)
{
    m_impossible |= tokens.isEmpty();
    m_match.append(u"place : ("_s + tokens.join(u" OR "_s) + u')');
}

void Condition::addText(const ChangeFilter &filter)
{
    const Search &search = filter.search;
    constexpr qsizetype ShortestBeginning = 3;
    for (qsizetype i = 0; i < search.words.size(); ++i) {
        const QString &word = search.words[i];
        if (!holdsWord(word))
            continue;
        const bool grows = looksLikeHash(word)
            || (search.lastWordGrows && i == search.words.size() - 1 && word.size() >= ShortestBeginning);
        m_match.append(u"text : "_s + phrase(word) + (grows ? u" *"_s : QString()));
    }
    matchAny(u"person"_s, search.people);
    matchAny(u"repository"_s, search.repositories);
}

void Condition::matchAny(const QString &column, const QStringList &texts)
{
    QStringList phrases;
    for (const QString &text : texts) {
        if (holdsWord(text))
            phrases.append(phrase(text) + u" *"_s);
    }
    if (!phrases.isEmpty())
        m_match.append(column + u" : ("_s + phrases.join(u" OR "_s) + u')');
}

void Condition::addKinds(const QList<ChangeKind> &kinds)
{
    if (kinds.isEmpty())
        return;
    QStringList numbers;
    for (const ChangeKind kind : kinds)
        numbers.append(QString::number(int(kind)));
    m_conditions.append(u"kind IN ("_s + numbers.join(u',') + u')');
}

void Condition::addPeriod(const QDateTime &from, const QDateTime &until)
{
    if (from.isValid())
        restrict(u"time >= ?"_s, from.toSecsSinceEpoch());
    if (until.isValid())
        restrict(u"time < ?"_s, until.toSecsSinceEpoch());
}

Result<QStringList> namesIn(Database &database, const QString &sql, const QVariantList &values)
{
    const auto rows = database.exec(sql, values);
    if (!rows)
        return std::unexpected(rows.error());
    QStringList names;
    while ((*rows)->next())
        names.append((*rows)->value(0).toString());
    return names;
}

} // namespace

Result<ChangePage> pageOf(Database &database, const ChangeFilter &filter, qsizetype limit, std::optional<qint64> before)
{
    auto condition = Condition::of(database, filter);
    if (!condition)
        return std::unexpected(condition.error());
    ChangePage page;
    if (condition->isImpossible() || limit <= 0)
        return page;
    const QString id = condition->searches() ? u"words.rowid"_s : u"change.id"_s;
    if (before)
        condition->restrict(id + u" < ?"_s, *before);
    const auto rows = database.exec(
        u"SELECT "_s + Columns + condition->from() + condition->where() + u" ORDER BY "_s + id + u" DESC LIMIT ?"_s,
        condition->values() + QVariantList{limit + 1});
    if (!rows)
        return std::unexpected(rows.error());
    while ((*rows)->next()) {
        if (page.changes.size() == limit) {
            page.next = page.changes.last().position;
            break;
        }
        page.changes.append(changeIn(**rows));
    }
    (*rows)->finish();
    return page;
}

Result<qint64> countOf(Database &database, const ChangeFilter &filter)
{
    const auto condition = Condition::of(database, filter);
    if (!condition)
        return std::unexpected(condition.error());
    if (condition->isImpossible())
        return 0;
    const auto rows = database.exec(u"SELECT count(*)"_s + condition->from() + condition->where(), condition->values());
    if (!rows)
        return std::unexpected(rows.error());
    const qint64 count = (*rows)->next() ? (*rows)->value(0).toLongLong() : 0;
    (*rows)->finish();
    return count;
}

Result<QList<Change>> wantedAt(Database &database, const QString &env, const QDateTime &moment)
{
    QList<Change> wanted;
    QVariant position;
    if (moment.isValid()) {
        // The branch stood at its newest commit of that time; clocks that were wrong do not tear a commit apart.
        const auto last = database.exec(u"SELECT id FROM change WHERE time <= ? ORDER BY time DESC, id DESC LIMIT 1"_s,
            {moment.toSecsSinceEpoch()});
        if (!last)
            return std::unexpected(last.error());
        if (!(*last)->next())
            return wanted;
        position = (*last)->value(0);
        (*last)->finish();
    } else {
        position = std::numeric_limits<qint64>::max();
    }
    QVariantList values{position};
    if (!env.isEmpty())
        values.append(env);
    const auto rows = database.exec(u"SELECT "_s + Columns
            + u" FROM app JOIN env ON env.id = app.env JOIN change ON change.id = (SELECT newest.id FROM change AS "
              u"newest"
              " WHERE newest.app = app.id AND newest.id <= ? ORDER BY newest.id DESC LIMIT 1)"
              " WHERE app.known AND change.present"_s
            + (env.isEmpty() ? QString() : u" AND env.name = ?"_s) + u" ORDER BY env.name, app.name"_s,
        values);
    if (!rows)
        return std::unexpected(rows.error());
    while ((*rows)->next())
        wanted.append(changeIn(**rows));
    return wanted;
}

Result<QStringList> environmentsIn(Database &database)
{
    return namesIn(database,
        u"SELECT name FROM env WHERE EXISTS (SELECT 1 FROM app WHERE app.env = env.id AND known) ORDER BY name"_s, {});
}

Result<QStringList> appsIn(Database &database, const QString &env)
{
    return namesIn(database,
        u"SELECT app.name FROM app JOIN env ON env.id = app.env WHERE known AND env.name = ? ORDER BY app.name"_s,
        {env});
}

} // namespace coupe::gitops
