#include "linkcontroller.h"

#include <base/displaytext.h>

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>

namespace coupe::ui {

using namespace Qt::StringLiterals;

bool LinkController::isSafe(const QString &link)
{
    const QUrl url(link, QUrl::StrictMode);
    return url.isValid() && (url.scheme() == u"https" || url.scheme() == u"http") && !url.host().isEmpty()
        && url.userInfo().isEmpty();
}

// Punycode shows a host name that only looks like another for what it is.
QString LinkController::host() const
{
    return displayText(m_url.host(QUrl::FullyEncoded), Lines::Single, 255);
}

QString LinkController::address() const
{
    return displayText(QString::fromLatin1(m_url.toEncoded()), Lines::Single, 2000);
}

void LinkController::ask(const QString &link)
{
    if (!isSafe(link))
        return;
    m_url = QUrl(link, QUrl::StrictMode);
    Q_EMIT askingChanged();
}

void LinkController::open()
{
    const QUrl url = std::exchange(m_url, QUrl());
    Q_EMIT askingChanged();
    if (url.isValid())
        QDesktopServices::openUrl(url);
}

void LinkController::cancel()
{
    m_url.clear();
    Q_EMIT askingChanged();
}

void LinkController::copy(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT copied(text);
}

} // namespace coupe::ui
