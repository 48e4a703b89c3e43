#include "samplefiles.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

namespace coupe::demo {

using namespace Qt::StringLiterals;
using gimlet::JsonDecoder;

namespace {

/// A map of environment → policy.
struct PolicyMap {
    QMap<QString, gimlet::DeployPolicy> byEnvironment;
};

struct CommitFile {
    QString repository;
    QList<Commit> commits;
};

struct ActFile {
    QList<Act> releases;
};

struct ClusterPart {
    QList<SlowApp> slow;
    QList<Verdict> verdicts;
};

struct CompanyFile {
    Sample sample;
    PolicyMap policies; ///< of every app that has no other for the environment
    ClusterPart cluster;
};

void decode(const JsonDecoder::Object &object, PolicyMap &policies)
{
    const QStringList environments = object.json().keys();
    for (const QString &environment : environments) {
        const QByteArray key = environment.toLatin1();
        object.read(QLatin1StringView(key), policies.byEnvironment[environment]);
    }
}

void decode(const JsonDecoder::Object &object, CommitFile &file)
{
    object.read("repository"_L1, file.repository);
    object.read("commits"_L1, file.commits);
}

void decode(const JsonDecoder::Object &object, ActFile &file)
{
    object.read("releases"_L1, file.releases);
}

void decode(const JsonDecoder::Object &object, ClusterPart &cluster)
{
    object.read("slow"_L1, cluster.slow);
    object.read("verdicts"_L1, cluster.verdicts);
}

void decode(const JsonDecoder::Object &object, CompanyFile &file)
{
    object.read("name"_L1, file.sample.name);
    object.read("signedIn"_L1, file.sample.signedIn);
    object.read("environments"_L1, file.sample.environments);
    object.read("people"_L1, file.sample.people);
    object.read("apps"_L1, file.sample.apps);
    object.read("policies"_L1, file.policies);
    object.read("cluster"_L1, file.cluster);
}

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Malformed, u"%1 cannot be read."_s.arg(path), file.errorString());
    return file.readAll();
}

template <typename T> Result<T> decodeFile(const QString &path)
{
    const Result<QByteArray> content = contentOf(path);
    if (!content)
        return std::unexpected(content.error());
    const Result<QJsonValue> json = gimlet::parseJson(*content);
    Result<T> decoded = json ? JsonDecoder::decodeObject<T>(*json) : std::unexpected(json.error());
    if (!decoded)
        return failure(ErrorKind::Malformed, u"%1: %2"_s.arg(path, decoded.error().message), decoded.error().detail);
    return decoded;
}

QString hashOf(const Commit &commit)
{
    const QByteArray text = (commit.repository + u'\n' + commit.message).toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha1).toHex());
}

Result<QList<Commit>> readCommits(const QString &path, const QList<App> &apps)
{
    Result<CommitFile> file = decodeFile<CommitFile>(path);
    if (!file)
        return std::unexpected(file.error());
    for (Commit &commit : file->commits) {
        commit.repository = file->repository;
        commit.sha = hashOf(commit);
        if (commit.branch.isEmpty())
            commit.branch = u"main"_s;
        if (!commit.apps.isEmpty())
            continue;
        for (const App &app : apps) {
            if (app.repository == commit.repository)
                commit.apps.append(app.name);
        }
    }
    return file->commits;
}

} // namespace

static void decode(const JsonDecoder::Object &object, Person &person)
{
    object.read("login"_L1, person.login);
    object.read("name"_L1, person.name);
    object.read("email"_L1, person.email);
}

static void decode(const JsonDecoder::Object &object, App &app)
{
    object.read("name"_L1, app.name);
    object.read("repository"_L1, app.repository);
    object.read("team"_L1, app.team);
    object.read("port"_L1, app.port);
    object.read("memory"_L1, app.memory);
    object.read("cpu"_L1, app.cpu);
    QJsonObject replicas;
    object.read("replicas"_L1, replicas);
    for (auto it = replicas.begin(); it != replicas.end(); ++it)
        app.replicas.insert(it.key(), it.value().toInteger());
    object.read("config"_L1, app.config);
    PolicyMap policies;
    object.read("policies"_L1, policies);
    app.policies = policies.byEnvironment;
}

static void decode(const JsonDecoder::Object &object, Commit &commit)
{
    object.read("at"_L1, commit.at);
    object.read("by"_L1, commit.by);
    object.read("apps"_L1, commit.apps);
    object.read("message"_L1, commit.message);
    object.read("body"_L1, commit.body);
    object.read("branch"_L1, commit.branch);
    object.read("tag"_L1, commit.tag);
    object.read("pullRequest"_L1, commit.pullRequest);
    object.read("set"_L1, commit.changes);
}

static void decode(const JsonDecoder::Object &object, Act &act)
{
    object.read("at"_L1, act.at);
    object.read("by"_L1, act.by);
    act.isRollback = object.json().contains("rollback"_L1);
    if (act.isRollback) {
        object.read("rollback"_L1, act.app);
        object.read("in"_L1, act.environment);
        object.read("to"_L1, act.commit);
    } else {
        object.read("deploy"_L1, act.app);
        object.read("to"_L1, act.environment);
        object.read("commit"_L1, act.commit);
    }
}

static void decode(const JsonDecoder::Object &object, SlowApp &slow)
{
    object.read("app"_L1, slow.app);
    object.read("seconds"_L1, slow.seconds);
}

static void decode(const JsonDecoder::Object &object, Verdict &verdict)
{
    object.read("app"_L1, verdict.app);
    object.read("environments"_L1, verdict.environments);
    object.read("commit"_L1, verdict.commit);
    object.read("seconds"_L1, verdict.seconds);
    object.read("reason"_L1, verdict.reason);
    object.read("message"_L1, verdict.message);
}

Result<Sample> readSampleFiles(const QString &folder)
{
    Result<CompanyFile> company = decodeFile<CompanyFile>(folder + u"/company.json"_s);
    if (!company)
        return std::unexpected(company.error());
    Sample sample = std::move(company->sample);
    sample.slowApps = company->cluster.slow;
    sample.verdicts = company->cluster.verdicts;
    for (App &app : sample.apps) {
        for (const auto &[environment, policy] : company->policies.byEnvironment.asKeyValueRange()) {
            if (!app.policies.contains(environment))
                app.policies.insert(environment, policy);
        }
    }

    const QDir commitFolder(folder + u"/commits"_s);
    const QStringList commitFiles = commitFolder.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &name : commitFiles) {
        const Result<QList<Commit>> commits = readCommits(commitFolder.filePath(name), sample.apps);
        if (!commits)
            return std::unexpected(commits.error());
        sample.commits += *commits;
    }

    const Result<ActFile> acts = decodeFile<ActFile>(folder + u"/releases.json"_s);
    if (!acts)
        return std::unexpected(acts.error());
    sample.acts = acts->releases;

    const Result<QByteArray> manifestTemplate = contentOf(folder + u"/manifests/service.yaml"_s);
    if (!manifestTemplate)
        return std::unexpected(manifestTemplate.error());
    sample.manifestTemplate = QString::fromUtf8(*manifestTemplate);
    return sample;
}

} // namespace coupe::demo
