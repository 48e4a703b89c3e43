#pragma once

#include "stubserver.h"

#include <QTcpSocket>
#include <QTimer>

namespace coupe::test {

/// One connection of a StubServer, on the server's thread.
class StubConversation final : public QObject
{
    Q_OBJECT

public:
    StubConversation(StubServer *server, QTcpSocket *socket, int number, QObject *parent);

    void start();
    void send(const QByteArray &bytes);
    void end();

Q_SIGNALS:
    void stopListening();

private:
    void readMore();
    bool takeRequest();
    void takeFrames();
    void play(const Script &script);
    void nextStep();
    void run(const Send &step);
    void run(const Drip &step);
    void run(const Flood &step);
    void run(const Wait &step);
    void run(const Upgrade &step);
    void run(const Hang &step);
    void run(const Close &step);
    void run(const Reset &step);
    void run(const StopListening &step);

    StubServer *m_server;
    QTcpSocket *m_socket;
    int m_number;
    QByteArray m_buffer;
    Request m_request;
    Script m_script;
    qsizetype m_step = 0;
    bool m_playing = false;
    bool m_upgraded = false;
    QTimer m_timer;
    QByteArray m_dripping;
    int m_dripChunk = 1;
    Flood m_flood;
};

} // namespace coupe::test
