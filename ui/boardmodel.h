#pragma once

#include <base/clock.h>
#include <ui/boardrows.h>

#include <QAbstractTableModel>
#include <qqmlregistration.h>

namespace coupe::ui {

/// The matrix for table views: column 0 names the app (or the group), column i + 1 is environment i. Merges row by row.
class BoardModel : public QAbstractTableModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Part of OverviewController")

public:
    enum Role {
        IsGroupRole = Qt::UserRole + 1,
        TitleRole,
        SubtitleRole,
        GroupCountRole,
        PresentRole,
        ShapeRole,
        WordRole,
        ReasonRole,
        VersionRole,
        AgeRole,
        BehindRole,
        FailedRole,
        CellNameRole, ///< what a screen reader says
    };
    Q_ENUM(Role)

    explicit BoardModel(const Clock &clock, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    void setEnvironments(const QStringList &names);
    void setLines(QList<BoardLine> lines);
    void refreshAges();

    const QList<BoardLine> &lines() const { return m_lines; }
    int rowOf(const QString &app, const QString &repository) const;
    Q_INVOKABLE bool isGroup(int row) const { return row >= 0 && row < m_lines.size() && m_lines[row].isGroup; }

private:
    friend class RowMerge;
    QVariant titleData(const BoardLine &line, int role) const;
    QVariant cellData(const BoardLine &line, int environment, int role) const;
    QString cellName(const BoardLine &line, int environment) const;

    const Clock &m_clock;
    QStringList m_environments;
    QList<BoardLine> m_lines;
};

} // namespace coupe::ui
