#include "navigation.h"

namespace coupe::ui {

void Navigation::go(Place target)
{
    if (target == place())
        return;
    m_visited.resize(m_at + 1);
    m_visited.append(target);
    ++m_at;
    Q_EMIT placeChanged();
}

void Navigation::back()
{
    if (!canGoBack())
        return;
    --m_at;
    Q_EMIT placeChanged();
}

void Navigation::forward()
{
    if (!canGoForward())
        return;
    ++m_at;
    Q_EMIT placeChanged();
}

} // namespace coupe::ui
