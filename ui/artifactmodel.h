#pragma once

#include <workspace/session.h>

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace coupe::ui {

/// The artifact list, newest first: what the feed read, with where each is live. Asks the feed for more by itself.
class ArtifactModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Part of ArtifactsController")

public:
    enum Role {
        ArtifactIdRole = Qt::UserRole + 1,
        AppsRole,
        VersionRole,
        SubjectRole,
        RefRole, ///< branch, or tag
        RefIconRole,
        AuthorRole,
        AgeRole,
        ExactTimeRole,
        LiveInRole,
        RowNameRole,
    };

    explicit ArtifactModel(workspace::Session &session, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    const gimlet::Artifact *artifact(int row) const;
    int rowOf(const QString &artifactId) const;
    void refreshAges();

private:
    void insertFromFeed(qsizetype first, qsizetype count);
    void resetFromFeed();
    QStringList shortened(const QStringList &names) const;
    QStringList liveIn(const gimlet::Artifact &artifact) const;

    workspace::Session &m_session;
    QList<gimlet::Artifact> m_artifacts;
    QHash<QString, QStringList> m_liveIn;
};

/// The apps an artifact can deploy, named once each: "storefront, catalog".
QString appsOf(const gimlet::Artifact &artifact);

} // namespace coupe::ui
