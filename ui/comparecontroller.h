#pragma once

#include <ui/diffmodel.h>
#include <ui/trailcontroller.h>
#include <ui/valuechangemodel.h>

#include <QObject>
#include <qqmlregistration.h>

#include <optional>

namespace coupe::ui {

/// One side of a comparison, and how it is called on the screen. The texts may come from outside.
struct CompareSide {
    workspace::FolderAt at;
    QString version; ///< "7a31c0e"
    QString when; ///< "8 Nov 09:40", or what stands for it, such as "now"
    QString exact; ///< the full time, for the tip
    QString environment;
    std::optional<QDateTime> time; ///< UTC; none: what is current
};

/// What stands above a comparison, ready to be drawn.
struct CompareFacts {
    Q_GADGET
    QML_VALUE_TYPE(compareFacts)
    Q_PROPERTY(QString subject MEMBER subject)
    Q_PROPERTY(QString beforeVersion MEMBER beforeVersion)
    Q_PROPERTY(QString beforeWhen MEMBER beforeWhen)
    Q_PROPERTY(QString beforeTip MEMBER beforeTip)
    Q_PROPERTY(QString afterVersion MEMBER afterVersion)
    Q_PROPERTY(QString afterWhen MEMBER afterWhen)
    Q_PROPERTY(QString afterTip MEMBER afterTip)
    Q_PROPERTY(QString name MEMBER name)

public:
    QString subject; ///< "payments in production", "payments in staging and production"
    QString beforeVersion;
    QString beforeWhen; ///< with the environment where the sides have two
    QString beforeTip;
    QString afterVersion;
    QString afterWhen;
    QString afterTip;
    QString name; ///< all of it, for screen readers

    bool operator==(const CompareFacts &) const = default;
};

/// The file that is shown, in words.
struct CompareFileFacts {
    Q_GADGET
    QML_VALUE_TYPE(compareFileFacts)
    Q_PROPERTY(QString path MEMBER path)
    Q_PROPERTY(QString stateText MEMBER stateText)
    Q_PROPERTY(QString why MEMBER why)
    Q_PROPERTY(QString positionText MEMBER positionText)
    Q_PROPERTY(int added MEMBER added)
    Q_PROPERTY(int removed MEMBER removed)

public:
    QString path; ///< "production/payments/deployment.yaml"
    QString stateText; ///< "New file", "Removed file"; often empty
    QString why; ///< a remark; where there are no lines, the reason
    QString positionText; ///< "File 1 of 2"
    int added = 0; ///< lines
    int removed = 0;

