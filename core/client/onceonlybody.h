#pragma once

#include <QIODevice>

namespace coupe::client {

/// The body of a mutation: can be read once, and never rewound.
///
/// Qt sends a POST again when its connection closes without an answer (twice over HTTP, four times over TLS, measured).
/// It has to rewind the body for that; this one refuses, and the request ends with ContentReSendError instead.
class OnceOnlyBody final : public QIODevice
{
    Q_OBJECT

public:
    explicit OnceOnlyBody(QByteArray bytes, QObject *parent = nullptr) : QIODevice(parent), m_bytes(std::move(bytes))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    /// Whether any of it was taken: then the request's head may be on its way, else it provably is not.
    bool wasRead() const { return m_position > 0; }

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    bool seek(qint64) override { return false; }
    bool atEnd() const override { return m_position == m_bytes.size(); }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_position + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *target, qint64 limit) override
    {
        if (m_position == m_bytes.size())
            return -1;
        const qint64 count = std::min<qint64>(limit, m_bytes.size() - m_position);
        std::copy_n(m_bytes.constData() + m_position, count, target);
        m_position += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_position = 0;
};

} // namespace coupe::client
