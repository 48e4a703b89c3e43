#pragma once

#include <QDir>
#include <QFile>
#include <QStringList>

/// Process ids whose file below /proc (cmdline, environ) holds the text. The dead have none.
inline QStringList processesWith(const QByteArray &text, const QString &file)
{
    QStringList found;
    const QStringList ids = QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")}, QDir::Dirs);
    for (const QString &id : ids) {
        QFile words(QStringLiteral("/proc/%1/%2").arg(id, file));
        if (words.open(QIODevice::ReadOnly) && words.readAll().contains(text))
            found += id;
    }
    return found;
}
