#pragma once

#include <ui/historydetail.h>
#include <ui/historyfilter.h>
#include <ui/historymodel.h>
#include <ui/ticker.h>

namespace coupe::ui {

/// The History place: everything that happened in the environments, what it is narrowed to, and the chosen change. The
/// choice is kept through every refresh.
class HistoryController : public QObject
{
    Q_OBJECT
    Q_PROPERTY(Status status READ status NOTIFY statusChanged FINAL)
    Q_PROPERTY(coupe::ui::HistoryModel *model READ model CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::HistoryFilter *filter READ filter CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::HistoryDetail *detail READ detail CONSTANT FINAL)
    Q_PROPERTY(int currentRow READ currentRow NOTIFY selectionChanged FINAL)
    Q_PROPERTY(bool hasSelection READ hasSelection NOTIFY selectionChanged FINAL)
    Q_PROPERTY(QList<QString> environments READ environments NOTIFY choicesChanged FINAL)
    Q_PROPERTY(QList<QString> environmentChoices READ environmentChoices NOTIFY choicesChanged FINAL)
    Q_PROPERTY(QList<QString> environmentIcons READ environmentIcons NOTIFY choicesChanged FINAL)
    Q_PROPERTY(int environmentIndex READ environmentIndex NOTIFY environmentIndexChanged FINAL)
    Q_PROPERTY(QList<QString> apps READ apps NOTIFY choicesChanged FINAL)
    Q_PROPERTY(QList<QString> people READ people NOTIFY choicesChanged FINAL)
    Q_PROPERTY(QList<QString> repositories READ repositories NOTIFY choicesChanged FINAL)
    Q_PROPERTY(QString countText READ countText NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString asOfText READ asOfText NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString busyText READ busyText NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString problemText READ problemText NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString problemWords READ problemWords NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString noticeText READ noticeText NOTIFY statusChanged FINAL)
    Q_PROPERTY(QList<QString> removedBy READ removedBy NOTIFY removedByChanged FINAL)
    Q_PROPERTY(QString compareText READ compareText NOTIFY marksChanged FINAL)
    Q_PROPERTY(bool canCompare READ canCompare NOTIFY marksChanged FINAL)
    Q_PROPERTY(QString exportProblem READ exportProblem NOTIFY exportEnded FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of AppController")

public:
    enum Status { NoSource, Loading, Empty, Failed, Ready };
    Q_ENUM(Status)

    HistoryController(workspace::Session &session, Ticker &ticker, QObject *parent = nullptr);

    Status status() const;
    HistoryModel *model() { return &m_model; }
    HistoryFilter *filter() { return &m_filter; }
    HistoryDetail *detail() { return &m_detail; }
    int currentRow() const { return m_row; }
    bool hasSelection() const { return m_selected.has_value(); }
    QStringList environments() const { return m_environments; }
    QStringList environmentChoices() const; ///< "All", then the environments
    QStringList environmentIcons() const; ///< a lock for those that are protected
    int environmentIndex() const;
    QStringList apps() const { return m_names.apps; }
    QStringList people() const { return m_names.people; }
    QStringList repositories() const { return m_names.repositories; }
    QString countText() const;
    QString asOfText() const;
    QString busyText() const;
    QString problemText() const;
    QString problemWords() const;
    QString noticeText() const; ///< a rewritten history, a mirror that was set aside
    QStringList removedBy() const { return m_removedBy; } ///< "Kind Delete: 12 without it"
    QString compareText() const;
    bool canCompare() const { return m_markA && m_markB; }
    QString exportProblem() const { return m_exportProblem; }

    /// Reads the list when it is looked at for the first time.
    Q_INVOKABLE void open();
    Q_INVOKABLE void chooseEnvironment(int index);
    Q_INVOKABLE void select(int row);
    Q_INVOKABLE void moveSelection(int rows);
    Q_INVOKABLE void clearSelection();
    /// Marks a row as the older or newer side of a comparison, or takes its mark away. The first two marked are A and
    /// B; marking a third lets the older mark go.
    Q_INVOKABLE void toggleMark(int row);
    Q_INVOKABLE void compareMarked();
    Q_INVOKABLE void compareWithPrevious();
    Q_INVOKABLE void compareWithCurrent();
    /// Takes away what removedBy() names at @p index.
    Q_INVOKABLE void dropFilter(int index);
    Q_INVOKABLE void retry();
    Q_INVOKABLE void cancel();
    /// Where an export goes unless the person says otherwise: in the Documents folder, named after what is listed.
    Q_INVOKABLE QString exportPath(bool json) const;
    Q_INVOKABLE bool fileExists(const QString &path) const;
    /// Writes what is listed to a file; JSON where its name ends so, else CSV.
    Q_INVOKABLE void exportTo(const QString &path);
    /// Narrows to one app in one environment, and chooses a change there if one is named.
    Q_INVOKABLE void show(const QString &environment, const QString &app, const QString &commit = {});

Q_SIGNALS:
    void statusChanged();
    void selectionChanged();
    void choicesChanged();
    void environmentIndexChanged();
    void marksChanged();
    void removedByChanged();
    void exportEnded(int rows); ///< -1: failed, see exportProblem
    /// Two states of apps are to be compared: the older first.
    void comparisonWanted(const coupe::gitops::Change &before, const coupe::gitops::Change &after);

private:
    void load();
    void takeKeys(const Result<QList<workspace::ChangeKey>> &keys, bool complete);
    void askWhy();
    void collectChoices();
    void keepSelection();
    void selectKey(std::optional<workspace::ChangeKey> key);
    void writeExport(const QString &path, const QList<gitops::Change> &changes);

    workspace::Session &m_session;
    workspace::GitopsRepos &m_gitops;
    HistoryFilter m_filter;
    HistoryModel m_model;
    HistoryDetail m_detail;
    bool m_isOpen = false;
    bool m_loaded = false; ///< the keys of the present filter are there
    bool m_complete = false; ///< all of them
    Error m_error;
    qint64 m_total = -1; ///< of the environment, unfiltered
    QStringList m_environments;
    workspace::HistoryNames m_names;
    QStringList m_removedBy;
    QList<gitops::FilterPart> m_removedParts;
    std::optional<workspace::ChangeKey> m_selected;
    int m_row = -1;
    std::optional<workspace::ChangeKey> m_markA;
    std::optional<workspace::ChangeKey> m_markB;
    QString m_wantedCommit; ///< to be chosen once it is found
    QString m_exportProblem;
    Task m_loading;
    Task m_asking;
    Task m_naming;
    Task m_counting;
    Task m_finding;
    Task m_comparing;
    Task m_exporting;
    Worker m_writer;
};

} // namespace coupe::ui
