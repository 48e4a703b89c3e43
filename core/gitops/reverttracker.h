#pragma once

#include "changescan.h"

#include <QSet>

namespace coupe::gitops {

/// Follows reverts, and reverts of reverts, of apps whose changes it is shown newest first.
class RevertTracker
{
public:
    /// Whether a later change took this one back. To be asked for every change of an app.
    bool isUndone(const ScannedChange &found)
    {
        const Change &change = found.change;
        if (!m_undone.isEmpty()
            && (m_undone.contains({{change.env, change.app}, change.commit})
                || (!found.alsoNamed.isEmpty() && m_undone.contains({{change.env, change.app}, found.alsoNamed}))))
            return true;
        for (const QString &commit : change.reverts)
            takeBack(change.env, change.app, commit);
        return false;
    }

    /// A revert of @p commit, a full hash, stands.
    void takeBack(const QString &env, const QString &app, const QString &commit)
    {
        m_undone.insert({{env, app}, commit});
    }

private:
    QSet<std::pair<std::pair<QString, QString>, QString>> m_undone;
};

} // namespace coupe::gitops
