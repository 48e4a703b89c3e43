#include <gitops/gitwords.h>
#include <gitops/transferprogress.h>

#include <QTest>

using namespace coupe;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;

class RemoteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("display");
        QTest::addColumn<QString>("origin");
        const auto row = [](const char *url, const QString &host, const QString &user, const QString &display,
                             const QString &origin = {}) {
            QTest::addRow("%s", url) << host << user << display << origin;
        };
        row("/srv/git/my repo.git", {}, {}, u"/srv/git/my repo.git"_s);
        row("file:///srv/git/a%20b", {}, {}, u"/srv/git/a b"_s);
        row("https://example.org/acme/gitops.git", u"example.org"_s, {}, u"https://example.org/acme/gitops.git"_s,
            u"https://example.org"_s);
        row("https://jane@example.org:8443/acme/gitops", u"example.org"_s, u"jane"_s,
            u"https://example.org:8443/acme/gitops"_s, u"https://example.org:8443"_s);
        row("http://127.0.0.1:3000/acme/gitops", u"127.0.0.1"_s, {}, u"http://127.0.0.1:3000/acme/gitops"_s,
            u"http://127.0.0.1:3000"_s);
        row("http://[::1]:3000/gitops", u"::1"_s, {}, u"http://[::1]:3000/gitops"_s, u"http://[::1]:3000"_s);
        row("http://localhost/gitops", u"localhost"_s, {}, u"http://localhost/gitops"_s, u"http://localhost"_s);
        row("ssh://git@example.org:22/~jane/gitops.git", u"example.org"_s, u"git"_s,
            u"ssh://example.org:22/~jane/gitops.git"_s);
        row("git@example.org:acme/gitops.git", u"example.org"_s, u"git"_s, u"example.org:acme/gitops.git"_s);
        row("work:acme/gitops.git", u"work"_s, {}, u"work:acme/gitops.git"_s);
        row("git@[::1]:acme/gitops.git", u"::1"_s, u"git"_s, u"[::1]:acme/gitops.git"_s);
    }
    void accepts()
    {
        const QString url = QString::fromLatin1(QTest::currentDataTag());
        const auto address = RemoteAddress::make(url);
        QVERIFY2(address, address ? "" : qPrintable(address.error().message));
        QCOMPARE(address->url(), url);
        QTEST(address->host(), "host");
        QTEST(address->user(), "user");
        QTEST(address->displayText(), "display");
        QTEST(address->origin(), "origin");
        QCOMPARE(address->isLocal(), address->host().isEmpty());
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("url");
        const QStringList urls{{}, u" "_s, u"relative/path"_s, u"~/repo"_s, u"-oProxyCommand=x"_s,
            u"--upload-pack=touch x"_s, u"ext::sh -c touch% x"_s, u"fd::17"_s, u"::x"_s, u"https::https://a/b"_s,
            u"ext::/x"_s, u"ssh://-oProxyCommand=x/y"_s, u"ssh://-u@host/y"_s, u"ssh://host/-x"_s, u"-x@host:y"_s,
            u"host:-x"_s, u"git@-host:x"_s, u"https://-host/x"_s, u"https://host/-x"_s, u"https://host"_s,
            u"https://host/"_s, u"https:///x"_s, u"http://example.org/x"_s, u"http://127.0.0.1.example.org/x"_s,
            u"http://localhost@example.org/x"_s, u"http://example.org#@localhost/x"_s, u"https://u:p@host/x"_s,
            u"https://:p@host/x"_s, u"https://u:@host/x"_s, u"ssh://u:p@host/x"_s, u"https://a@b@host/x"_s,
            u"https://ghp_0123456789abcdef@host/x"_s, u"https://0123456789012345678901234567890123456789@host/x"_s,
            u"https://host\\@evil/x"_s, u"https://host/x?token=y"_s, u"https://host/x#y"_s, u"https://host/a b"_s,
            u"https://host/a%0ab"_s, u"https://ho%2fst/x"_s, u"https://host/$(x)"_s, u"https://host/`x`"_s,
            u"git@host:a b"_s, u"git@host:'x'"_s, u"git@ho st:x"_s, u"git@host:"_s, u"u:p@host:x"_s, u"git://host/x"_s,
            u"ftp://host/x"_s, u"javascript:x://y"_s, u"file://host/x"_s, u"file://x"_s, u"/srv/a\nb"_s,
            u"/srv/a\u202eb"_s, u"https://host/a\tb"_s, QString(u"/srv/a"_s) + QChar(u'\0') + u'b'};
        for (const QString &url : urls)
            QTest::addRow("%s", qPrintable(url)) << url;
    }
    void refuses()
    {
        QFETCH(const QString, url);
        const auto address = RemoteAddress::make(url);
        QVERIFY(!address);
        QCOMPARE(address.error().kind, ErrorKind::Invalid);
        QVERIFY(address.error().message.endsWith(u'.'));
    }

    void readsProgress()
    {
        TransferProgress progress;
        QVERIFY(!readProgress(progress, "Receiving nothing"));
        QVERIFY(!readProgress(progress, "fatal: Receiving objects: 42%"));
        QVERIFY(readProgress(progress, "remote: Enumerating objects: 1000, done."));
        QCOMPARE(progress, (TransferProgress{TransferStep::Counting, 1000, 0, 0}));
        QVERIFY(readProgress(progress, "Receiving objects:  42% (420/1000), 1.20 MiB | 3.00 MiB/s"));
        QCOMPARE(progress, (TransferProgress{TransferStep::Receiving, 420, 1000, 1258291}));
        QVERIFY(readProgress(progress, "remote: Compressing objects: 10% (1/10)"));
        QCOMPARE(progress.step, TransferStep::Receiving);
        QVERIFY(!progress.isLocalWork());
        QVERIFY(readProgress(progress, "Receiving objects: 100% (1000/1000), 512 bytes | 3.00 KiB/s"));
        QCOMPARE(progress.bytes, 512);
        QVERIFY(readProgress(progress, "Resolving deltas:  50% (5/10)"));
        QCOMPARE(progress, (TransferProgress{TransferStep::Resolving, 5, 10, 512}));
        QVERIFY(readProgress(progress, "Resolving deltas: 100% (10/10), done."));
        QCOMPARE(progress.step, TransferStep::Checking);

        TransferProgress forged;
        QVERIFY(readProgress(forged, "remote: Counting objects: 100% (7/7), done."));
        QVERIFY(!readProgress(forged, "remote: Receiving objects"));
        QVERIFY(!forged.isLocalWork());
        TransferProgress small;
        QVERIFY(readProgress(small, "Receiving objects: 100% (3/3), 1.50 KiB | 1.50 MiB/s, done."));
        QCOMPARE(small, (TransferProgress{TransferStep::Checking, 3, 3, 1536}));
    }

    void explainsTheWordsOfGitAndSsh_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("part");
        QTest::addRow("name")
            << u"ssh: Could not resolve hostname x: Name or service not known\nfatal: Could not read from remote repository."_s
            << ErrorKind::Unreachable << u"was not found"_s;
        QTest::addRow("key")
            << u"git@x: Permission denied (publickey,password).\nfatal: Could not read from remote repository."_s
            << ErrorKind::Unauthorized << u"SSH key"_s;
        QTest::addRow("unknown host key")
            << u"No ED25519 host key is known for x and you have requested strict checking.\nHost key verification failed."_s
            << ErrorKind::Tls << u"not known yet"_s;
        QTest::addRow("changed host key")
            << u"@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nThe fingerprint for the ED25519 key sent by the remote host is\nSHA256:uNiVztksCsDhcc0u9e8BrrJXVGDcjz5hJf0cnAUE2aU.\nHost key verification failed."_s
            << ErrorKind::Tls << u"SHA256:uNiVztksCsDhcc0u9e8BrrJXVGDcjz5hJf0cnAUE2aU"_s;
        QTest::addRow("certificate")
            << u"fatal: unable to access 'https://x/': server certificate verification failed. CAfile: none CRLfile: none"_s
            << ErrorKind::Tls << u"certificate"_s;
        QTest::addRow("no repository")
            << u"ERROR: Repository not found.\nfatal: Could not read from remote repository."_s << ErrorKind::NotFound
            << u"git@example.org"_s.sliced(4);
        QTest::addRow("disk") << u"error: file write error: No space left on device\nfatal: index-pack failed"_s
                              << ErrorKind::Storage << u"disk"_s;
        QTest::addRow("cut") << u"fetch-pack: unexpected disconnect while reading sideband packet\nfatal: early EOF"_s
                             << ErrorKind::Interrupted << u"broke"_s;
        QTest::addRow("else") << u"fatal: what now"_s << ErrorKind::Git << u"example.org"_s;
    }
    void explainsTheWordsOfGitAndSsh()
    {
        QFETCH(const QString, words);
        QFETCH(const QString, part);
        const Error error = explainGit(RemoteAddress::make(u"git@example.org:acme/gitops"_s).value(), words);
        QTEST(error.kind, "kind");
        QVERIFY2(error.message.contains(part), qPrintable(error.message));
        QCOMPARE(error.detail, words);
    }

    void knowsDamageOfOurs()
    {
        QVERIFY(speaksOfDamage(u"fatal: bad object HEAD"_s));
        QVERIFY(speaksOfDamage(u"x\nerror: inflate: data stream error (incorrect header check)"_s));
        QVERIFY(!speaksOfDamage(u"remote: fatal: bad object HEAD"_s));
        QVERIFY(!speaksOfDamage(u"fatal: unable to access 'https://x/': Could not resolve host: x"_s));
    }
};

QTEST_APPLESS_MAIN(RemoteTest)

#include "tst_gitops_remote.moc"
