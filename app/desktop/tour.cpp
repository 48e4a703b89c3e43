#include "tour.h"

#include <QCoreApplication>
#include <QDir>
#include <QImage>
#include <QQuickWindow>

#include <cstdio>

namespace coupe::desktop {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds Beat{50};
constexpr std::chrono::seconds Patience{60};
constexpr std::chrono::milliseconds Settling{450}; // longer than any motion of the window

} // namespace

Tour::Tour(QQuickWindow &window, ui::AppController &controller, workspace::Session &session, const QString &folder,
    QObject *parent)
    : QObject(parent), m_window(window), m_controller(controller), m_session(session), m_reader(window),
      m_folder(folder)
{
    QAccessible::setActive(true); // buttons offer their press action from then on
    m_timer.setInterval(Beat);
    connect(&m_timer, &QTimer::timeout, this, &Tour::tick);
}

Tour::~Tour() = default;

void Tour::begin()
{
    if (!QDir().mkpath(m_folder))
        return end(1, u"The folder %1 cannot be made."_s.arg(m_folder));
    addSteps();
    m_deadline.setRemainingTime(Patience);
    m_timer.start();
}

void Tour::addSteps()
{
    addLooking();
    addDeploying();
    addFollowing();
    addHistory();
    addComparing();
    addRollingBack();
    addVariants();
}

void Tour::add(const QString &name, const QString &picture, std::function<bool()> attempt)
{
    m_steps.append({name, picture, std::move(attempt)});
}

void Tour::tick()
{
    const Step &step = m_steps[m_at];
    if (!m_came) {
        if (!step.attempt()) {
            if (m_deadline.hasExpired())
                end(1, u"The tour could not %1."_s.arg(step.name));
            return;
        }
        m_came = true;
        m_settle.setRemainingTime(step.picture.isEmpty() ? Beat : Settling);
        return;
    }
    if (!m_settle.hasExpired())
        return;
    if (!step.picture.isEmpty() && !savePicture(step.picture))
        return end(1, u"The picture %1 could not be saved in %2."_s.arg(step.picture, m_folder));
    m_came = false;
    m_deadline.setRemainingTime(Patience);
    if (++m_at == m_steps.size())
        end(0, u"The tour is done; its pictures are in %1."_s.arg(QDir(m_folder).absolutePath()));
}

bool Tour::savePicture(const QString &name)
{
    return m_window.grabWindow().save(m_folder + u'/' + name + u".png"_s);
}

void Tour::end(int code, const QString &sentence)
{
    m_timer.stop();
    if (code != 0)
        savePicture(u"failed"_s);
    std::fputs(qPrintable(sentence + u'\n'), code == 0 ? stdout : stderr);
    QCoreApplication::exit(code);
}

} // namespace coupe::desktop
