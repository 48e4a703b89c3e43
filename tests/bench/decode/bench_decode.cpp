// How long a 20 MB answer of /api/artifacts takes to become artifacts, against QJsonDocument alone on the same bytes.
// Runs both in turn, in one process, and prints medians. Exits with 1 when the target is missed.

#include <client/answer.h>
#include <client/endpoints.h>

#include <QElapsedTimer>
#include <QJsonDocument>

#include <cstdio>

using namespace coupe;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype BodySize = 20 * 1024 * 1024;
constexpr int Rounds = 9;
constexpr double Target = 3.0;

/// What CI ships: two apps to three environments, with the variables of a pipeline.
gimlet::Artifact artifact(int number)
{
    const QString name = u"service-%1"_s.arg(number % 40);
    gimlet::Artifact artifact;
    artifact.id = u"acme/%1-fe334be2-4bb4-4e8a-86cb-%2"_s.arg(name).arg(number, 12, 10, QChar(u'0'));
    artifact.created = QDateTime::fromSecsSinceEpoch(1'700'000'000 + number * 60, Qt::UTC);
    artifact.version = {.repositoryName = u"acme/"_s + name,
        .sha = u"%1"_s.arg(number, 40, 16, QChar(u'a')),
        .created = QDateTime::fromSecsSinceEpoch(1'700'000'000 + number * 59, Qt::UTC),
        .branch = number % 3 ? u"main"_s : u"feature/checkout-%1"_s.arg(number),
        .event = number % 3 ? gimlet::GitEvent::Push : gimlet::GitEvent::PullRequest,
        .sourceBranch = {},
        .targetBranch = {},
        .tag = {},
        .authorName = u"Zoë Müller"_s,
        .authorEmail = u"zoe@acme.example"_s,
        .committerName = u"GitHub"_s,
        .committerEmail = u"noreply@github.com"_s,
        .message =
            u"Fix the rounding of %1 at checkout\n\nThe total was off by one cent when \"discounts\" were combined."_s
                .arg(name),
        .url = u"https://github.com/acme/%1/commit/%2"_s.arg(name).arg(number, 40, 16, QChar(u'a'))};
    for (int app = 0; app < 2; ++app) {
        for (const QString &env : {u"staging"_s, u"production"_s, u"production-eu"_s}) {
            gimlet::Manifest manifest;
            manifest.app = name + (app ? u"-worker"_s : QString());
            manifest.env = env;
            manifest.namespaceName = u"default"_s;
            manifest.deploy = gimlet::DeployPolicy{{}, u"main"_s, gimlet::GitEvent::Push, {}};
            manifest.chart = gimlet::Chart{u"https://chart.onechart.dev"_s, u"onechart"_s, u"0.32.0"_s};
            manifest.values = {{u"replicas"_s, 2},
                {u"image"_s, QJsonObject{{u"repository"_s, u"ghcr.io/acme/"_s + name}, {u"tag"_s, u"{{ .SHA }}"_s}}},
                {u"ingress"_s, QJsonObject{{u"host"_s, name + u".acme.example"_s}, {u"tlsEnabled"_s, true}}},
                {u"vars"_s, QJsonObject{{u"LOG_LEVEL"_s, u"info"_s}, {u"DATABASE_HOST"_s, u"db.internal"_s}}}};
            artifact.environments.append(manifest);
        }
    }
    for (int variable = 0; variable < 30; ++variable)
        artifact.vars.insert(u"GITHUB_VARIABLE_%1"_s.arg(variable), u"value %1 of run %2"_s.arg(variable).arg(number));
    artifact.context = artifact.vars;
    artifact.items = {{{u"name"_s, u"CI"_s}, {u"url"_s, u"https://ci.example/runs/%1"_s.arg(number)}}};
    return artifact;
}

QByteArray body(qsizetype *count)
{
    QByteArray bytes = "[";
    for (*count = 0; bytes.size() < BodySize; ++*count) {
        if (*count > 0)
            bytes += ',';
        bytes += QJsonDocument(toJson(artifact(int(*count)))).toJson(QJsonDocument::Compact);
    }
    return bytes + ']';
}

double median(QList<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

} // namespace

int main()
{
    qsizetype count = 0;
    const QByteArray bytes = body(&count);
    QList<double> alone;
    QList<double> whole;
    for (int round = 0; round < Rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        {
            const QJsonDocument document = QJsonDocument::fromJson(bytes);
            alone.append(double(timer.nsecsElapsed()) / 1e6);
            if (!document.isArray())
                return 2;
        }
        timer.start();
        const auto json = client::jsonOf({200, bytes, {}, {}, true});
        const auto artifacts = json ? client::ListArtifacts::parse(*json) : std::unexpected(json.error());
        whole.append(double(timer.nsecsElapsed()) / 1e6);
        if (!artifacts || artifacts->size() != count)
            return 2;
    }
    const double ratio = median(whole) / median(alone);
    std::printf("Decoding %.1f MB of /api/artifacts, %lld artifacts, median of %d\n",
        double(bytes.size()) / 1024 / 1024, static_cast<long long>(count), Rounds);
    std::printf("| %-34s | %9s |\n|%s|%s|\n", "", "ms", "------------------------------------", "-----------");
    std::printf("| %-34s | %9.1f |\n", "QJsonDocument::fromJson alone", median(alone));
    std::printf("| %-34s | %9.1f |\n", "to QList<Artifact>", median(whole));
    std::printf("| %-34s | %8.2fx |\n", "ratio (target: at most 3x)", ratio);
    return ratio <= Target ? 0 : 1;
}
