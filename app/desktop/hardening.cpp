#include "hardening.h"

#include <QtGlobal>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace coupe::desktop {

void harden()
{
    umask(S_IRWXG | S_IRWXO);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
    for (const char *name :
        {"QML_IMPORT_PATH", "QML2_IMPORT_PATH", "QML_XHR_ALLOW_FILE_READ", "QML_XHR_ALLOW_FILE_WRITE"})
        qunsetenv(name);
}

} // namespace coupe::desktop
