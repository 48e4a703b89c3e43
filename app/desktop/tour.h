#pragma once

#include "screenreader.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>

#include <functional>

namespace coupe::ui {
class AppController;
}
namespace coupe::workspace {
class Session;
}

namespace coupe::desktop {

/// Plays the main job in the window: look, deploy, follow until it is live. Presses and types what a person would, and
/// saves a picture after each step. Ends the program: 0 when every step came true, 1 with a sentence when one did not.
class Tour : public QObject
{
    Q_OBJECT

public:
    Tour(QQuickWindow &window, ui::AppController &controller, workspace::Session &session, const QString &folder,
        QObject *parent = nullptr);
    ~Tour() override;

    void begin();

private:
    /// Done when @c attempt returned true; tried until then, for as long as a patient person would.
    struct Step {
        QString name; ///< what is being done, for the failure's sentence
        QString picture; ///< file name without its ending; empty: none
        std::function<bool()> attempt;
    };

    void addSteps();
    void addLooking();
    void addDeploying();
    void addFollowing();
    void addHistory();
    void addComparing();
    void addRollingBack();
    void addVariants();
    void addHistoryInTheDark();
    void add(const QString &name, const QString &picture, std::function<bool()> attempt);
    void tick();
    bool savePicture(const QString &name);
    void end(int code, const QString &sentence);

    QQuickWindow &m_window;
    ui::AppController &m_controller;
    workspace::Session &m_session;
    ScreenReader m_reader;
    QString m_folder;
    QList<Step> m_steps;
    qsizetype m_at = 0;
    bool m_came = false; ///< the step came true; its picture waits for what moves to settle
    QDeadlineTimer m_deadline;
    QDeadlineTimer m_settle;
    QTimer m_timer;
};

} // namespace coupe::desktop
