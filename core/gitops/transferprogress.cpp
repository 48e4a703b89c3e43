#include "transferprogress.h"

#include <QRegularExpression>

#include <array>
#include <cmath>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Largest = 1LL << 53;

/// "1.20 MiB", as git rounds it.
qint64 byteCount(const QString &number, const QString &unit)
{
    static constexpr std::array Units{'K', 'M', 'G', 'T'};
    double count = number.toDouble();
    if (const auto found = std::ranges::find(Units, unit.front().toLatin1()); found != Units.end())
        count *= std::pow(1024.0, double(found - Units.begin()) + 1);
    return std::isfinite(count) ? qint64(std::min(count, double(Largest))) : 0;
}

TransferStep stepOf(const QString &title, bool done)
{
    if (title == u"Receiving objects"_s)
        return done ? TransferStep::Checking : TransferStep::Receiving;
    if (title == u"Resolving deltas"_s)
        return done ? TransferStep::Checking : TransferStep::Resolving;
    return title.startsWith(u"Checking"_s) ? TransferStep::Checking : TransferStep::Counting;
}

} // namespace

bool readProgress(TransferProgress &progress, const QByteArray &line)
{
    static const QRegularExpression form(
        uR"(^(remote: )?(Enumerating objects|Counting objects|Compressing objects|Receiving objects|Resolving deltas|)"
        uR"(Checking connectivity|Checking objects): +(?:\d+% \((\d+)/(\d+)\)|(\d+))(?:, ([\d.]+) ([KMGT]?i?B|bytes))?)"
        uR"([^,]*(, done\.)?)"_s);
    const auto match = form.match(QString::fromLatin1(line));
    if (!match.hasMatch())
        return false;
    const bool told = match.hasCaptured(1);
    const TransferStep step = told ? TransferStep::Counting : stepOf(match.captured(2), match.hasCaptured(8));
    // The remote's counting must not set back what arrived already.
    if (step < progress.step)
        return true;
    progress.step = step;
    progress.objects = match.captured(match.hasCaptured(5) ? 5 : 3).toLongLong();
    progress.totalObjects = match.captured(4).toLongLong();
    if (match.hasCaptured(6))
        progress.bytes = byteCount(match.captured(6), match.captured(7));
    return true;
}

} // namespace coupe::gitops
