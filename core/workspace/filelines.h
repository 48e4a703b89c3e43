#pragma once

#include <manifest/manifestfile.h>

#include <QByteArrayView>

#include <vector>

// A file's content in lines, ready to be compared. For comparison.cpp and diffrows.cpp only.
namespace coupe::workspace {

class FileLines
{
public:
    /// None when it is no text.
    static std::optional<FileLines> read(const QString &path, const QByteArray &content);

    qsizetype count() const { return qsizetype(m_raw.size()); }
    const manifest::ManifestFile &manifest() const { return m_manifest; }
    /// The lines, each with '\n' at its end; checksums all alike with @p foldChecksums.
    QByteArray compared(bool foldChecksums) const;
    /// As it was written, without its end. Never to be shown.
    QByteArrayView raw(qsizetype line) const { return m_raw[size_t(line)]; }
    /// Fit to be shown, Secrets masked.
    QString shown(qsizetype line) const;
    bool isMasked(qsizetype line) const { return m_manifest.hides && m_raw[size_t(line)] != m_shown[size_t(line)]; }

private:
    qsizetype checksumStart(size_t line) const;

    QByteArray m_content;
    manifest::ManifestFile m_manifest;
    std::vector<QByteArrayView> m_raw; ///< into m_content
    std::vector<QByteArrayView> m_shown; ///< into the manifest's text
};

} // namespace coupe::workspace
