#include "sample.h"

#include "samplefiles.h"

#include <QSet>

namespace coupe::demo {

using namespace Qt::StringLiterals;

namespace {

template <typename List, typename Is> auto firstIn(const List &list, Is is) -> decltype(&*list.begin())
{
    const auto found = std::ranges::find_if(list, is);
    return found == list.end() ? nullptr : &*found;
}

Failure wrong(const QString &what)
{
    return failure(ErrorKind::Malformed, u"The demo's data: %1."_s.arg(what));
}

Result<void> checkCommits(const Sample &sample)
{
    QSet<QString> hashes;
    for (const Commit &commit : sample.commits) {
        if (!sample.person(commit.by))
            return wrong(u"nobody is called %1"_s.arg(commit.by));
        if (hashes.contains(commit.sha))
            return wrong(u"two commits say “%1”"_s.arg(commit.message));
        hashes.insert(commit.sha);
        for (const QString &name : commit.apps) {
            const App *app = sample.app(name);
            if (!app || app->repository != commit.repository)
                return wrong(u"%1 has no app %2"_s.arg(commit.repository, name));
        }
    }
    return {};
}

Result<void> checkReferences(const Sample &sample)
{
    if (!sample.person(sample.signedIn))
        return wrong(u"nobody is called %1"_s.arg(sample.signedIn));
    for (const Act &act : sample.acts) {
        if (!sample.person(act.by))
            return wrong(u"nobody is called %1"_s.arg(act.by));
        if (!sample.commit(act.app, act.commit))
            return wrong(u"%1 has no commit “%2”"_s.arg(act.app, act.commit));
        if (!sample.app(act.app)->replicas.contains(act.environment))
            return wrong(u"%1 is not in %2"_s.arg(act.app, act.environment));
    }
    for (const Verdict &verdict : sample.verdicts) {
        if (!sample.commit(verdict.app, verdict.commit))
            return wrong(u"%1 has no commit “%2”"_s.arg(verdict.app, verdict.commit));
    }
    return {};
}

} // namespace

const App *Sample::app(const QString &appName) const
{
    return firstIn(apps, [&](const App &app) { return app.name == appName; });
}

const Person *Sample::person(const QString &login) const
{
    return firstIn(people, [&](const Person &person) { return person.login == login; });
}

const Commit *Sample::commit(const QString &appName, const QString &message) const
{
    return firstIn(
        commits, [&](const Commit &commit) { return commit.message == message && commit.apps.contains(appName); });
}

Result<Sample> readSample(const QString &folder)
{
    Result<Sample> sample = readSampleFiles(folder);
    if (!sample)
        return sample;
    if (const auto sound = checkCommits(*sample); !sound)
        return std::unexpected(sound.error());
    if (const auto sound = checkReferences(*sample); !sound)
        return std::unexpected(sound.error());
    return sample;
}

} // namespace coupe::demo
