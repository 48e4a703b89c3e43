#include "company.h"

#include <base/worker.h>

#include <atomic>

namespace coupe::demo {

using namespace Qt::StringLiterals;

namespace {

/// What both threads know of an opening.
struct Opening {
    std::atomic<bool> dropped = false;
    std::function<void(const Progress &)> progressed; ///< the owner's
};

} // namespace

class CompanyOpening::Private
{
public:
    std::shared_ptr<Opening> opening = std::make_shared<Opening>();
    Worker worker{u"demo"_s};
    Task task;
};

CompanyOpening::CompanyOpening(CompanyOptions options, std::function<void(const Progress &)> progressed,
    std::function<void(Result<std::unique_ptr<Company>>)> finished)
    : d(std::make_unique<Private>())
{
    d->opening->progressed = std::move(progressed);
    const auto watch = [opening = d->opening, mailbox = Mailbox::ofThisThread()](const Progress &progress) {
        mailbox->post([opening, progress] {
            if (!opening->dropped && opening->progressed)
                opening->progressed(progress);
        });
        return !opening->dropped;
    };
    d->task = d->worker.run(
        [options = std::move(options), watch] { return Company::open(options, watch); }, std::move(finished));
}

CompanyOpening::~CompanyOpening()
{
    d->opening->dropped = true;
}

} // namespace coupe::demo
