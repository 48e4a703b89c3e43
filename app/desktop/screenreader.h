#pragma once

#include <QAccessible>
#include <QRegularExpression>

class QQuickWindow;

namespace coupe::desktop {

/// Uses the window as a person with a screen reader would: finds by role and name, presses, types.
class ScreenReader
{
public:
    explicit ScreenReader(QQuickWindow &window) : m_window(window) { }

    /// The first showing item whose whole name matches; null when there is none.
    QAccessibleInterface *find(QAccessible::Role role, const QString &namePattern) const;
    QAccessibleInterface *find(const QString &namePattern) const;
    bool press(QAccessible::Role role, const QString &namePattern) const;
    bool press(const QString &namePattern) const;
    /// Types into whatever has the focus.
    void type(const QString &text) const;
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const;

private:
    QQuickWindow &m_window;
};

} // namespace coupe::desktop
