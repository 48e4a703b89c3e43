#pragma once

#include <workspace/activity.h>
#include <workspace/board.h>

namespace coupe::ui {

/// Name of the shape that controls draw for a state.
QString shapeOf(workspace::ReleaseState state);
/// The product's word for a state, translated.
QString wordOf(workspace::ReleaseState state);
/// Name of a request rail's step state: done, running, failed, unknown or waiting.
QString railState(workspace::StepState state);

/// Two or three words on why a release is as it is, for a cell: "not healthy". Empty when there is nothing to add.
QString shortReason(const workspace::BoardCell &cell);
/// One sentence for people on a Flux status: "The health check failed."
QString statusSentence(const QString &gitopsCommitStatus);
/// Who released: "policy", or the login made fit to be shown.
QString releasedBy(const QString &triggeredBy);

} // namespace coupe::ui
