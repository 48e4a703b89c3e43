#include "historyfilter.h"

#include "changewords.h"

#include <base/displaytext.h>

#include <QRegularExpression>

#include <array>
#include <chrono>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using gitops::ChangeFilter;
using gitops::ChangeKind;
using gitops::FilterPart;

namespace {

constexpr auto TypingPause = 150ms;
constexpr std::array Kinds{
    ChangeKind::Deploy, ChangeKind::PolicyDeploy, ChangeKind::Rollback, ChangeKind::Delete, ChangeKind::ByHand};
constexpr std::array PeriodDays{1, 7, 30, 90, 365};

/// The operators that a part of the search stands for; empty: plain words.
QStringList operatorsOf(FilterPart part)
{
    switch (part) {
    case FilterPart::SearchApp:
        return {u"app"_s};
    case FilterPart::SearchEnv:
        return {u"env"_s};
    case FilterPart::SearchPeople:
        return {u"by"_s};
    case FilterPart::SearchRepository:
        return {u"repo"_s};
    case FilterPart::SearchKinds:
        return {u"kind"_s};
    case FilterPart::SearchPeriod:
        return {u"before"_s, u"after"_s};
    default:
        return {};
    }
}

/// The pieces of a search text, as they were typed.
QStringList piecesOf(const QString &text)
{
    static const QRegularExpression piece(uR"((?:[^\s"]|"[^"]*"?)+)"_s);
    QStringList pieces;
    for (auto matches = piece.globalMatch(text); matches.hasNext();)
        pieces.append(matches.next().captured());
    return pieces;
}

bool isOperator(const QString &piece, const QStringList &operators)
{
    return std::ranges::any_of(
        operators, [&](const QString &name) { return piece.startsWith(name + u':', Qt::CaseInsensitive); });
}

const QStringList AllOperators{u"app"_s, u"env"_s, u"by"_s, u"repo"_s, u"kind"_s, u"before"_s, u"after"_s};

} // namespace

HistoryFilter::HistoryFilter(QObject *parent) : QObject(parent)
{
    m_typing.setSingleShot(true);
    m_typing.setInterval(TypingPause);
    connect(&m_typing, &QTimer::timeout, this, &HistoryFilter::applied);
}

void HistoryFilter::set(QString &field, const QString &value)
{
    if (std::exchange(field, value) == value)
        return;
    Q_EMIT changed();
    apply();
}

void HistoryFilter::apply()
{
    m_typing.stop();
    Q_EMIT applied();
}

void HistoryFilter::setEnvironment(const QString &environment)
{
    set(m_environment, environment);
}

void HistoryFilter::setApp(const QString &app)
{
    set(m_app, app);
}

void HistoryFilter::setPerson(const QString &person)
{
    set(m_person, person);
}

void HistoryFilter::setRepository(const QString &repository)
{
    set(m_repository, repository);
}

void HistoryFilter::setKind(const QString &kind)
{
    set(m_kind, kind);
}

void HistoryFilter::setOutcome(const QString &outcome)
{
    set(m_outcome, outcome);
}

void HistoryFilter::setPeriod(const QString &period)
{
    set(m_period, period);
}

void HistoryFilter::setText(const QString &text)
{
    if (std::exchange(m_text, text) == text)
        return;
    Q_EMIT changed();
    m_typing.start();
}

QString HistoryFilter::notUnderstood() const
{
    const QStringList pieces = gitops::parseSearch(m_text, Qt::LocalTime).notUnderstood;
    return pieces.isEmpty() ? QString()
                            : tr("Not understood: %1").arg(displayText(pieces.join(u", "_s), Lines::Single, 200));
}

bool HistoryFilter::narrows() const
{
    return !m_app.isEmpty() || !m_person.isEmpty() || !m_repository.isEmpty() || !m_kind.isEmpty()
        || !m_outcome.isEmpty() || !m_period.isEmpty() || !m_text.trimmed().isEmpty();
}

QStringList HistoryFilter::kinds() const
{
    QStringList words;
    for (const ChangeKind kind : Kinds)
        words.append(kindWord(kind));
    return words;
}

QStringList HistoryFilter::outcomes() const
{
    return {tr("Wanted now"), tr("Rolled back")};
}

QStringList HistoryFilter::periods() const
{
    return {tr("Today"), tr("Last 7 days"), tr("Last 30 days"), tr("Last 90 days"), tr("Last 12 months")};
}

ChangeFilter HistoryFilter::filter(const QDateTime &now) const
{
    ChangeFilter filter;
    filter.env = m_environment;
    filter.app = m_app;
    filter.person = m_person;
    filter.repository = m_repository;
    if (const qsizetype kind = kinds().indexOf(m_kind); kind >= 0)
        filter.kinds = {Kinds[size_t(kind)]};
    if (const qsizetype outcome = outcomes().indexOf(m_outcome); outcome >= 0)
        filter.outcome = outcome == 0 ? gitops::Outcome::Current : gitops::Outcome::RolledBack;
    if (const qsizetype period = periods().indexOf(m_period); period >= 0)
        filter.from = now.toLocalTime().date().addDays(1 - PeriodDays[size_t(period)]).startOfDay().toUTC();
    filter.search = gitops::parseSearch(m_text, Qt::LocalTime);
    return filter;
}

void HistoryFilter::drop(FilterPart part)
{
    switch (part) {
    case FilterPart::Environment:
        return setEnvironment({});
    case FilterPart::App:
        return setApp({});
    case FilterPart::Person:
        return setPerson({});
    case FilterPart::Repository:
        return setRepository({});
    case FilterPart::Kinds:
        return setKind({});
    case FilterPart::Outcome:
        return setOutcome({});
    case FilterPart::Period:
        return setPeriod({});
    default:
        break;
    }
    const QStringList operators = operatorsOf(part);
    QStringList kept;
    for (const QString &piece : piecesOf(m_text)) {
        const bool goes = operators.isEmpty() ? !isOperator(piece, AllOperators) : isOperator(piece, operators);
        if (!goes)
            kept.append(piece);
    }
    set(m_text, kept.join(u' '));
}

QString HistoryFilter::nameOf(FilterPart part) const
{
    switch (part) {
    case FilterPart::Environment:
        return tr("Environment %1").arg(displayText(m_environment, Lines::Single, 80));
    case FilterPart::App:
        return tr("App %1").arg(displayText(m_app, Lines::Single, 80));
    case FilterPart::Person:
        return tr("Person %1").arg(displayText(m_person, Lines::Single, 80));
    case FilterPart::Repository:
        return tr("Repository %1").arg(displayText(m_repository, Lines::Single, 80));
    case FilterPart::Kinds:
        return tr("Kind %1").arg(m_kind);
    case FilterPart::Outcome:
        return m_outcome;
    case FilterPart::Period:
        return m_period;
    default:
        break;
    }
    const QStringList operators = operatorsOf(part);
    QStringList named;
    for (const QString &piece : piecesOf(m_text)) {
        if (operators.isEmpty() ? !isOperator(piece, AllOperators) : isOperator(piece, operators))
            named.append(piece);
    }
    return displayText(named.join(u' '), Lines::Single, 120);
}

void HistoryFilter::clear()
{
    for (QString *field : {&m_app, &m_person, &m_repository, &m_kind, &m_outcome, &m_period, &m_text})
        field->clear();
    Q_EMIT changed();
    apply();
}

} // namespace coupe::ui
