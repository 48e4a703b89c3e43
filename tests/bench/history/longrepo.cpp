#include "longrepo.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace coupe::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int AppsPerEnv = 40;
constexpr int Manifests = 6;
constexpr qsizetype StreamPart = 4 * 1024 * 1024;

/// About 2 KB of what charts render.
QByteArray manifestOf(const QByteArray &app, int number)
{
    QByteArray text = "apiVersion: v1\nkind: Kind" + QByteArray::number(number) + "\nmetadata:\n  name: " + app + '\n';
    for (int line = 0; line < 50; ++line)
        text += "  setting-" + QByteArray::number(line) + ": " + app + '-' + QByteArray::number(number * line * 7919)
            + '\n';
    return text;
}

} // namespace

LongRepo::LongRepo(int commits)
{
    for (const char *env : {"production", "staging", "preview", "qa", "development"}) {
        for (int i = 0; i < AppsPerEnv; ++i) {
            App app;
            app.name = (i % 3 ? "service-" : "payments-") + QByteArray::number(i);
            app.env = env;
            app.folder = QString::fromLatin1(app.env + '/' + app.name + '/');
            m_apps.append(app);
        }
    }
    QProcess::execute(u"git"_s, {u"init"_s, u"--quiet"_s, u"--bare"_s, u"--initial-branch=main"_s, path()});
    m_import.setWorkingDirectory(path());
    m_import.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_import.start(u"git"_s, {u"fast-import"_s, u"--quiet"_s, u"--done"_s, u"--cat-blob-fd=1"_s});
    if (!m_import.waitForStarted())
        qFatal("git fast-import cannot be started");
    write(commits);
    m_stream += "done\n";
    flush();
    m_import.closeWriteChannel();
    m_import.waitForFinished(-1);
    git({u"repack"_s, u"-adfq"_s, u"--depth=50"_s, u"--window=10"_s});
}

