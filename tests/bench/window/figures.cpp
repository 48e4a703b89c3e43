#include "figures.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace coupe::bench {

using namespace Qt::StringLiterals;

double median(QList<double> values)
{
    return percentile(std::move(values), 0.5);
}

double percentile(QList<double> values, double share)
{
    if (values.isEmpty())
        return 0;
    std::ranges::sort(values);
    const auto rank = qsizetype(std::ceil(share * double(values.size())));
    return values[std::clamp<qsizetype>(rank - 1, 0, values.size() - 1)];
}

Figures::Figures(QString title) : m_title(std::move(title)) { }

void Figures::add(const Line &line)
{
    m_lines.append(line);
}

int Figures::print() const
{
    std::printf("%s\n", qPrintable(m_title));
    std::printf("| %-58s | %12s | %13s | %7s | %9s | %-7s |\n", "what", "measured", "compared with", "ratio", "target",
        "verdict");
    std::printf("|%s|%s|%s|%s|%s|%s|\n", qPrintable(QString(60, u'-')), qPrintable(QString(14, u'-')),
        qPrintable(QString(15, u'-')), qPrintable(QString(9, u'-')), qPrintable(QString(11, u'-')),
        qPrintable(QString(9, u'-')));
    bool missed = false;
    for (const Line &line : m_lines) {
        const double judged = line.comparedWith ? line.measured / *line.comparedWith : line.measured;
        const bool met = !line.target || judged <= *line.target;
        missed |= !met;
        const QString other = line.comparedWith ? u"%1 %2"_s.arg(*line.comparedWith, 0, 'f', 1).arg(line.unit) : u"-"_s;
        const QString ratio = line.comparedWith ? u"%1x"_s.arg(judged, 0, 'f', 2) : u"-"_s;
        const QString target = !line.target ? u"-"_s
            : line.comparedWith             ? u"%1x"_s.arg(*line.target)
                                            : u"%1 %2"_s.arg(*line.target).arg(line.unit);
        std::printf("| %-58s | %12s | %13s | %7s | %9s | %-7s |\n", qPrintable(line.what),
            qPrintable(u"%1 %2"_s.arg(line.measured, 0, 'f', 1).arg(line.unit)), qPrintable(other), qPrintable(ratio),
            qPrintable(target),
            !line.target ? "-"
                : met    ? "met"
                         : "missed");
    }
    std::fflush(stdout);
    return missed ? 1 : 0;
}

} // namespace coupe::bench
