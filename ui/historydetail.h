#pragma once

#include <workspace/session.h>

#include <QObject>
#include <qqmlregistration.h>

namespace coupe::ui {

/// The chosen change of the history in words, ready to be drawn.
struct HistoryFacts {
    Q_GADGET
    QML_VALUE_TYPE(historyFacts)
    Q_PROPERTY(QString app MEMBER app)
    Q_PROPERTY(QString environment MEMBER environment)
    Q_PROPERTY(bool isProtected MEMBER isProtected)
    Q_PROPERTY(QString kind MEMBER kind)
    Q_PROPERTY(QString kindIcon MEMBER kindIcon)
    Q_PROPERTY(QString shape MEMBER shape)
    Q_PROPERTY(QString word MEMBER word)
    Q_PROPERTY(QString statusText MEMBER statusText)
    Q_PROPERTY(QString statusWords MEMBER statusWords)
    Q_PROPERTY(QString version MEMBER version)
    Q_PROPERTY(QString sha MEMBER sha)
    Q_PROPERTY(QString branch MEMBER branch)
    Q_PROPERTY(QString subject MEMBER subject)
    Q_PROPERTY(QString author MEMBER author)
    Q_PROPERTY(QString by MEMBER by)
    Q_PROPERTY(QString when MEMBER when)
    Q_PROPERTY(QString age MEMBER age)
    Q_PROPERTY(QString exact MEMBER exact)
    Q_PROPERTY(QString lived MEMBER lived)
    Q_PROPERTY(QString artifactId MEMBER artifactId)
    Q_PROPERTY(QString commitUrl MEMBER commitUrl)
    Q_PROPERTY(QStringList linkNames MEMBER linkNames)
    Q_PROPERTY(QStringList linkUrls MEMBER linkUrls)
    Q_PROPERTY(QString gitopsHash MEMBER gitopsHash)
    Q_PROPERTY(QString gitopsHashFull MEMBER gitopsHashFull)
    Q_PROPERTY(QString gitopsMessage MEMBER gitopsMessage)
    Q_PROPERTY(QString reverts MEMBER reverts)
    Q_PROPERTY(QString recordProblem MEMBER recordProblem)
    Q_PROPERTY(bool isRelease MEMBER isRelease)
    Q_PROPERTY(QString rollBackOff MEMBER rollBackOff)
    Q_PROPERTY(QString redeployOff MEMBER redeployOff)

public:
    QString app;
    QString environment;
    bool isProtected = false;
    QString kind;
    QString kindIcon;
    QString shape;
    QString word;
    QString statusText;
    QString statusWords; ///< the server's
    QString version;
    QString sha;
    QString branch;
    QString subject;
    QString author;
    QString by;
    QString when;
    QString age;
    QString exact;
    QString lived;
    QString artifactId;
    QString commitUrl;
    QStringList linkNames; ///< CI's
    QStringList linkUrls;
    QString gitopsHash;
    QString gitopsHashFull;
    QString gitopsMessage;
    QString reverts;
    QString recordProblem;
    bool isRelease = false; ///< it can be gone back to, or deployed again
    QString rollBackOff; ///< why it cannot be rolled back to
    QString redeployOff; ///< why it cannot be deployed again

    bool operator==(const HistoryFacts &) const = default;
};

/// What the panel beside the history shows.
class HistoryDetail : public QObject
{
    Q_OBJECT
    Q_PROPERTY(coupe::ui::HistoryFacts facts READ facts NOTIFY factsChanged FINAL)
    Q_PROPERTY(QList<QString> files READ files NOTIFY filesChanged FINAL)
    Q_PROPERTY(QString filesText READ filesText NOTIFY filesChanged FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of HistoryController")

public:
    explicit HistoryDetail(workspace::Session &session, QObject *parent = nullptr);

    HistoryFacts facts() const { return m_facts; }
    QStringList files() const { return m_files; } ///< "+ deployment.yaml"
    QString filesText() const { return m_filesText; }
    const std::optional<gitops::Change> &change() const { return m_change; }

    void show(const gitops::Change &change);
    void clear();
    /// Ages, the API's words and what is allowed again, for the same change.
    void refresh();

Q_SIGNALS:
    void factsChanged();
    void filesChanged();

private:
    HistoryFacts factsOf(const gitops::Change &change) const;
    void addArtifact(HistoryFacts &facts) const;
    void readFiles();
    void setFiles(QStringList files, QString text);

    workspace::Session &m_session;
    std::optional<gitops::Change> m_change;
    HistoryFacts m_facts;
    QStringList m_files;
    QString m_filesText;
    Task m_readingFiles;
};

} // namespace coupe::ui
