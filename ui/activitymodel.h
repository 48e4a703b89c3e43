#pragma once

#include <base/clock.h>
#include <workspace/activity.h>

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace coupe::ui {

/// A line of Activity: the head of a group, or a request as a rail.
struct ActivityLine {
    bool isGroup = false;
    QString title;
    int count = 0;
    workspace::ActivityItem item;

    QString key() const { return isGroup ? u'/' + title : item.id; }
    bool operator==(const ActivityLine &) const = default;
};

class ActivityModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Part of ActivityController")

public:
    enum Role {
        IsGroupRole = Qt::UserRole + 1,
        TitleRole,
        GroupCountRole,
        RequestIdRole,
        VerbRole,
        PlaceWordRole, ///< before the environment: to, in, from
        AppRole,
        VersionRole,
        EnvironmentRole,
        ProtectedRole,
        ByTextRole,
        StepStatesRole,
        StepWordsRole,
        StepNotesRole,
        ShapeRole,
        WordRole,
        DurationRole,
        MessageRole,
        ServerWordsRole,
        UnknownOutcomeRole,
        RunningRole,
        ExactTimeRole,
        RowNameRole,
    };

    explicit ActivityModel(const Clock &clock, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &) const override { return 1; }
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    void setLines(QList<ActivityLine> lines);
    /// Ages of running requests, or of all.
    void refreshAges(bool runningOnly);
    const ActivityLine *line(int row) const;

private:
    friend class RowMerge;
    QStringList stepNotes(const workspace::ActivityItem &item) const;

    const Clock &m_clock;
    QList<ActivityLine> m_lines;
};

} // namespace coupe::ui
