#include "commithash.h"

#include <algorithm>

namespace coupe::gimlet {

bool isFullHash(QStringView hash)
{
    return hash.size() == 40 && std::ranges::all_of(hash, [](QChar digit) {
        return (digit >= u'0' && digit <= u'9') || (digit >= u'a' && digit <= u'f');
    });
}

} // namespace coupe::gimlet
