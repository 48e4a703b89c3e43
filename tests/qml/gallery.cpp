#include <QDir>
#include <QGuiApplication>
#include <QImage>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickView>
#include <QTest>

#include <cstdio>
#include <cstdlib>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

// A gallery that warns is a gallery that is wrong.
int warnings = 0;

void countWarnings(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (type != QtDebugMsg && type != QtInfoMsg && message.contains(".qml"_L1))
        ++warnings;
    std::fprintf(stderr, "%s\n", qPrintable(message));
}

bool draw(QQmlEngine *engine, const QString &name, const QDir &target, const QString &scheme)
{
    QQuickView view(engine, nullptr);
    view.setColor(Qt::white);
    view.setSource(QUrl::fromLocalFile(QStringLiteral(GALLERY_DIR "/%1.qml").arg(name)));
    if (view.status() != QQuickView::Ready)
        return false;
    view.show();
    QTest::qWait(600); // loading marks wait 300 ms, a dialog fades in for 180
    const QString scale = view.devicePixelRatio() > 1 ? u"-2x"_s : QString();
    return view.grabWindow().save(target.filePath(u"%1-%2%3.png"_s.arg(name.toLower(), scheme, scale)));
}

} // namespace

int main(int argc, char **argv)
{
    qInstallMessageHandler(countWarnings);
    QGuiApplication app(argc, argv);
    QQuickWindow::setTextRenderType(QQuickWindow::NativeTextRendering);
    const QDir target(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QDir::currentPath());

    QQmlEngine engine;
    engine.addImportPath(u":/qt/qml"_s);
    QQmlComponent look(&engine);
    look.setData(
        "import QtQml; import Coupe.Theme; QtObject { property bool dark: false; onDarkChanged: Theme.scheme = "
        "dark ? Theme.Dark : Theme.Light; Component.onCompleted: Theme.scheme = Theme.Light }",
        QUrl());
    const std::unique_ptr<QObject> switcher(look.create());
    if (!switcher) {
        qWarning("%s", qPrintable(look.errorString()));
        return EXIT_FAILURE;
    }

    bool ok = true;
    for (const bool dark : {false, true}) {
        switcher->setProperty("dark", dark);
        for (const QString &name : {u"Gallery"_s, u"GalleryDialog"_s})
            ok = draw(&engine, name, target, dark ? u"dark"_s : u"light"_s) && ok;
    }
    return ok && warnings == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
