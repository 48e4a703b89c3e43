#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace coupe::bench {

double median(QList<double> values);
/// The value that @p share of all values (0 to 1) do not exceed.
double percentile(QList<double> values, double share);

/// What was measured, as a table that people read. Remembers whether a target was missed.
class Figures
{
public:
    explicit Figures(QString title);

    struct Line {
        QString what;
        double measured = 0;
        QString unit = QStringLiteral("ms");
        std::optional<double> comparedWith; ///< same unit, same run
        std::optional<double>
            target; ///< at most: of the ratio when there is something to compare with, else of the figure
    };
    void add(const Line &line);

    /// Prints everything. What the program exits with: 1 when a target was missed.
    int print() const;

private:
    QString m_title;
    QList<Line> m_lines;
};

} // namespace coupe::bench
