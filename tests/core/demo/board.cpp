#include "board.h"

#include <QJsonObject>

namespace coupe::demo {

using namespace Qt::StringLiterals;

Board::Board(const Company &company) : m_company(company), m_http(company.url()) { }

template <typename T> QList<T> Board::list(const QByteArray &target)
{
    const auto json = m_http.get(target, m_company.token());
    if (!json)
        qFatal("%s: %s", target.constData(), qPrintable(json.error().message + json.error().detail));
    const auto items = gimlet::JsonDecoder::decodeList<T>(*json);
    if (!items)
        qFatal("%s: %s", target.constData(), qPrintable(items.error().detail));
    return *items;
}

QList<gimlet::Release> Board::releases(const QString &environment, const QString &app)
{
    QByteArray target = "/api/releases?limit=-1&since=2000-01-01T00:00:00Z&env=" + environment.toLatin1();
    if (!app.isEmpty())
        target += "&app=" + app.toLatin1();
    return list<gimlet::Release>(target);
}

QMap<QString, std::optional<gimlet::Release>> Board::status(const QString &environment)
{
    const auto json = m_http.get("/api/status?env=" + environment.toLatin1(), m_company.token());
    const auto apps = gimlet::JsonDecoder::decodeMap<gimlet::Release>(json.value_or(QJsonValue()));
    return apps.value_or(QMap<QString, std::optional<gimlet::Release>>{});
}

QList<gimlet::Artifact> Board::artifacts()
{
    return list<gimlet::Artifact>("/api/artifacts?limit=1000&offset=0");
}

gimlet::Release Board::current(const QString &environment, const QString &app)
{
    const auto all = releases(environment, app);
    const auto standing = std::ranges::find_if(all, [](const gimlet::Release &release) { return !release.rolledBack; });
    return standing == all.end() ? gimlet::Release() : *standing;
}

QStringList Board::summary()
{
    QStringList lines;
    for (const QString &environment : m_company.environments()) {
        for (const gimlet::Release &release : releases(environment)) {
            lines.append(QStringList{environment, release.app, release.version->sha, release.version->message,
                release.triggeredBy, release.gitopsCommitStatus, release.gitopsCommitStatusDesc,
                release.created.toString(Qt::ISODate), release.rolledBack ? u"rolled back"_s : QString()}
                    .join(u'|'));
        }
    }
    return lines;
}

QString Board::deploy(const QString &environment, const QString &app, const QString &artifactId)
{
    const gimlet::ReleaseRequest request{environment, app, artifactId, {}};
    const auto queued = m_http.post("/api/releases", m_company.token(), toJson(request));
    return queued ? queued->toObject().value("id"_L1).toString() : QString();
}

QString Board::rollBack(const QString &environment, const QString &app, const QString &gitopsCommit)
{
    const auto queued = m_http.post(
        "/api/rollback?env=" + environment.toLatin1() + "&app=" + app.toLatin1() + "&sha=" + gitopsCommit.toLatin1(),
        m_company.token());
    return queued ? queued->toObject().value("id"_L1).toString() : QString();
}

} // namespace coupe::demo
