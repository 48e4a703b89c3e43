#include "shipping.h"

namespace coupe::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int FirstBuild = 3900;

/// Some number that belongs to the commit alone.
qint64 numberOf(const Commit &commit)
{
    return commit.sha.first(8).toLongLong(nullptr, 16);
}

void change(App &app, const QJsonObject &changes)
{
    app.memory = changes.value("memory"_L1).toString(app.memory);
    const QJsonObject config = changes.value("config"_L1).toObject();
    for (auto it = config.begin(); it != config.end(); ++it) {
        if (it.value().isNull())
            app.config.remove(it.key());
        else
            app.config.insert(it.key(), it.value().toString());
    }
}

QString hostOf(const QString &app, const QString &environment)
{
    if (environment == u"production")
        return u"%1.acme.example"_s.arg(app);
    return u"%1.%2.acme.example"_s.arg(app, environment == u"production-eu" ? u"eu"_s : environment);
}

gimlet::Version versionOf(const Sample &sample, const Commit &commit, const QDateTime &shippedAt)
{
    const Person &author = *sample.person(commit.by);
    // Who reviewed a change merges it.
    const Person &reviewer = commit.pullRequest ? author : sample.people[numberOf(commit) % sample.people.size()];
    gimlet::Version version;
    version.repositoryName = commit.repository;
    version.sha = commit.sha;
    version.created = shippedAt.addSecs(-150 - numberOf(commit) % 240);
    version.branch = commit.branch;
    version.authorName = author.name;
    version.authorEmail = author.email;
    version.committerName = reviewer.name;
    version.committerEmail = reviewer.email;
    version.message = commit.body.isEmpty() ? commit.message : commit.message + u"\n\n"_s + commit.body;
    version.url = u"https://github.example/%1/commit/%2"_s.arg(commit.repository, commit.sha);
    if (!commit.tag.isEmpty()) {
        version.event = gimlet::GitEvent::Tag;
        version.tag = commit.tag;
    } else if (commit.pullRequest) {
        version.event = gimlet::GitEvent::PullRequest;
        version.sourceBranch = commit.branch;
        version.targetBranch = u"main"_s;
        version.url = u"https://github.example/%1/pull/%2"_s.arg(commit.repository).arg(commit.pullRequest);
    }
    return version;
}

QList<QJsonObject> itemsOf(const Commit &commit, int build)
{
    const QString pipeline = u"https://ci.acme.example/%1/builds/%2"_s.arg(commit.repository).arg(build);
    QList<QJsonObject> items{
        {{"name"_L1, u"Tests, %L1 passed"_s.arg(380 + numberOf(commit) % 900)}, {"url"_L1, pipeline + u"/tests"_s}}};
    if (commit.pullRequest) {
        items.append({{"name"_L1, u"Pull request #%1"_s.arg(commit.pullRequest)},
            {"url"_L1, u"https://github.example/%1/pull/%2"_s.arg(commit.repository).arg(commit.pullRequest)}});
    }
    items.append({{"name"_L1, u"CI"_s}, {"url"_L1, pipeline}});
    return items;
}

QMap<QString, QString> variablesOf(const gimlet::Version &version, const Commit &commit)
{
    const QString repository = commit.repository.section(u'/', 1);
    QMap<QString, QString> variables{
        {u"REPO"_s, commit.repository},
        {u"OWNER"_s, commit.repository.section(u'/', 0, 0)},
        {u"BRANCH"_s, commit.branch},
        {u"SHA"_s, commit.sha},
        {u"EVENT"_s, gimlet::toString(version.event)},
        {u"ACTOR"_s, commit.by},
        {u"JOB"_s, u"ship"_s},
        {u"IMAGE"_s, u"registry.acme.example/%1"_s.arg(commit.apps.value(0))},
        {u"IMAGE_TAG"_s, commit.sha.first(7)},
        // What CI plugins let slip: nothing that opens anything.
        {u"SENTRY_DSN"_s, u"https://%1@errors.acme.example/%2"_s.arg(commit.sha.last(16), repository)},
    };
    if (!commit.tag.isEmpty())
        variables.insert(u"TAG"_s, commit.tag);
    return variables;
}

} // namespace

Shipping::Shipping(const Sample &sample) : m_sample(sample)
{
    for (const App &app : sample.apps)
        m_apps.insert(app.name, app);
}

gimlet::Artifact Shipping::artifactOf(const Commit &commit, const QDateTime &shippedAt)
{
    const int build = FirstBuild + 3 * ++m_builds[commit.repository];
    gimlet::Artifact artifact;
    artifact.version = versionOf(m_sample, commit, shippedAt);
    artifact.items = itemsOf(commit, build);
    artifact.vars = variablesOf(artifact.version, commit);
    artifact.context = {
        {u"CI"_s, u"true"_s},
        {u"CI_BUILD"_s, QString::number(build)},
        {u"CI_RUNNER"_s, u"runner-%1.ci.acme.example"_s.arg(1 + numberOf(commit) % 6)},
        {u"CI_REGISTRY_TOKEN"_s, u"demo-%1"_s.arg(commit.sha.mid(8, 20))},
    };
    for (const QString &name : commit.apps) {
        App app = m_apps.value(name);
        change(app, commit.changes.value(name).toObject());
        artifact.environments += manifestsOf(app, m_sample.environments, m_sample.manifestTemplate);
        if (!commit.pullRequest)
            m_apps.insert(name, app);
    }
    return artifact;
}

QList<gimlet::Manifest> manifestsOf(const App &app, const QStringList &environments, const QString &manifestTemplate)
{
    QStringList config;
    for (const auto &[name, value] : app.config.asKeyValueRange())
        config.append(u"  %1: \"%2\""_s.arg(name, value));

    QList<gimlet::Manifest> manifests;
    for (const QString &environment : environments) {
        if (!app.replicas.contains(environment))
            continue;
        const std::pair<QString, QString> fields[] = {
            {u"@app@"_s, app.name},
            {u"@environment@"_s, environment},
            {u"@team@"_s, app.team},
            {u"@replicas@"_s, QString::number(app.replicas.value(environment))},
            {u"@port@"_s, QString::number(app.port)},
            {u"@memory@"_s, app.memory},
            {u"@cpu@"_s, app.cpu},
            {u"@host@"_s, hostOf(app.name, environment)},
            {u"@config@"_s, config.join(u'\n')},
        };
        gimlet::Manifest manifest;
        manifest.app = app.name;
        manifest.env = environment;
        manifest.namespaceName = environment;
        manifest.manifests = manifestTemplate;
        for (const auto &[field, value] : fields)
            manifest.manifests.replace(field, value);
        if (app.policies.contains(environment))
            manifest.deploy = app.policies.value(environment);
        manifests.append(manifest);
    }
    return manifests;
}

} // namespace coupe::demo
