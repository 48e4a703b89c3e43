#pragma once

#include <workspace/session.h>

#include <QAbstractListModel>
#include <QSet>
#include <QTimer>
#include <qqmlregistration.h>

namespace coupe::ui {

/// The history of environments, newest first. Knows how long the list is at once, and reads rows when they are looked
/// at, a block at a time; until then a row is not @c loaded and says nothing.
class HistoryModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of HistoryController")

public:
    enum Role {
        LoadedRole = Qt::UserRole + 1,
        KindIconRole,
        KindRole,
        ShapeRole,
        WordRole,
        AppRole,
        EnvironmentRole,
        VersionRole,
        WhatRole,
        ByRole,
        AuthorRole,
        WhenRole,
        AgeRole,
        LivedRole,
        ExactTimeRole,
        MarkRole, ///< "A" or "B" of a comparison, or empty
        RowNameRole, ///< the whole row for screen readers
    };

    explicit HistoryModel(workspace::Session &session, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &) const override { return 1; }
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return int(m_keys.size()); }
    /// Row by row; what was read of rows that stay is read again where it is looked at.
    void setKeys(QList<workspace::ChangeKey> keys);
    /// The history tells something else: flags of rows that stayed may have changed.
    void forgetChanges();

    std::optional<gitops::Change> changeAt(int row) const; ///< none while it was not read
    int rowOf(const workspace::ChangeKey &key) const;
    std::optional<workspace::ChangeKey> keyAt(int row) const;
    workspace::ReleaseState stateOf(const gitops::Change &change) const;
    /// The two sides of a comparison; position 0: none.
    void setMarks(std::optional<workspace::ChangeKey> a, std::optional<workspace::ChangeKey> b);
    void refreshAges();

Q_SIGNALS:
    void countChanged();
    void rowsRead(); ///< changeAt() may answer for more rows
    void readFailed(const coupe::Error &error);

private:
    void want(int row) const;
    void readWanted();
    void takeRead(const Result<QList<workspace::KeyedChange>> &read);
    void everyRowChanged(const QList<int> &roles);
    QVariant textOf(const gitops::Change &change, int role) const;

    workspace::Session &m_session;
    workspace::CommitWords m_words;
    QList<workspace::ChangeKey> m_keys; ///< newest first
    mutable QHash<workspace::ChangeKey, gitops::Change> m_read;
    QSet<workspace::ChangeKey> m_stale; ///< read, and possibly different by now
    mutable QSet<int> m_wanted; ///< blocks
    mutable QTimer m_wanting;
    std::optional<workspace::ChangeKey> m_markA;
    std::optional<workspace::ChangeKey> m_markB;
    std::pair<int, int> m_readingRows; ///< first and last row of the blocks that are being read
    Task m_reading;
};

} // namespace coupe::ui
