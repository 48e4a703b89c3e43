#include "asof.h"

#include <QMap>
#include <QRegularExpression>

namespace coupe::workspace {

using namespace Qt::StringLiterals;
using gitops::Change;
using Difference = AsOfRow::Difference;

namespace {

/// Whether two changes left the same version behind. Hand-made changes of the same release are no other version.
bool sameVersion(const Change &a, const Change &b)
{
    if (a.commit == b.commit)
        return true;
    if (!a.artifactId.isEmpty() || !b.artifactId.isEmpty())
        return a.artifactId == b.artifactId;
    return a.version && b.version && a.version->sha == b.version->sha;
}

Difference differenceOf(const AsOfRow &row)
{
    if (!row.then)
        return Difference::New;
    if (!row.now)
        return Difference::Gone;
    return sameVersion(*row.then, *row.now) ? Difference::Same : Difference::Other;
}

std::optional<qint64> secondsIn(const QString &unit)
{
    static const QMap<QString, qint64> units{{u"m"_s, 60}, {u"min"_s, 60}, {u"minute"_s, 60}, {u"h"_s, 3600},
        {u"hour"_s, 3600}, {u"d"_s, 86400}, {u"day"_s, 86400}, {u"w"_s, 604800}, {u"week"_s, 604800}};
    const auto known = units.constFind(unit.endsWith(u's') ? unit.chopped(1) : unit);
    return known == units.constEnd() ? std::nullopt : std::optional(*known);
}

QDateTime endOf(const QDate &day, const QDateTime &now)
{
    return std::min(day.endOfDay().toUTC(), now);
}

} // namespace

QList<AsOfRow> joinAsOf(const QList<Change> &then, const QList<Change> &now, const QStringList &order)
{
    const auto rank = [&order](const QString &environment) {
        const qsizetype at = order.indexOf(environment);
        return at < 0 ? order.size() : at;
    };
    QMap<std::tuple<qsizetype, QString, QString>, AsOfRow> rows;
    const auto rowFor = [&](const Change &change) -> AsOfRow & {
        AsOfRow &row = rows[{rank(change.env), change.env, change.app}];
        row.environment = change.env;
        row.app = change.app;
        return row;
    };
    for (const Change &change : then)
        rowFor(change).then = change;
    for (const Change &change : now)
        rowFor(change).now = change;
    for (AsOfRow &row : rows)
        row.difference = differenceOf(row);
    return rows.values();
}

QDateTime readMoment(const QString &text, const QDateTime &now)
{
    const QString typed = text.simplified().toLower();
    const QDateTime local = now.toLocalTime();
    if (typed == u"now"_s)
        return now;
    if (typed == u"yesterday"_s)
        return endOf(local.date().addDays(-1), now);
    if (typed == u"today"_s)
        return now;
    static const QRegularExpression ago(u"^(\\d{1,6}) ?([a-z]+)(?: ago)?$"_s);
    if (const auto match = ago.match(typed); match.hasMatch()) {
        const auto seconds = secondsIn(match.captured(2));
        return seconds ? now.addSecs(-*seconds * match.captured(1).toLongLong()) : QDateTime();
    }
    if (const QDate day = QDate::fromString(typed, u"yyyy-MM-dd"_s); day.isValid())
        return endOf(day, now);
    for (const QString &format : {u"H:mm"_s, u"H:mm:ss"_s}) {
        if (const QTime time = QTime::fromString(typed, format); time.isValid())
            return QDateTime(local.date(), time).toUTC();
    }
    for (const QString &format : {u"yyyy-MM-dd H:mm"_s, u"yyyy-MM-dd H:mm:ss"_s, u"yyyy-MM-dd't'H:mm"_s}) {
        if (const QDateTime moment = QDateTime::fromString(typed, format); moment.isValid())
            return moment.toUTC();
    }
    return {};
}

} // namespace coupe::workspace
