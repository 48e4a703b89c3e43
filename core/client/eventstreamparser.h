#pragma once

#include <QByteArray>
#include <QList>

namespace coupe::client {

/// Takes a stream of server-sent events apart (contract §4.2): data lines up to an empty line make a message, comments
/// and other fields are passed over.
class EventStreamParser
{
public:
    static constexpr qsizetype MaxLine = 1024 * 1024;
    static constexpr qsizetype MaxMessage = 4 * MaxLine;

    /// The messages that @p bytes completed.
    QList<QByteArray> add(const QByteArray &bytes);

    /// A line or a message grew beyond the limits: the stream is not to be read on.
    bool isTooLarge() const { return m_tooLarge; }

private:
    void takeLine(QByteArray line, QList<QByteArray> &messages);

    QByteArray m_line;
    QByteArray m_data;
    bool m_hasData = false;
    bool m_tooLarge = false;
};

} // namespace coupe::client
