#include "gitrepo.h"

#include <QProcess>

using namespace coupe;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

GitRepo::GitRepo()
{
    (void)Repository::setFlushing(false);
    auto opened = Repository::openOrInit(path());
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message + opened.error().detail));
    m_repository = std::move(*opened);
    m_writer = std::make_unique<Writer>(*m_repository, clock);
}

Layout GitRepo::layout(const QString &env, bool repoPerEnv)
{
    return Layout::make(env, repoPerEnv).value();
}

gimlet::Release GitRepo::release(const QString &app, const QString &artifact, const QString &env)
{
    gimlet::Release release;
    release.app = app;
    release.env = env;
    release.artifactId = artifact;
    release.triggeredBy = u"policy"_s;
    release.version.emplace();
    release.version->repositoryName = u"acme/"_s + app;
    release.version->sha = artifact;
    return release;
}

QMap<QString, QByteArray> GitRepo::files(const QString &artifact)
{
    return {{u"manifest.yaml"_s, "kind: Deployment\nimage: " + artifact.toUtf8() + '\n'}};
}

QString GitRepo::deploy(const QString &app, const QString &artifact)
{
    clock.advance(1min);
    const auto written = writer().writeRelease(staging, release(app, artifact), files(artifact));
    return written ? written->hash() : written.error().message + written.error().detail;
}

QStringList GitRepo::rollBack(const QString &app, const QString &target)
{
    clock.advance(1min);
    const auto written = writer().writeRollback(staging, app, target);
    return written ? written->commits : QStringList{written.error().message};
}

QString GitRepo::commitByHand(const QString &message, const QMap<QString, QByteArray> &changes, const QByteArray &mode)
{
    clock.advance(1min);
    const QByteArray when = QByteArray::number(clock.unixTime()) + " +0100\n";
    QByteArray stream = "commit refs/heads/main\ncommitter Jane <j@x> " + when;
    const QByteArray text = message.toUtf8();
    stream += "data " + QByteArray::number(text.size()) + '\n' + text + '\n';
    if (const auto head = repository().head(); head && *head)
        stream += "from " + (*head)->toLatin1() + '\n';
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (it.value().isNull())
            stream += "D " + it.key().toUtf8() + '\n';
        else
            stream += "M " + mode + " inline " + it.key().toUtf8() + "\ndata " + QByteArray::number(it.value().size())
                + '\n' + it.value() + '\n';
    }
    git({u"fast-import"_s, u"--quiet"_s}, stream);
    return git({u"rev-parse"_s, u"main"_s});
}

QString GitRepo::git(const QStringList &arguments, const QByteArray &input) const
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"GIT_CONFIG_GLOBAL"_s, u"/dev/null"_s);
    environment.insert(u"GIT_CONFIG_NOSYSTEM"_s, u"1"_s);
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(path());
    process.setProgram(u"git"_s);
    process.setArguments(QStringList{u"--git-dir=."_s} + arguments);
    process.start();
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished() || process.exitCode() != 0)
        qWarning("git %s: %s", qPrintable(arguments.join(u' ')), process.readAllStandardError().constData());
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

QString GitRepo::fsck() const
{
    QProcess process;
    process.setWorkingDirectory(path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"git"_s, {u"--git-dir=."_s, u"fsck"_s, u"--strict"_s, u"--no-dangling"_s, u"--no-progress"_s});
    process.waitForFinished();
    const QString words = QString::fromUtf8(process.readAll()).trimmed();
    return process.exitCode() == 0 ? words : words + u" (failed)"_s;
}

QStringList GitRepo::rows(const ReleaseQuery &query)
{
    const auto releases = listReleases(repository(), staging, query);
    if (!releases)
        return {releases.error().message + releases.error().detail};
    QStringList rows;
    for (const gimlet::Release &release : *releases)
        rows += release.app + u' ' + release.artifactId + (release.rolledBack ? u" rolled back"_s : QString());
    return rows;
}
