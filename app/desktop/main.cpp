#include "hardening.h"
#include "invocation.h"
#include "start.h"

#include <QGuiApplication>
#include <QQuickWindow>

#include <cstdio>

using namespace Qt::StringLiterals;
using coupe::desktop::Invocation;

namespace {

constexpr int ExitUsage = 2;

} // namespace

int main(int argc, char *argv[])
{
    coupe::desktop::harden();

    // Help must work where there is no display, so the command line is read before anything looks for one.
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    coupe::Result<Invocation> invocation = coupe::desktop::readInvocation(arguments);
    if (!invocation) {
        std::fputs(qPrintable(u"coupe: %1\nTry 'coupe --help'.\n"_s.arg(invocation.error().message)), stderr);
        return ExitUsage;
    }
    if (invocation->kind == Invocation::Kind::Help) {
        std::fputs(qPrintable(coupe::desktop::helpText()), stdout);
        return 0;
    }
    if (invocation->kind == Invocation::Kind::Version) {
        std::fputs("coupe " COUPE_VERSION "\n", stdout);
        return 0;
    }

    QQuickWindow::setTextRenderType(QQuickWindow::NativeTextRendering); // crisp small text on ordinary screens
    QGuiApplication application(argc, argv);
    QGuiApplication::setApplicationName(u"coupe"_s);
    QGuiApplication::setApplicationDisplayName(u"Coupe"_s);
    QGuiApplication::setApplicationVersion(QStringLiteral(COUPE_VERSION));
    QGuiApplication::setDesktopFileName(u"coupe"_s);

    coupe::desktop::Start start(std::move(*invocation));
    start.begin();
    return QGuiApplication::exec();
}
