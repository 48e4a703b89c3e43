#pragma once

#include <QObject>
#include <QTimer>

namespace coupe::ui {

/// What makes ages on the screen grow. Pauses while the window is hidden.
class Ticker : public QObject
{
    Q_OBJECT

public:
    explicit Ticker(QObject *parent = nullptr);

    void setActive(bool active);

Q_SIGNALS:
    void second();
    void quarterMinute();

private:
    QTimer m_timer;
    int m_seconds = 0;
};

} // namespace coupe::ui
