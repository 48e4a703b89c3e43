#pragma once

#include <ui/valuechangemodel.h>
#include <workspace/gitopsrepos.h>

#include <QObject>
#include <qqmlregistration.h>

namespace coupe::ui {

/// The manifest values that a dialog's action changes, or that differ between two places: the values, how many, and
/// what the figure means. Where they cannot be told it says why.
class ManifestChanges : public QObject
{
    Q_OBJECT
    Q_PROPERTY(coupe::ui::ValueChangeModel *values READ values CONSTANT FINAL)
    Q_PROPERTY(QString title READ title NOTIFY changed FINAL)
    Q_PROPERTY(QString note READ note NOTIFY changed FINAL)
    Q_PROPERTY(QString beforeName READ beforeName NOTIFY changed FINAL)
    Q_PROPERTY(QString afterName READ afterName NOTIFY changed FINAL)
    Q_PROPERTY(int leftOut READ leftOut NOTIFY changed FINAL)
    Q_PROPERTY(bool busy READ busy NOTIFY changed FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of a controller")

public:
    /// How a comparison is called.
    struct Words {
        QString none; ///< nothing differs
        QString one;
        QString many; ///< with %1 for the number
        QString note; ///< what stands below; may be empty
        QString before; ///< the head of a column
        QString after;
    };
    /// What an action does to what is there now.
    static Words wordsOfAction(const QString &note = {});

    explicit ManifestChanges(workspace::GitopsRepos &gitops, QObject *parent = nullptr);

    ValueChangeModel *values() { return &m_values; }
    QString title() const { return m_title; }
    QString note() const { return m_note; }
    QString beforeName() const { return m_before; }
    QString afterName() const { return m_after; }
    int leftOut() const { return m_leftOut; } ///< values that are more than a dialog lists
    bool busy() const { return m_comparing.isRunning(); }

    void compare(const workspace::FolderAt &before, const workspace::FolderAt &after, const Words &words);
    /// With a folder that no commit has; see GitopsRepos::compareWith(). When it cannot be made @p otherwise is called,
    /// if there is one.
    void compareWith(const workspace::FolderAt &before, std::function<Result<gitops::Folder>()> after,
        const Words &words, std::function<void()> otherwise = {});
    /// Nothing is known, and why; empty: nothing to say.
    void clear(const QString &why = {});

Q_SIGNALS:
    void changed();

private:
    void take(const QString &app, const Words &words, const Result<workspace::Comparison> &comparison);

    workspace::GitopsRepos &m_gitops;
    ValueChangeModel m_values;
    QString m_title;
    QString m_note;
    QString m_before;
    QString m_after;
    int m_leftOut = 0;
    Task m_comparing;
};

} // namespace coupe::ui
