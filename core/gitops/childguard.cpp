#include "childguard.h"

#include <fcntl.h>
#include <unistd.h>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

constexpr int EndsWithinMs = 1000;

/// A word lets it go; the end of the pipe without one means that we died.
constexpr auto Script = "read -r word && exit; kill -TERM -$1; "
                        "for try in 1 2 3 4 5 6; do kill -0 -$1 || exit; sleep 0.05; done; kill -KILL -$1";

} // namespace

ChildGuard::ChildGuard(qint64 group, int keptOpen)
{
    if (group <= 0)
        return;
    // In a session of its own it survives what ends us: Ctrl+C, or a terminal that closes.
    m_shell.setChildProcessModifier([keptOpen] {
        setsid();
        if (keptOpen >= 0)
            fcntl(keptOpen, F_SETFD, 0);
    });
    m_shell.setStandardOutputFile(QProcess::nullDevice());
    m_shell.setStandardErrorFile(QProcess::nullDevice());
    m_shell.start(u"/bin/sh"_s,
        {u"-c"_s, QString::fromLatin1(Script), u"coupe-guard"_s,
            QString::number(group)});
    m_shell.waitForStarted();
}

ChildGuard::~ChildGuard()
{
    if (m_shell.state() == QProcess::NotRunning)
        return;
    m_shell.write("done\n");
    m_shell.waitForFinished(EndsWithinMs);
}

} // namespace coupe::gitops
