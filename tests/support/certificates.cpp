#include "certificates.h"

#include <QFile>
#include <QProcess>
#include <QSslKey>
#include <QTemporaryDir>

namespace coupe::test {

using namespace Qt::StringLiterals;

std::optional<QSslConfiguration> selfSignedServer(const QString &commonName)
{
    const QTemporaryDir dir;
    const QString key = dir.filePath(u"key.pem"_s);
    const QString certificate = dir.filePath(u"certificate.pem"_s);
    QProcess openssl;
    openssl.start(u"openssl"_s,
        {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-keyout"_s, key,
            u"-out"_s, certificate, u"-subj"_s, u"/CN="_s + commonName, u"-addext"_s,
            u"subjectAltName=IP:127.0.0.1"_s});
    if (!openssl.waitForFinished() || openssl.exitCode() != 0)
        return {};
    QFile keyFile(key);
    QFile certificateFile(certificate);
    if (!keyFile.open(QIODevice::ReadOnly) || !certificateFile.open(QIODevice::ReadOnly))
        return {};
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPrivateKey(QSslKey(&keyFile, QSsl::Rsa));
    tls.setLocalCertificate(QSslCertificate(&certificateFile));
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    return tls;
}

} // namespace coupe::test
