#include "request.h"

namespace coupe::workspace {

bool isOpen(RequestState state)
{
    switch (state) {
    case RequestState::Armed:
    case RequestState::Sent:
    case RequestState::Accepted:
    case RequestState::Written:
    case RequestState::Unknown:
        return true;
    case RequestState::Applied:
    case RequestState::Failed:
    case RequestState::Refused:
    case RequestState::NoChange:
    case RequestState::NotDelivered:
        return false;
    }
    return false;
}

bool blocksTarget(RequestState state)
{
    return isOpen(state) && state != RequestState::Written;
}

} // namespace coupe::workspace
