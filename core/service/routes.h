#pragma once

#include "call.h"

namespace coupe::service {

/// @name What answers each route (contract §3). An Error is a failure of our own: a 500.
/// @{
Answer postArtifact(const Call &call);
Answer listArtifacts(const Call &call);
Answer listReleases(const Call &call);
Answer postRelease(const Call &call);
Answer postRollback(const Call &call);
Answer postDelete(const Call &call);
Answer showStatus(const Call &call);
Answer trackRelease(const Call &call);
Answer trackArtifact(const Call &call);
Answer postFluxEvent(const Call &call);
Answer listGitopsCommits(const Call &call);
Answer showSelf(const Call &call);
Answer showUser(const Call &call);
Answer listUsers(const Call &call);
Answer createUser(const Call &call);
Answer saveUser(const Call &call);
Answer deleteUser(const Call &call);
Answer showHealth(const Call &call);
Answer showFlags(const Call &call);
Answer showApp(const Call &call);
Answer showGitopsRepo(const Call &call);
Answer listEnvironments(const Call &call);
Answer listAgents(const Call &call);
Answer listen(const Call &call);
/// @}

} // namespace coupe::service
