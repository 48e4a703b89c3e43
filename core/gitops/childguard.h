#pragma once

#include <QProcess>

namespace coupe::gitops {

/// Ends a group of processes when this program dies while the guard exists, even by SIGKILL.
///
/// PR_SET_PDEATHSIG reaches a child only, and git's child for https stays behind when git dies, downloading for nobody.
/// So a shell of one line waits at a pipe whose other end closes with us. Being a program of its own, it holds none of
/// our memory and files.
class ChildGuard
{
public:
    /// @p keptOpen: a file (a lock) that stays open until the group is gone; -1: none.
    /// @p group: of a child that lives; none guards nothing.
    ChildGuard(qint64 group, int keptOpen);
    /// Lets go: the group stays as it is.
    ~ChildGuard();
    ChildGuard(const ChildGuard &) = delete;
    ChildGuard &operator=(const ChildGuard &) = delete;

private:
    QProcess m_shell;
};

} // namespace coupe::gitops
