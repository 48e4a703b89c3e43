#pragma once

#include <workspace/rollbackplan.h>

#include <QObject>
#include <qqmlregistration.h>

namespace coupe::ui {

/// What the rollback dialog says, ready to be drawn.
struct RollbackFacts {
    Q_GADGET
    QML_VALUE_TYPE(rollbackFacts)
    Q_PROPERTY(bool known MEMBER known)
    Q_PROPERTY(QString app MEMBER app)
    Q_PROPERTY(QString environment MEMBER environment)
    Q_PROPERTY(bool isProtected MEMBER isProtected)
    Q_PROPERTY(QString version MEMBER version)
    Q_PROPERTY(QString subject MEMBER subject)
    Q_PROPERTY(QString livedText MEMBER livedText)
    Q_PROPERTY(QString livedTip MEMBER livedTip)
    Q_PROPERTY(QString stepsText MEMBER stepsText)
    Q_PROPERTY(QString verdictShape MEMBER verdictShape)
    Q_PROPERTY(QString verdictTitle MEMBER verdictTitle)
    Q_PROPERTY(QString verdictText MEMBER verdictText)
    Q_PROPERTY(QString triedText MEMBER triedText)
    Q_PROPERTY(bool rollBackFirst MEMBER rollBackFirst)
    Q_PROPERTY(bool rollBackPossible MEMBER rollBackPossible)
    Q_PROPERTY(QString rollBackTitle MEMBER rollBackTitle)
    Q_PROPERTY(QString rollBackText MEMBER rollBackText)
    Q_PROPERTY(bool redeployPossible MEMBER redeployPossible)
    Q_PROPERTY(QString redeployText MEMBER redeployText)
    Q_PROPERTY(QString alsoChanges MEMBER alsoChanges)
    Q_PROPERTY(QList<QString> policyTexts MEMBER policyTexts)
    Q_PROPERTY(bool policyWarns MEMBER policyWarns)
    Q_PROPERTY(QString serverName MEMBER serverName)

public:
    QString app;
    QString environment;
    QString version; ///< of the release to return to
    QString subject;
    QString livedText; ///< from when to when it was there, who released it, how it last stood
    QString livedTip;
    QString stepsText; ///< above the list of commits
    QString verdictShape;
    QString verdictTitle;
    QString verdictText;
    QString triedText; ///< when it was tried, and that nothing was written
    QString rollBackTitle; ///< "Roll back", "Roll back anyway"
    QString rollBackText;
    QString redeployText;
    QString alsoChanges;
    QList<QString> policyTexts;
    QString serverName;
    bool known = false; ///< false while nothing was looked up yet
    bool isProtected = false;
    bool rollBackFirst = true; ///< the suggested way; the other one comes second
    bool rollBackPossible = false;
    bool redeployPossible = false;
    bool policyWarns = false;

    bool operator==(const RollbackFacts &) const = default;
};

/// @p plan in words. @p triedAt is when its forecast was made; invalid when there is none.
RollbackFacts rollbackFacts(
    const workspace::RollbackPlan &plan, bool ours, const QDateTime &triedAt, const QDateTime &now);

} // namespace coupe::ui
