#include "comparefixture.h"

using namespace coupe;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int Patience = 20'000;

const QStringList tags{u"4c11b0d"_s, u"5d3e6c8"_s, u"7a31c0e"_s, u"8f02a91"_s, u"91be07d"_s};
const QStringList people{u"priya"_s, u"marta.k"_s, u"priya"_s, u"policy"_s, u"jonas.w"_s};

} // namespace

QByteArray CompareFixture::deployment(const QByteArray &tag, const QByteArray &memory, bool check)
{
    QByteArray text =
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: payments\n  labels:\n    app: payments\n"
        "spec:\n  replicas: 3\n  selector:\n    matchLabels:\n      app: payments\n  template:\n"
        "    metadata:\n      labels:\n        app: payments\n    spec:\n      containers:\n"
        "        - name: payments\n          image: registry.acme.example/payments:"
        + tag + "\n          env:\n            - name: CAPTURE_MODE\n              value: queue\n";
    if (check)
        text += "            - name: MANDATE_CHECK\n              value: before-capture\n";
    text +=
        "          resources:\n            limits:\n              memory: " + memory + "\n              cpu: 500m\n";
    text += "          ports:\n            - containerPort: 8080\n          readinessProbe:\n            httpGet:\n"
            "              path: /healthz\n              port: 8080\n            periodSeconds: 5\n"
            "          livenessProbe:\n            httpGet:\n              path: /healthz\n              port: 8080\n"
            "      terminationGracePeriodSeconds: 30\n";
    return text;
}

QByteArray CompareFixture::secret(const QByteArray &password)
{
    return "apiVersion: v1\nkind: Secret\nmetadata:\n  name: payments\ntype: Opaque\ndata:\n  DB_PASSWORD: " + password
        + "\n  DB_USER: cGF5bWVudHM=\n";
}

QMap<QString, QByteArray> CompareFixture::files(int release)
{
    const QByteArray tag = tags[release].toUtf8();
    const QByteArray sum = QByteArray::number(0xabcdef00U + uint(release), 16).repeated(8);
    QMap<QString, QByteArray> files;
    files[u"deployment.yaml"_s] = deployment(tag, release < 3 ? "256Mi" : "384Mi", release == 4);
    files[u"secret.yaml"_s] = secret(release < 4 ? FirstPassword : SecondPassword);
    files[u"worker.yaml"_s] =
        "apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: payments-sweep\n  annotations:\n    checksum/config: "
        + sum + "\nspec:\n  schedule: \"0 4 * * *\"\n";
    files[u"service.yaml"_s] =
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: payments\nspec:\n  ports:\n    - port: 80\n";
    return files;
}

CompareFixture::CompareFixture()
{
    for (int i = 0; i < tags.size(); ++i)
        commits << release(u"payments"_s, u"production"_s, tags[i], people[i], files(i));
    stagingCommit = release(u"payments"_s, u"staging"_s, tags.last(), people.last(), files(4));
    gitops = std::make_unique<workspace::GitopsRepos>(
        QList<workspace::GitopsSource>{{repo.path(), {}}}, m_folder.path(), repo.clock);
}

QString CompareFixture::release(const QString &app, const QString &environment, const QString &artifact,
    const QString &person, const QMap<QString, QByteArray> &files)
{
    repo.clock.advance(26h);
    gimlet::Release release = GitRepo::release(app, artifact, environment);
    release.triggeredBy = person;
    const auto written = repo.writer().writeRelease(GitRepo::layout(environment), release, files);
    return written ? written->hash() : written.error().message + written.error().detail;
}

void CompareFixture::catchUp()
{
    const QString head = repo.git({u"rev-parse"_s, u"main"_s});
    if (gitops->oldestAsOf().isValid())
        gitops->refresh();
    else
        gitops->start();
    QTRY_COMPARE_WITH_TIMEOUT(gitops->status(0).last.head, head, Patience);
}

ui::CompareSide CompareFixture::side(int release, const QString &environment) const
{
    ui::CompareSide side;
    const bool isStaging = environment == u"staging"_s;
    side.at = {environment, u"payments"_s, isStaging ? stagingCommit : commits[release]};
    side.version = tags[release];
    side.when = u"%1 Nov"_s.arg(8 + release);
    side.exact = u"%1 Nov 2026 14:20:03, 13:20:03 UTC"_s.arg(8 + release);
    side.environment = environment;
    return side;
}
