#include "moment.h"

#include <QRegularExpression>

namespace coupe::demo {

using namespace Qt::StringLiterals;

namespace {

bool isWorkingDay(const QDate &date)
{
    return date.dayOfWeek() <= Qt::Friday;
}

QDate workingDayBefore(QDate date, int days)
{
    while (days > 0) {
        date = date.addDays(-1);
        if (isWorkingDay(date))
            --days;
    }
    return date;
}

qint64 secondsOf(QStringView unit)
{
    if (unit == u"h")
        return 3600;
    return unit == u"min" ? 60 : 1;
}

} // namespace

Result<QDateTime> momentOf(const QString &text, const QDateTime &now)
{
    static const QRegularExpression ago(u"^(\\d+) (s|min|h)$"_s);
    static const QRegularExpression workingDay(u"^-(\\d+)d (\\d\\d:\\d\\d)$"_s);
    if (const auto match = ago.match(text); match.hasMatch())
        return now.addSecs(-match.captured(1).toLongLong() * secondsOf(match.capturedView(2))).toUTC();
    if (const auto match = workingDay.match(text); match.hasMatch()) {
        const QDate day = workingDayBefore(now.toLocalTime().date(), match.captured(1).toInt());
        const QTime time = QTime::fromString(match.captured(2), u"hh:mm"_s);
        if (time.isValid())
            return QDateTime(day, time, Qt::LocalTime).toUTC();
    }
    return failure(ErrorKind::Malformed, u"The demo's data: “%1” is no moment."_s.arg(text));
}

} // namespace coupe::demo
