// How long `coupe demo` takes from its start, with an existing data folder, to the first frame that shows what runs
// where, and how much memory; against a bare window of Qt Quick of the same size. Both in turn, medians of ten.
// Offscreen and with the software renderer, whatever the machine has. Exits with 1 when a target is missed.

#include "figures.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

using namespace coupe::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rounds = 10;
constexpr double TimesTarget = 5;
constexpr double MemoryTarget = 3;
constexpr int Patience = 120'000;

/// What a program said of itself, "shown, peak 12345 kB", and when.
struct Moment {
    double milliseconds = 0;
    double megabytes = 0;
};

struct Run {
    Moment shown;
    Moment confirmed; ///< of Coupe only
};

Moment momentOf(const QByteArray &line, double milliseconds)
{
    const QList<QByteArray> words = line.trimmed().split(' ');
    return {milliseconds, words.value(words.size() - 2).toDouble() / 1024};
}

std::optional<Run> run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"QT_QUICK_BACKEND"_s, u"software"_s);
    environment.insert(u"COUPE_MEASURE_START"_s, u"1"_s);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    Run run;
    QElapsedTimer timer;
    timer.start();
    process.start(QCoreApplication::applicationDirPath() + u'/' + program, arguments);
    while (process.state() != QProcess::NotRunning || process.canReadLine()) {
        if (!process.canReadLine() && !process.waitForReadyRead(Patience) && process.state() != QProcess::NotRunning)
            return std::nullopt;
        const double now = double(timer.nsecsElapsed()) / 1e6;
        while (process.canReadLine()) {
            const QByteArray line = process.readLine();
            if (line.startsWith("shown"))
                run.shown = momentOf(line, now);
            else if (line.startsWith("confirmed"))
                run.confirmed = momentOf(line, now);
        }
    }
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0 || run.shown.milliseconds == 0)
        return std::nullopt;
    return run;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    const QStringList demo{u"demo"_s, u"--data-dir"_s, folder.path()};
    // The first makes the folder and the last picture in it; all after it find both.
    if (!run(u"coupe"_s, demo) || !run(u"coupe"_s, demo) || !run(u"barewindow"_s, {})) {
        std::fputs("bench_start: coupe or barewindow did not show its window\n", stderr);
        return 2;
    }
    QList<double> bareTimes, barePeaks, times, peaks, confirmedTimes, confirmedPeaks;
    for (int round = 0; round < Rounds; ++round) {
        const auto bare = run(u"barewindow"_s, {});
        const auto coupe = run(u"coupe"_s, demo);
        if (!bare || !coupe)
            return 2;
        bareTimes << bare->shown.milliseconds;
        barePeaks << bare->shown.megabytes;
        times << coupe->shown.milliseconds;
        peaks << coupe->shown.megabytes;
        confirmedTimes << coupe->confirmed.milliseconds;
        confirmedPeaks << coupe->confirmed.megabytes;
    }
    Figures figures(
        u"Start of `coupe demo` with an existing data folder, against a bare window of 1440 x 900, medians of %1"_s.arg(
            Rounds));
    figures.add(
        {u"to the first frame with the Overview's data"_s, median(times), u"ms"_s, median(bareTimes), TimesTarget});
    figures.add({u"peak memory until then"_s, median(peaks), u"MB"_s, median(barePeaks), MemoryTarget});
    figures.add({u"until the API has confirmed it"_s, median(confirmedTimes), u"ms"_s, median(bareTimes), {}});
    figures.add({u"peak memory until then"_s, median(confirmedPeaks), u"MB"_s, median(barePeaks), {}});
    return figures.print();
}