    bool operator==(const CompareFileFacts &) const = default;
};

/// Two states of an app side by side: the values that differ, and the lines of each file. What is on the screen stays
/// until what replaces it is there.
class CompareController : public QObject
{
    Q_OBJECT
    Q_PROPERTY(Phase phase READ phase NOTIFY phaseChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY phaseChanged FINAL)
    Q_PROPERTY(QString problemWords READ problemWords NOTIFY phaseChanged FINAL)
    Q_PROPERTY(coupe::ui::CompareFacts facts READ facts NOTIFY factsChanged FINAL)
    Q_PROPERTY(QString note READ note WRITE setNote NOTIFY factsChanged FINAL)
    Q_PROPERTY(bool narrow READ narrow WRITE setNarrow NOTIFY unifiedChanged FINAL)
    Q_PROPERTY(bool unified READ unified WRITE setUnified NOTIFY unifiedChanged FINAL)
    Q_PROPERTY(bool showFolded READ showFolded WRITE setShowFolded NOTIFY resultChanged FINAL)
    Q_PROPERTY(QString valuesText READ valuesText NOTIFY resultChanged FINAL)
    Q_PROPERTY(QString foldedText READ foldedText NOTIFY resultChanged FINAL)
    Q_PROPERTY(QString foldedAction READ foldedAction NOTIFY resultChanged FINAL)
    Q_PROPERTY(QString notesText READ notesText NOTIFY resultChanged FINAL)
    Q_PROPERTY(QList<QString> files READ files NOTIFY resultChanged FINAL)
    Q_PROPERTY(int currentFile READ currentFile WRITE setCurrentFile NOTIFY fileChanged FINAL)
    Q_PROPERTY(coupe::ui::CompareFileFacts file READ file NOTIFY fileChanged FINAL)
    Q_PROPERTY(coupe::ui::ValueChangeModel *values READ values CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::DiffModel *diff READ diff CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::TrailController *valueTrail READ valueTrail CONSTANT FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of AppController")

public:
    enum Phase {
        Closed,
        Loading,
        Ready, ///< something differs, though possibly nothing but what is folded away
        Same,
        Failed,
    };
    Q_ENUM(Phase)

    /// Both outlive the controller.
    CompareController(workspace::GitopsRepos &gitops, const Clock &clock, QObject *parent = nullptr);

    Phase phase() const { return m_phase; }
    QString problem() const { return m_problem.message; }
    QString problemWords() const;
    CompareFacts facts() const { return m_facts; }
    QString note() const { return m_note; }
    bool narrow() const { return m_narrow; }
    bool unified() const { return m_narrow ? m_unifiedNarrow : m_unifiedWide; }
    bool showFolded() const { return m_showFolded; }
    QString valuesText() const;
    QString foldedText() const;
    QString foldedAction() const;
    QString notesText() const;
    QStringList files() const;
    int currentFile() const { return m_currentFile; }
    CompareFileFacts file() const;
    ValueChangeModel *values() { return &m_values; }
    DiffModel *diff() { return &m_diff; }
    TrailController *valueTrail() { return &m_trail; }

    /// Compares @p before (A) with @p after (B); takes the place of what is open.
    void open(const CompareSide &before, const CompareSide &after);
    /// A few words behind the sides, such as "11 commits between"; gone with the next open() or swap().
    void setNote(const QString &note);
    /// Too narrow for two columns: below one another, until the person says otherwise.
    void setNarrow(bool narrow);
    void setUnified(bool unified);
    void setShowFolded(bool show);
    void setCurrentFile(int file);

    Q_INVOKABLE void close();
    Q_INVOKABLE void retry();
    Q_INVOKABLE void swap();
    Q_INVOKABLE void nextFile();
    Q_INVOKABLE void previousFile();
    /// Shows the lines that @p row of the diff stands for.
    Q_INVOKABLE void unfold(int row);
    /// Opens which releases changed the value at @p valueRow.
    Q_INVOKABLE void trail(int valueRow);

Q_SIGNALS:
    void phaseChanged();
    void factsChanged();
    void unifiedChanged();
    void resultChanged();
    void fileChanged();
    /// A change was chosen in the trail of a value.
    void changeWanted(const QString &environment, const QString &app, const QString &commit);

private:
    void setPhase(Phase phase, Error problem = {});
    void compare();
    void take(const Result<workspace::Comparison> &result);
    void show(workspace::Comparison comparison);
    void showFile(int file);
    void forget();
    void gitopsChanged();
    void putUnfolded(const workspace::DiffRow &fold);
    CompareFacts factsOf() const;
    QString shownPath(const QString &path) const;
    const workspace::FileComparison *fileAt(qsizetype file) const;

    workspace::GitopsRepos &m_gitops;
    Phase m_phase = Closed;
    Error m_problem;
    CompareSide m_before;
    CompareSide m_after;
    CompareFacts m_facts;
    QString m_note;
    bool m_narrow = false;
    bool m_unifiedNarrow = true;
    bool m_unifiedWide = false;
    bool m_showFolded = false;
    workspace::Comparison m_comparison;
    QList<qsizetype> m_files; ///< those of the comparison that are shown
    int m_currentFile = -1;
    std::optional<workspace::Comparison> m_everything; ///< the same with every line, once one was unfolded
    ValueChangeModel m_values;
    DiffModel m_diff;
    TrailController m_trail;
    Task m_comparing;
    Task m_unfolding;
};

} // namespace coupe::ui
