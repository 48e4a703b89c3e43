#pragma once

#include <demo/company.h>
#include <demo/localhttp.h>
#include <gimlet/artifact.h>
#include <gimlet/release.h>

namespace coupe::demo {

/// What the service of a company says, asked over its API. Blocks.
class Board
{
public:
    explicit Board(const Company &company);

    QList<gimlet::Release> releases(const QString &environment, const QString &app = {}); ///< newest first
    QMap<QString, std::optional<gimlet::Release>> status(const QString &environment);
    QList<gimlet::Artifact> artifacts();
    /// What is wanted now, with what Flux said of it.
    gimlet::Release current(const QString &environment, const QString &app);
    /// Every release in order, without what differs from one service to the next.
    QStringList summary();
    /// The id of the event.
    QString deploy(const QString &environment, const QString &app, const QString &artifactId);
    QString rollBack(const QString &environment, const QString &app, const QString &gitopsCommit);

private:
    template <typename T> QList<T> list(const QByteArray &target);

    const Company &m_company;
    LocalHttp m_http;
};

} // namespace coupe::demo