QString LongRepo::git(const QStringList &arguments) const
{
    QProcess process;
    process.setWorkingDirectory(path());
    process.start(u"git"_s, QStringList{u"--git-dir=."_s} + arguments);
    process.waitForFinished(-1);
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

void LongRepo::splitNewest(int commits) const
{
    // Side branches belong to the commit that brings them.
    static constexpr char Script[] =
        "set -e; cd \"$1\"; old=$(ls objects/pack/pack-*); base=main~$2; "
        "echo $base | git pack-objects -q --revs objects/pack/pack; "
        "for c in $(git rev-list --first-parent --reverse $base..main); do "
        "printf '%s\\n^%s~1\\n' $c $c | git pack-objects -q --revs objects/pack/pack; done; "
        "rm -f $old";
    const QStringList arguments{u"-c"_s, QString::fromLatin1(Script), u"sh"_s, path(), QString::number(commits)};
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(u"sh"_s, arguments);
    if (!process.waitForFinished(-1) || process.exitCode() != 0)
        qFatal("the packs cannot be made");
}

void LongRepo::flush()
{
    m_import.write(m_stream);
    m_stream.clear();
    while (m_import.bytesToWrite() > 0 && m_import.waitForBytesWritten(-1)) { }
}

QByteArray LongRepo::hashOf(int mark)
{
    m_stream += "get-mark :" + QByteArray::number(mark) + '\n';
    flush();
    while (!m_import.canReadLine() && m_import.waitForReadyRead(-1)) { }
    return m_import.readLine().trimmed();
}

/// A few apps are busy, most are not.
LongRepo::App &LongRepo::anyApp()
{
    const int env = std::min(4, 4 - int(std::log2(1 + random(31))) + random(2));
    const int app = int(AppsPerEnv * std::pow(double(random(1000)) / 1000, 2.5));
    return m_apps[std::max(0, env) * AppsPerEnv + app];
}

void LongRepo::start(const QByteArray &branch, const QByteArray &message, const QByteArray &from)
{
    m_time += 60 + random(3600);
    m_stream += "commit refs/heads/" + branch + "\nmark :" + QByteArray::number(++m_mark)
        + "\ncommitter Gimlet <gimlet@gimlet.io> " + QByteArray::number(m_time) + " +0000\ndata "
        + QByteArray::number(message.size()) + '\n' + message + '\n' + from;
    if (m_stream.size() > StreamPart)
        flush();
}

void LongRepo::file(const QString &path, const QByteArray &content)
{
    m_stream +=
        "M 100644 inline " + path.toUtf8() + "\ndata " + QByteArray::number(content.size()) + '\n' + content + '\n';
}

void LongRepo::deploy(App &app, const QByteArray &branch, const QByteArray &from)
{
    static const QStringList people{u"policy"_s, u"jane"_s, u"policy"_s, u"ahmed"_s, u"policy"_s, u"wei"_s};
    start(branch, "[Gimlet] " + app.env + '/' + app.name + " automated deploy", from);
    const QString name = QString::fromLatin1(app.name);
    const QString sha = u"%1"_s.arg(quint64(m_mark) * 2654435761U, 40, 16, QChar(u'a'));
    const QJsonObject version{{u"repositoryName"_s, u"acme/"_s + name}, {u"sha"_s, sha}, {u"created"_s, m_time - 600},
        {u"branch"_s, u"main"_s}, {u"authorName"_s, u"Zoë Müller"_s}, {u"authorEmail"_s, u"zoe@acme.example"_s},
        {u"committerName"_s, u"GitHub"_s}, {u"committerEmail"_s, u"noreply@github.com"_s},
        {u"message"_s, u"Fix the rounding of %1 at checkout, number %2"_s.arg(name).arg(m_mark)},
        {u"url"_s, u"https://github.com/acme/%1/commit/%2"_s.arg(name, sha)}};
    const QJsonObject record{{u"app"_s, name}, {u"env"_s, QString::fromLatin1(app.env)},
        {u"artifactId"_s, u"acme/%1-fe334be2-4bb4-4e8a-86cb-%2"_s.arg(name).arg(m_mark, 12, 10, QChar(u'0'))},
        {u"triggeredBy"_s, people[random(int(people.size()))]}, {u"version"_s, version}, {u"gitopsRef"_s, QString()},
        {u"gitopsRepo"_s, QString()}, {u"gitopsCommitStatus"_s, QString()}, {u"gitopsCommitStatusDesc"_s, QString()}};
    if (app.record.isEmpty()) {
        for (int i = 1; i < Manifests; ++i)
            file(app.folder + u"manifest-%1.yaml"_s.arg(i), manifestOf(app.name, i));
    }
    app.manifestBefore = std::exchange(app.manifest, manifestOf(app.name, 0) + "image: " + sha.toLatin1() + '\n');
    app.recordBefore = std::exchange(app.record, QJsonDocument(record).toJson(QJsonDocument::Compact) + '\n');
    app.lastMark = app.recordBefore.isEmpty() ? 0 : m_mark;
    file(app.folder + u"deployment.yaml"_s, app.manifest);
    file(app.folder + u"release.json"_s, app.record);
    file(QString::fromLatin1(app.env) + u"/release.json"_s, app.record);
}

void LongRepo::rollBack(App &app)
{
    start("main",
        "Revert \"[Gimlet] " + app.env + '/' + app.name + " automated deploy\"\n\nThis reverts commit "
            + hashOf(app.lastMark) + ".\n");
    app.manifest = app.manifestBefore;
    app.record = app.recordBefore;
    app.lastMark = 0;
    file(app.folder + u"deployment.yaml"_s, app.manifest);
    file(app.folder + u"release.json"_s, app.record);
}

void LongRepo::remove(App &app)
{
    start("main", "[Gimlet] " + app.env + '/' + app.name + " deleted by jane");
    m_stream += "D " + app.folder.chopped(1).toUtf8() + '\n';
    app.manifest.clear();
    app.record.clear();
    app.lastMark = 0;
}

void LongRepo::write(int commits)
{
    for (int i = 0; i < commits; ++i) {
        App &app = anyApp();
        const int dice = random(1000);
        if (dice < 30 && app.lastMark > 0) {
            rollBack(app);
        } else if (dice < 40 && !app.record.isEmpty()) {
            remove(app);
        } else if (dice < 45 && !app.record.isEmpty()) {
            start("main", "Raise the replicas");
            file(app.folder + u"manifest-1.yaml"_s, manifestOf(app.name, m_mark));
        } else if (dice < 95 && m_mark > 0) {
            // The branch starts anew from main, and its merge brings the same files.
            deploy(app, "side", "from :" + QByteArray::number(m_mark) + '\n');
            const QByteArray side = QByteArray::number(m_mark);
            start("main", "Merge branch 'side'", "merge :" + side + '\n');
            file(app.folder + u"deployment.yaml"_s, app.manifest);
            file(app.folder + u"release.json"_s, app.record);
            file(QString::fromLatin1(app.env) + u"/release.json"_s, app.record);
            if (app.recordBefore.isEmpty()) {
                for (int manifest = 1; manifest < Manifests; ++manifest)
                    file(app.folder + u"manifest-%1.yaml"_s.arg(manifest), manifestOf(app.name, manifest));
            }
        } else {
            deploy(app, "main");
        }
    }
}

} // namespace coupe::bench
