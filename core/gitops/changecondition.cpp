#include "changecondition.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

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

} // namespace

Result<Condition> Condition::of(Statements &statements, const ChangeFilter &filter)
{
    Condition condition;
    condition.m_conditions.append(u"app.known"_s);
    condition.addText(filter);
    if (auto added = condition.addPlaces(statements, filter); !added)
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
    if (filter.readable)
        condition.m_conditions.append(u"record = %1"_s.arg(int(RecordState::Read)));
    if (condition.searches()) {
        condition.m_conditions.prepend(u"words MATCH ?"_s);
        condition.m_values.prepend(condition.m_match.join(u" AND "_s));
    }
    return condition;
}

Result<QStringList> Condition::tokens(
    Statements &statements, const QString &sql, const QString &letter, const QVariantList &values)
{
    QStringList tokens;
    auto read = statements.each(sql, values, [&](const Statement &row) {
        tokens.append(letter + QString::number(row.numberAt(0)));
        return true;
    });
    if (!read)
        return std::unexpected(std::move(read.error()));
    return tokens;
}

Result<void> Condition::addPlaces(Statements &statements, const ChangeFilter &filter)
{
    for (const auto &[table, letter, names] :
        {std::tuple(u"app"_s, u"a"_s, filter.search.apps), std::tuple(u"env"_s, u"e"_s, filter.search.envs)}) {
        if (auto added = addNames(statements, table, letter, names); !added)
            return added;
    }
    if (filter.app.isEmpty() && filter.env.isEmpty())
        return {};
    const QString app = u"SELECT app.id FROM app JOIN env ON env.id = app.env WHERE app.name = ? AND env.name = ?"_s;
    const QString env = u"SELECT id FROM env WHERE name = ?"_s;
    if (!searches() && !filter.env.isEmpty()) {
        if (filter.app.isEmpty()) {
            restrict(u"change.env = (%1)"_s.arg(env), filter.env);
        } else {
            restrict(u"change.app = (%1)"_s.arg(app), filter.app);
            m_values.append(filter.env);
        }
        return {};
    }
    const auto found = filter.app.isEmpty() ? tokens(statements, env, u"e"_s, {filter.env})
        : filter.env.isEmpty() ? tokens(statements, u"SELECT id FROM app WHERE name = ?"_s, u"a"_s, {filter.app})
                               : tokens(statements, app, u"a"_s, {filter.app, filter.env});
    if (!found)
        return std::unexpected(found.error());
    require(*found);
    return {};
}

Result<void> Condition::addNames(
    Statements &statements, const QString &table, const QString &letter, const QStringList &names)
{
    if (names.isEmpty())
        return {};
    QStringList all;
    for (const QString &name : names) {
        // lower() knows ASCII only; other letters count as they are.
        auto found = tokens(statements, u"SELECT id FROM %1 WHERE lower(name) = lower(?)"_s.arg(table), letter, {name});
        if (found && found->isEmpty()) {
            found =
                tokens(statements, u"SELECT id FROM %1 WHERE substr(lower(name), 1, length(?)) = lower(?)"_s.arg(table),
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

void Condition::restrict(const QString &condition, const QVariant &value)
{
    m_conditions.append(condition);
    m_values.append(value);
}

QString Condition::from() const
{
    return (searches() ? u" FROM words JOIN change ON change.id = words.rowid"_s : u" FROM change"_s)
        + u" JOIN app ON app.id = change.app JOIN env ON env.id = change.env"_s;
}

QString Condition::where() const
{
    return u" WHERE "_s + m_conditions.join(u" AND "_s);
}

} // namespace coupe::gitops
