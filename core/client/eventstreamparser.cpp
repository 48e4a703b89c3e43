#include "eventstreamparser.h"

namespace coupe::client {

QList<QByteArray> EventStreamParser::add(const QByteArray &bytes)
{
    QList<QByteArray> messages;
    qsizetype start = 0;
    while (!m_tooLarge) {
        const qsizetype end = bytes.indexOf('\n', start);
        m_line += bytes.mid(start, end < 0 ? -1 : end - start);
        if (m_line.size() > MaxLine)
            m_tooLarge = true;
        if (end < 0)
            break;
        takeLine(std::exchange(m_line, {}), messages);
        start = end + 1;
    }
    return messages;
}

void EventStreamParser::takeLine(QByteArray line, QList<QByteArray> &messages)
{
    if (line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty()) {
        if (std::exchange(m_hasData, false))
            messages.append(std::exchange(m_data, {}));
        return;
    }
    if (!line.startsWith("data:"))
        return;
    const QByteArray value = line.mid(line.startsWith("data: ") ? 6 : 5);
    m_data += std::exchange(m_hasData, true) ? '\n' + value : value;
    if (m_data.size() > MaxMessage)
        m_tooLarge = true;
}

} // namespace coupe::client
