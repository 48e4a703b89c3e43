#pragma once

#include <workspace/gitopsrepos.h>

#include <QObject>
#include <qqmlregistration.h>

#include <optional>

namespace coupe::ui {

/// One side of a comparison, and how it is called on the screen. The texts may come from outside.
struct CompareSide {
    workspace::FolderAt at;
    QString version; ///< "7a31c0e"; empty: not known, or none
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
    QString beforeName; ///< the version; of what has none what stands for its time
    QString afterName;
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

CompareFacts factsOf(const CompareSide &before, const CompareSide &after);

/// @p prefix stands before the file's path; @p file counts from 0.
CompareFileFacts factsOf(
    const workspace::FileComparison &comparison, const QString &prefix, qsizetype file, qsizetype fileCount);

} // namespace coupe::ui
