#include "screenreader.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QQuickWindow>

namespace coupe::desktop {

namespace {

bool isShowing(QAccessibleInterface *item)
{
    return item->isValid() && !item->state().invisible && !item->state().offscreen;
}

QAccessibleInterface *search(
    QAccessibleInterface *item, std::optional<QAccessible::Role> role, const QRegularExpression &name)
{
    if (!item || !item->isValid())
        return nullptr;
    if ((!role || item->role() == *role) && isShowing(item) && name.match(item->text(QAccessible::Name)).hasMatch())
        return item;
    for (int i = 0; i < item->childCount(); ++i) {
        if (QAccessibleInterface *found = search(item->child(i), role, name))
            return found;
    }
    return nullptr;
}

bool pressItem(QAccessibleInterface *item)
{
    if (!item || item->state().disabled || !item->actionInterface())
        return false;

    item->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    return true;
}

QRegularExpression whole(const QString &pattern)
{
    return QRegularExpression(
        QRegularExpression::anchoredPattern(pattern), QRegularExpression::DotMatchesEverythingOption);
}

} // namespace

QAccessibleInterface *ScreenReader::find(QAccessible::Role role, const QString &namePattern) const
{
    return search(QAccessible::queryAccessibleInterface(&m_window), role, whole(namePattern));
}

QAccessibleInterface *ScreenReader::find(const QString &namePattern) const
{
    return search(QAccessible::queryAccessibleInterface(&m_window), std::nullopt, whole(namePattern));
}

bool ScreenReader::press(QAccessible::Role role, const QString &namePattern) const
{
    return pressItem(find(role, namePattern));
}

bool ScreenReader::press(const QString &namePattern) const
{
    return pressItem(find(namePattern));
}

void ScreenReader::type(const QString &text) const
{
    for (const QChar character : text) {
        QKeyEvent down(QEvent::KeyPress, 0, Qt::NoModifier, QString(character));
        QKeyEvent up(QEvent::KeyRelease, 0, Qt::NoModifier, QString(character));
        QCoreApplication::sendEvent(&m_window, &down);
        QCoreApplication::sendEvent(&m_window, &up);
    }
}

void ScreenReader::key(Qt::Key key, Qt::KeyboardModifiers modifiers) const
{
    QKeyEvent down(QEvent::KeyPress, key, modifiers);
    QKeyEvent up(QEvent::KeyRelease, key, modifiers);
    QCoreApplication::sendEvent(&m_window, &down);
    QCoreApplication::sendEvent(&m_window, &up);
}

} // namespace coupe::desktop
