#pragma once

#include <base/result.h>

namespace coupe::gitops {

/// Whether @p name, which comes from outside, may be a folder's name in the gitops repo. Invalid with a sentence for an
/// empty name, slashes, a leading '.' or '-', anything git takes for its own folder, control and invisible characters,
/// more than 100 bytes.
Result<void> checkName(QStringView name);

/// Where apps live in a gitops repo (contract §6.1): <env>/<app>, or <app> alone where each environment has its own
/// repo. A value. Made through @c make, so that a path never holds an unchecked name.
class Layout
{
public:
    static Result<Layout> make(const QString &env, bool repoPerEnv = false);

    const QString &env() const { return m_env; }
    bool repoPerEnv() const { return m_repoPerEnv; }

    /// The environment's folder; empty when that is the root.
    QString envPath() const { return m_repoPerEnv ? QString() : m_env; }
    /// Invalid for what @c checkName refuses, and for the names that Flux and the release record take.
    Result<QString> appPath(const QString &app) const;

    /// Whether a folder of the environment is an app, and not Flux's or a hidden one.
    static bool isAppFolder(QStringView name);

    bool operator==(const Layout &) const = default;

private:
    Layout(QString env, bool repoPerEnv) : m_env(std::move(env)), m_repoPerEnv(repoPerEnv) { }

    QString m_env;
    bool m_repoPerEnv = false;
};

} // namespace coupe::gitops
