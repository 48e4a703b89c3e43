#pragma once

#include "feed.h"
#include "gitopsreader.h"
#include "worker.h"

namespace coupe::service {

/// What all of the API's handlers share. Everything in it is thread-safe.
struct Surroundings {
    QString databasePath;
    QString gitopsRepoName;
    std::shared_ptr<const Clock> clock;
    WriteQueue writes;
    Feed feed;
    std::unique_ptr<GitopsReader> gitops;
    std::unique_ptr<EventWorker> worker;
};

} // namespace coupe::service
