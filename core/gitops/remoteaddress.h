#pragma once
#include <base/result.h>

#include <QString>
namespace coupe::gitops {
class RemoteAddress
{
public:
    static Result<RemoteAddress> make(const QString &) { return RemoteAddress{}; }
};
} // namespace coupe::gitops
