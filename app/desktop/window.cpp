#include "window.h"

#include <ui/appcontroller.h>

#include <QNetworkReply>
#include <QQmlContext>
#include <QQmlNetworkAccessManagerFactory>
#include <QQuickWindow>

namespace coupe::desktop {

using namespace Qt::StringLiterals;

namespace {

class RefusedReply final : public QNetworkReply
{
public:
    RefusedReply(const QNetworkRequest &request, QNetworkAccessManager::Operation operation, QObject *parent)
        : QNetworkReply(parent)
    {
        setRequest(request);
        setUrl(request.url());
        setOperation(operation);
        setError(ContentAccessDenied, u"The window has no network access."_s);
        open(ReadOnly);
        setFinished(true);
    }

    void abort() override { }
    qint64 readData(char *, qint64) override { return -1; }
};

// Words from a server must not be able to make the window fetch anything, whatever control they end up in.
class RefusingManager final : public QNetworkAccessManager
{
public:
    using QNetworkAccessManager::QNetworkAccessManager;

    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *) override
    {
        qWarning("QML asked for the network and was refused.");
        return new RefusedReply(request, operation, this);
    }
};

class RefusingFactory final : public QQmlNetworkAccessManagerFactory
{
public:
    QNetworkAccessManager *create(QObject *parent) override { return new RefusingManager(parent); }
};

} // namespace

Window::Window(QObject *parent) : QObject(parent), m_main(&m_engine)
{
    static RefusingFactory refusingFactory; // the engine does not own its factory
    m_engine.addImportPath(u":/qt/qml"_s);
    m_engine.setNetworkAccessManagerFactory(&refusingFactory);
}

Window::~Window()
{
    // Windows go before the engine whose context they live in.
    m_opening.reset();
    m_owned.reset();
}

void Window::prepare()
{
    if (m_main.isNull())
        m_main.loadUrl(QUrl(u"qrc:/qt/qml/Coupe/Pages/Main.qml"_s));
}

Result<QQuickWindow *> Window::create(QQmlComponent &component, const QVariantMap &properties)
{
    if (!component.isReady())
        return failure(ErrorKind::Unknown, u"The window could not be made."_s, component.errorString());
    QObject *object = component.createWithInitialProperties(properties);
    auto *window = qobject_cast<QQuickWindow *>(object);
    if (!window) {
        delete object;
        return failure(ErrorKind::Unknown, u"The window could not be made."_s, component.errorString());
    }
    QQmlEngine::setObjectOwnership(window, QQmlEngine::CppOwnership);
    return window;
}

QQuickWindow *Window::opening()
{
    if (m_opening)
        return m_opening.get();
    QQmlComponent component(&m_engine, QUrl(u"qrc:/qt/qml/Coupe/Pages/Opening.qml"_s));
    const auto created = create(component, {});
    if (!created) {
        qWarning("%s", qPrintable(created.error().detail));
        return nullptr;
    }
    m_opening.reset(*created);
    connect(m_opening.get(), SIGNAL(cancelled()), this, SIGNAL(openingCancelled()));
    return m_opening.get();
}

void Window::showOpening(const QString &sentence, double progress)
{
    if (QQuickWindow *window = opening()) {
        window->setProperty("sentence", sentence);
        window->setProperty("progress", progress);
    }
}

void Window::showFailure(const Error &error)
{
    if (QQuickWindow *window = opening()) {
        window->setProperty("failure", error.message);
        window->setProperty("words", error.detail);
    }
}

Result<void> Window::make(ui::AppController &controller)
{
    prepare();
    const auto created = create(m_main, {{u"controller"_s, QVariant::fromValue(&controller)}, {u"visible"_s, false}});
    if (!created)
        return std::unexpected(created.error());
    m_owned.reset(*created);
    m_window = *created;
    connect(m_window, &QQuickWindow::visibleChanged, this, [this](bool visible) {
        if (!visible)
            Q_EMIT closed();
    });
    return {};
}

void Window::show()
{
    m_window->show();
    m_opening.reset();
    // Where there is no window manager nobody else gives it the focus, and shortcuts need it.
    m_window->requestActivate();
}

} // namespace coupe::desktop
