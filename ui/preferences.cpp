#include "preferences.h"

namespace coupe::ui {

using namespace Qt::StringLiterals;

Preferences::Preferences(const QString &file, QObject *parent)
    : QObject(parent), m_settings(file, QSettings::IniFormat),
      m_scheme(static_cast<Scheme>(std::clamp(m_settings.value(u"look/scheme"_s, FollowSystem).toInt(), 0, 2)))
{
}

void Preferences::setScheme(Scheme scheme)
{
    if (std::exchange(m_scheme, scheme) == scheme)
        return;
    m_settings.setValue(u"look/scheme"_s, int(scheme));
    Q_EMIT schemeChanged();
}

void Preferences::nextScheme()
{
    setScheme(m_scheme == FollowSystem ? Light : m_scheme == Light ? Dark : FollowSystem);
}

int Preferences::windowWidth() const
{
    return std::clamp(m_settings.value(u"window/width"_s, 1440).toInt(), 1024, 8192);
}

int Preferences::windowHeight() const
{
    return std::clamp(m_settings.value(u"window/height"_s, 900).toInt(), 640, 8192);
}

void Preferences::rememberWindow(int width, int height)
{
    m_settings.setValue(u"window/width"_s, width);
    m_settings.setValue(u"window/height"_s, height);
}

} // namespace coupe::ui
