#pragma once

#include <base/clock.h>
#include <ui/pastreleasemodel.h>
#include <ui/versionmodel.h>
#include <workspace/session.h>

#include <QObject>
#include <qqmlregistration.h>

namespace coupe::ui {

/// The chosen cell of the matrix in words, ready to be drawn.
struct CellFacts {
    Q_GADGET
    QML_VALUE_TYPE(cellFacts)
    Q_PROPERTY(QString app MEMBER app)
    Q_PROPERTY(QString environment MEMBER environment)
    Q_PROPERTY(QString repository MEMBER repository)
    Q_PROPERTY(bool present MEMBER present)
    Q_PROPERTY(bool isProtected MEMBER isProtected)
    Q_PROPERTY(QString shape MEMBER shape)
    Q_PROPERTY(QString word MEMBER word)
    Q_PROPERTY(QString version MEMBER version)
    Q_PROPERTY(QString sha MEMBER sha)
    Q_PROPERTY(QString branch MEMBER branch)
    Q_PROPERTY(QString message MEMBER message)
    Q_PROPERTY(QString author MEMBER author)
    Q_PROPERTY(QString commitUrl MEMBER commitUrl)
    Q_PROPERTY(QString releasedBy MEMBER releasedBy)
    Q_PROPERTY(QString since MEMBER since)
    Q_PROPERTY(QString sinceAge MEMBER sinceAge)
    Q_PROPERTY(QString sinceExact MEMBER sinceExact)
    Q_PROPERTY(QString statusSentence MEMBER statusSentence)
    Q_PROPERTY(QString statusDetail MEMBER statusDetail)
    Q_PROPERTY(QString gitopsHash MEMBER gitopsHash)
    Q_PROPERTY(QString gitopsHashFull MEMBER gitopsHashFull)
    Q_PROPERTY(QString lastGood MEMBER lastGood)
    Q_PROPERTY(QString previousEnvironment MEMBER previousEnvironment)
    Q_PROPERTY(QString behindText MEMBER behindText)
    Q_PROPERTY(QString artifactId MEMBER artifactId)
    Q_PROPERTY(QString nextEnvironment MEMBER nextEnvironment)
    Q_PROPERTY(QString nextOff MEMBER nextOff)
    Q_PROPERTY(bool hasEarlier MEMBER hasEarlier)
    Q_PROPERTY(QString actOff MEMBER actOff)

public:
    QString app;
    QString environment;
    QString repository;
    bool present = false;
    bool isProtected = false;
    QString shape;
    QString word;
    QString version;
    QString sha;
    QString branch;
    QString message;
    QString author;
    QString commitUrl;
    QString releasedBy;
    QString since;
    QString sinceAge;
    QString sinceExact;
    QString statusSentence;
    QString statusDetail; ///< the server's words
    QString gitopsHash;
    QString gitopsHashFull;
    QString lastGood;
    QString previousEnvironment; ///< whose version this one is behind
    QString behindText;
    QString artifactId;
    QString nextEnvironment; ///< the next in promotion order; empty when this version is there, or there is none
    QString nextOff; ///< why it cannot be deployed there now
    bool hasEarlier = false; ///< there were other releases here
    QString actOff; ///< why nothing can be asked here now

    bool operator==(const CellFacts &) const = default;
};

/// What the detail panel of the Overview shows.
class CellDetail : public QObject
{
    Q_OBJECT
    Q_PROPERTY(coupe::ui::CellFacts facts READ facts NOTIFY factsChanged FINAL)
    Q_PROPERTY(coupe::ui::VersionModel *ahead READ ahead CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::PastReleaseModel *history READ history CONSTANT FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of OverviewController")

public:
    explicit CellDetail(const workspace::Session &session, QObject *parent = nullptr);

    CellFacts facts() const { return m_facts; }
    VersionModel *ahead() { return &m_ahead; }
    PastReleaseModel *history() { return &m_history; }

    QString nextEnvironment() const { return m_nextEnvironment; }

    void show(const workspace::Board &board, const QString &app, const QString &environment);
    void clear();

Q_SIGNALS:
    void factsChanged();

private:
    void describeNext(const workspace::Board &board, const QString &app, const QString &environment, CellFacts &facts);

    const workspace::Session &m_session;
    const Clock &m_clock;
    CellFacts m_facts;
    QString m_nextEnvironment;
    VersionModel m_ahead;
    PastReleaseModel m_history;
};

} // namespace coupe::ui
