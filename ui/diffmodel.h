#pragma once

#include <workspace/comparison.h>

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace coupe::ui {

/// The lines of one file in two states: side by side, or below one another. Texts are plain, and marked words are told
/// as places in them.
class DiffModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(bool unified READ unified NOTIFY unifiedChanged FINAL)
    Q_PROPERTY(int longest READ longest NOTIFY extentChanged FINAL)
    Q_PROPERTY(int digits READ digits NOTIFY extentChanged FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of CompareController")

public:
    enum Role {
        KindRole = Qt::UserRole + 1,
        BeforeNumberRole, ///< 0: no line on this side
        BeforeLineRole,
        BeforeWordsRole, ///< from, length, from, length …
        AfterNumberRole,
        AfterLineRole,
        AfterWordsRole,
        FoldTextRole,
        RowNameRole, ///< the whole row for screen readers
    };
    /// As workspace::LineKind.
    enum Kind { Unknown, Context, Added, Removed, Changed, Folded };
    Q_ENUM(Kind)
    /// What is copied of lines: as one side has them, or as a diff with signs.
    enum Part { Before, After, Both };
    Q_ENUM(Part)

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return int(m_rows.size()); }
    bool unified() const { return m_unified; }
    /// The columns of a fixed-width font that the longest line takes.
    int longest() const { return m_longest; }
    /// Of the highest line number.
    int digits() const { return m_digits; }

    /// Another file, or none: starts at its top.
    void setFile(const workspace::FileComparison &file);
    void setUnified(bool unified);

    /// The row, if it stands for folded lines.
    const workspace::DiffRow *foldAt(int row) const;
    /// Puts @p lines, side by side, where @p fold stands.
    void unfold(const workspace::DiffRow &fold, const QList<workspace::DiffRow> &lines);

    Q_INVOKABLE int kindAt(int row) const;
    /// The lines from @p first to @p last, one a line, to be copied.
    Q_INVOKABLE QString copyText(int first, int last, coupe::ui::DiffModel::Part part) const;

Q_SIGNALS:
    void countChanged();
    void unifiedChanged();
    void extentChanged();

private:
    void reset();
    void measure();

    workspace::FileComparison m_file; ///< side by side, with what was unfolded
    QList<workspace::DiffRow> m_rows; ///< as they are shown
    bool m_unified = false;
    int m_longest = 0;
    int m_digits = 1;
};

} // namespace coupe::ui
