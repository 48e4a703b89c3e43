#include "timetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace coupe::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Minute = 60;
constexpr qint64 Hour = 60 * Minute;
constexpr qint64 Day = 24 * Hour;

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("TimeText", text, nullptr, n);
}

} // namespace

QString ageText(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return {};
    const qint64 seconds = std::max<qint64>(0, time.secsTo(now));
    if (seconds < Minute)
        return tr("%1 s").arg(seconds);
    if (seconds < Hour)
        return tr("%1 min").arg(seconds / Minute);
    if (seconds < Day)
        return tr("%1 h").arg(seconds / Hour);
    return tr("%1 d").arg(seconds / Day);
}

QString ageInWords(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return tr("time unknown");
    const qint64 seconds = std::max<qint64>(0, time.secsTo(now));
    if (seconds < Minute)
        return tr("%n second(s)", int(seconds)).replace(u"(s)"_s, seconds == 1 ? u""_s : u"s"_s);
    if (seconds < Hour)
        return tr("%n minute(s)", int(seconds / Minute)).replace(u"(s)"_s, seconds / Minute == 1 ? u""_s : u"s"_s);
    if (seconds < Day)
        return tr("%n hour(s)", int(seconds / Hour)).replace(u"(s)"_s, seconds / Hour == 1 ? u""_s : u"s"_s);
    return tr("%n day(s)", int(seconds / Day)).replace(u"(s)"_s, seconds / Day == 1 ? u""_s : u"s"_s);
}

QString spanText(qint64 seconds)
{
    seconds = std::max<qint64>(0, seconds);
    if (seconds < Minute)
        return tr("%1 s").arg(seconds);
    if (seconds < Hour) {
        return seconds % Minute == 0 ? tr("%1 min").arg(seconds / Minute)
                                     : tr("%1 min %2 s").arg(seconds / Minute).arg(seconds % Minute);
    }
    if (seconds < Day)
        return tr("%1 h %2 min").arg(seconds / Hour).arg(seconds % Hour / Minute);
    return tr("%1 d %2 h").arg(seconds / Day).arg(seconds % Day / Hour);
}

QString clockText(const QDateTime &time)
{
    return time.isValid() ? time.toLocalTime().toString(u"HH:mm:ss"_s) : QString();
}

QString dayText(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return tr("unknown");
    const QDateTime local = time.toLocalTime();
    if (local.date() == now.toLocalTime().date())
        return tr("today %1").arg(local.toString(u"HH:mm"_s));
    const bool thisYear = local.date().year() == now.toLocalTime().date().year();
    return QLocale().toString(local, thisYear ? u"d MMM HH:mm"_s : u"d MMM yyyy HH:mm"_s);
}

QString exactText(const QDateTime &time)
{
    if (!time.isValid())
        return tr("The time is not known.");
    return tr("%1, %2 UTC")
        .arg(QLocale().toString(time.toLocalTime(), u"d MMM yyyy HH:mm:ss"_s), time.toUTC().toString(u"HH:mm:ss"_s));
}

} // namespace coupe::ui
