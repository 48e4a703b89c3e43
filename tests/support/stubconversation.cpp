#include "stubconversation.h"

#include <QCryptographicHash>

#include <sys/socket.h>

namespace coupe::test {

StubConversation::StubConversation(StubServer *server, QTcpSocket *socket, int number, QObject *parent)
    : QObject(parent), m_server(server), m_socket(socket), m_number(number)
{
    socket->setParent(this);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_dripping.isEmpty())
            return nextStep();
        send(m_dripping.left(m_dripChunk));
        m_dripping.remove(0, m_dripChunk);
        m_timer.start();
    });
    connect(socket, &QTcpSocket::readyRead, this, &StubConversation::readMore);
    connect(socket, &QTcpSocket::disconnected, this, [this] {
        m_timer.stop();
        const std::lock_guard lock(m_server->m_mutex);
        --m_server->m_open;
    });
    connect(socket, &QTcpSocket::bytesWritten, this, [this] {
        if (m_flood.total > 0)
            run(Flood(m_flood));
    });
}

void StubConversation::start()
{
    Script script;
    {
        const std::lock_guard lock(m_server->m_mutex);
        script = m_server->m_atConnect;
    }
    if (!script.isEmpty())
        play(script);
}

void StubConversation::send(const QByteArray &bytes)
{
    if (m_socket->state() == QAbstractSocket::ConnectedState)
        m_socket->write(bytes);
}

void StubConversation::end()
{
    m_socket->abort();
}

void StubConversation::readMore()
{
    m_buffer += m_socket->readAll();
    if (m_upgraded)
        return takeFrames();
    while (!m_playing && takeRequest()) { }
}

bool StubConversation::takeRequest()
{
    const qsizetype head = m_buffer.indexOf("\r\n\r\n");
    if (head < 0)
        return false;
    QList<QByteArray> lines = m_buffer.left(head).split('\n');
    Request request;
    request.connection = m_number;
    const QList<QByteArray> words = lines.takeFirst().trimmed().split(' ');
    request.method = words.value(0);
    request.target = words.value(1);
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append({line.left(colon), line.mid(colon + 1).trimmed()});
    }
    const qsizetype length = request.header("Content-Length").toLongLong();
    if (m_buffer.size() < head + 4 + length)
        return false;
    request.body = m_buffer.mid(head + 4, length);
    m_buffer.remove(0, head + 4 + length);
    m_request = request;
    play(m_server->scriptFor(request));
    return true;
}

void StubConversation::takeFrames()
{
    while (m_buffer.size() >= 2) {
        const int opcode = m_buffer[0] & 0x0f;
        const bool masked = m_buffer[1] & 0x80;
        qsizetype length = m_buffer[1] & 0x7f;
        const qsizetype head = 2 + (length == 126 ? 2 : 0) + (masked ? 4 : 0);
        if (m_buffer.size() < head)
            return;
        if (length == 126)
            length = (uchar(m_buffer[2]) << 8) | uchar(m_buffer[3]);
        if (m_buffer.size() < head + length)
            return;
        QByteArray payload = m_buffer.mid(head, length);
        for (qsizetype i = 0; masked && i < payload.size(); ++i)
            payload[i] = char(payload[i] ^ m_buffer[head - 4 + (i % 4)]);
        m_buffer.remove(0, head + length);
        bool answers = false;
        {
            const std::lock_guard lock(m_server->m_mutex);
            answers = m_server->m_answersPings;
            m_server->m_pings += opcode == 9;
            m_server->m_dataFrames += opcode <= 2;
        }
        if (opcode == 9 && answers)
            send(frame(payload, 10));
        if (opcode == 8)
            m_socket->disconnectFromHost();
    }
}

void StubConversation::play(const Script &script)
{
    m_script = script;
    m_step = 0;
    m_playing = true;
    nextStep();
}

void StubConversation::nextStep()
{
    if (m_step >= m_script.size()) {
        m_playing = false;
        if (!m_buffer.isEmpty())
            QTimer::singleShot(0, this, &StubConversation::readMore);
        return;
    }
    const Step step = m_script[m_step++];
    std::visit([this](const auto &concrete) { run(concrete); }, step);
}

void StubConversation::run(const Send &step)
{
    send(step.bytes);
    nextStep();
}

void StubConversation::run(const Drip &step)
{
    m_dripping = step.bytes;
    m_dripChunk = step.chunk;
    m_timer.start(step.every);
}

void StubConversation::run(const Flood &step)
{
    constexpr qint64 inFlight = 512 * 1024;
    m_flood = step;
    while (m_flood.total > 0 && m_socket->bytesToWrite() < inFlight
        && m_socket->state() == QAbstractSocket::ConnectedState) {
        const QByteArray bytes = m_flood.chunk.left(qsizetype(std::min<qint64>(m_flood.chunk.size(), m_flood.total)));
        m_flood.total -= bytes.size();
        m_socket->write(bytes);
    }
    if (m_flood.total == 0)
        nextStep();
}

void StubConversation::run(const Wait &step)
{
    m_timer.start(step.time);
}

void StubConversation::run(const Upgrade &)
{
    const QByteArray accept = QCryptographicHash::hash(
        m_request.header("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1);
    send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
        + accept.toBase64() + "\r\n\r\n");
    m_upgraded = true;
    nextStep();
}

void StubConversation::run(const Hang &) { }

void StubConversation::run(const Close &)
{
    m_socket->disconnectFromHost();
}

void StubConversation::run(const Reset &)
{
    m_socket->flush();
    const linger now{1, 0};
    setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    m_socket->abort();
}

void StubConversation::run(const StopListening &)
{
    Q_EMIT stopListening();
    nextStep();
}

} // namespace coupe::test
