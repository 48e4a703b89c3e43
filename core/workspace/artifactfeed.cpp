#include "artifactfeed.h"

#include "artifactlist.h"

#include <base/worker.h>
#include <client/endpoints.h>

#include <QTimer>

namespace coupe::workspace {

namespace {

constexpr int PageSize = 100;
/// How many pages one search reads on its own to find what passes; the person may ask for more.
constexpr int PagesPerSearch = 20;
/// A refresh that meets nothing known within so many pages starts the list anew.
constexpr int PagesPerRefresh = 10;
/// How many of a long answer go into the list in one turn of the event loop.
constexpr qsizetype PartSize = 500;
/// Up to here filtering again is faster than asking another thread for it.
constexpr qsizetype FilteredHere = 500;

bool asksTheServerTheSame(const ArtifactFilter &one, const ArtifactFilter &other)
{
    return one.repository == other.repository && one.branch == other.branch && one.event == other.event
        && one.since == other.since && one.until == other.until;
}

QList<gimlet::Artifact> passingOf(const QList<gimlet::Artifact> &artifacts, const ArtifactFilter &filter)
{
    QList<gimlet::Artifact> passing;
    std::ranges::copy_if(artifacts, std::back_inserter(passing),
        [&](const gimlet::Artifact &artifact) { return passes(artifact, filter); });
    return passing;
}

} // namespace

class ArtifactFeed::Private
{
public:
    explicit Private(ArtifactFeed *feed, client::Client &apiClient, const Clock *systemClock)
        : q(feed), client(apiClient), clock(systemClock)
    {
        appending.setSingleShot(true);
        connect(&appending, &QTimer::timeout, feed, [this] { appendPart(); });
    }

    void readNewest(QList<gimlet::Artifact> soFar);
    void newestArrived(QList<gimlet::Artifact> soFar, const QList<gimlet::Artifact> &page);
    void readOlder();
    void olderArrived(const QList<gimlet::Artifact> &page);
    void filterAgain();
    void goOn();
    void setState(State newState, const Error &newError = {});
    void insert(const QList<gimlet::Artifact> &page);
    void append(const QList<gimlet::Artifact> &page);
    void appendPart();
    bool isBusy() const { return isReading || isFiltering || appending.isActive(); }
    void stopReading();
    void read(qsizetype offset, std::function<void(const QList<gimlet::Artifact> &)> arrived);
    client::ListArtifacts endpoint(qsizetype offset) const;

    ArtifactFeed *const q;
    client::Client &client;
    const Clock *const clock;
    ArtifactFilter filter;
    ArtifactList list;
    State state = State::Idle;
    Error error;
    QDateTime asOf;
    bool hasMore = true;
    qsizetype skip = 0; ///< newer rows that push the older ones down and were not read yet
    int pagesLeft = 0; ///< to read without being asked
    bool refreshWanted = false;
    bool moreWanted = false;
    bool isReading = false; ///< until its callback begins: what that calls may read on
    bool isFiltering = false;
    Task reading;
    Task filtering;
    QList<gimlet::Artifact> answer; ///< of which parts go into the list, one by one
    qsizetype appended = 0; ///< how many of them did
    QTimer appending;
    Worker worker{QStringLiteral("coupe-artifacts")};
};

ArtifactFeed::ArtifactFeed(client::Client &client, QObject *parent, const Clock *clock)
    : QObject(parent), d(std::make_unique<Private>(this, client, clock))
{
}

ArtifactFeed::~ArtifactFeed() = default;

void ArtifactFeed::setFilter(const ArtifactFilter &filter)
{
    if (filter == d->filter)
        return;
    const bool sameAnswer = asksTheServerTheSame(filter, d->filter);
    d->filter = filter;
    d->pagesLeft = PagesPerSearch;
    if (sameAnswer)
        return d->filterAgain();
    d->stopReading();
    d->filtering = {};
    d->isFiltering = false;
    d->list.clear();
    d->hasMore = true;
    d->skip = 0;
    d->asOf = {};
    d->setState(State::Loading);
    Q_EMIT reset();
    d->readNewest({});
}

void ArtifactFeed::refresh()
{
    if (d->isBusy()) {
        d->refreshWanted = true;
        return;
    }
    d->setState(State::Loading);
    d->readNewest({});
}

void ArtifactFeed::loadMore()
{
    d->pagesLeft = PagesPerSearch;
    if (d->isBusy()) {
        d->moreWanted = true;
        return;
    }
    if (!d->asOf.isValid())
        return refresh();
    if (!d->hasMore)
        return;
    d->setState(State::Loading);
    d->readOlder();
}

void ArtifactFeed::cancel()
{
    d->stopReading();
    d->pagesLeft = 0;
    d->refreshWanted = false;
    d->moreWanted = false;
    if (d->state == State::Loading && !d->isFiltering)
        d->setState(State::Idle);
}

void ArtifactFeed::Private::read(qsizetype offset, std::function<void(const QList<gimlet::Artifact> &)> arrived)
{
    isReading = true;
    reading =
        client.get(endpoint(offset), [this, arrived = std::move(arrived)](const Result<QList<gimlet::Artifact>> &page) {
            isReading = false;
            if (page)
                return arrived(*page);
            refreshWanted = moreWanted = false;
            setState(State::Failed, page.error());
        });
}

void ArtifactFeed::Private::stopReading()
{
    reading = {};
    isReading = false;
    if (appending.isActive())
        hasMore = true; // the rest is read again when it is wanted
    appending.stop();
    answer.clear();
}

void ArtifactFeed::Private::readNewest(QList<gimlet::Artifact> soFar)
{
    const auto offset = soFar.size();
    read(offset, [this, soFar = std::move(soFar)](const QList<gimlet::Artifact> &page) { newestArrived(soFar, page); });
}

void ArtifactFeed::Private::newestArrived(QList<gimlet::Artifact> soFar, const QList<gimlet::Artifact> &page)
{
    const bool last = page.size() < PageSize;
    const bool first = list.all().isEmpty();
    const bool met = list.countNew(page) < page.size();
    soFar += page;
    if (!first && !last && !met) {
        if (soFar.size() < PagesPerRefresh * PageSize)
            return readNewest(std::move(soFar));
        list.clear(); // too much has happened to know what lies between
        Q_EMIT q->reset();
    }
    asOf = clock ? clock->now() : QDateTime::currentDateTimeUtc();
    if (list.all().isEmpty()) {
        hasMore = !last;
        return append(soFar);
    }
    const qsizetype before = list.all().size();
    insert(soFar);
    skip = std::max(qsizetype(0), skip - (list.all().size() - before));
    if (last)
        hasMore = false;
    goOn();
}

void ArtifactFeed::Private::readOlder()
{
    read(list.all().size() + skip, [this](const QList<gimlet::Artifact> &page) { olderArrived(page); });
}

void ArtifactFeed::Private::olderArrived(const QList<gimlet::Artifact> &page)
{
    hasMore = page.size() >= PageSize;
    if (list.countNew(page) == 0)
        skip += page.size();
    append(page);
}

/// A server may answer with far more than was asked for; the window must not stand still meanwhile.
void ArtifactFeed::Private::append(const QList<gimlet::Artifact> &page)
{
    answer = page;
    appended = 0;
    appendPart();
}

void ArtifactFeed::Private::appendPart()
{
    const QList<gimlet::Artifact> part = answer.mid(appended, PartSize);
    appended += part.size();
    const bool isLast = appended >= answer.size();
    if (isLast)
        answer.clear();
    else
        appending.start(0);
    insert(part);
    if (isLast)
        goOn();
}

void ArtifactFeed::Private::insert(const QList<gimlet::Artifact> &page)
{
    for (const ArtifactList::Range &range : list.merge(page, filter))
        Q_EMIT q->inserted(range.first, range.count);
}

/// What is wanted next: a refresh asked for meanwhile, older pages, or nothing.
void ArtifactFeed::Private::goOn()
{
    if (std::exchange(refreshWanted, false))
        return readNewest({});
    const bool searching = list.passing().size() < PageSize && pagesLeft > 0;
    if (hasMore && asOf.isValid() && (std::exchange(moreWanted, false) || searching)) {
        --pagesLeft;
        return readOlder();
    }
    setState(State::Idle);
}

void ArtifactFeed::Private::filterAgain()
{
    if (isReading || (!asOf.isValid() && state == State::Loading))
        refreshWanted = true; // its answer is dropped: it would be matched with the old filter
    stopReading();
    const auto adopt = [this](QList<gimlet::Artifact> passing) {
        isFiltering = false;
        list.setPassing(std::move(passing));
        Q_EMIT q->reset();
        if (state == State::Failed)
            return;
        setState(State::Loading);
        goOn();
    };
    if (list.all().size() <= FilteredHere) {
        filtering = {};
        return adopt(passingOf(list.all(), filter));
    }
    isFiltering = true;
    filtering = worker.run([all = list.all(), wanted = filter] { return passingOf(all, wanted); }, adopt);
}

void ArtifactFeed::Private::setState(State newState, const Error &newError)
{
    if (state == newState && error == newError)
        return;
    state = newState;
    error = newError;
    Q_EMIT q->stateChanged();
}

client::ListArtifacts ArtifactFeed::Private::endpoint(qsizetype offset) const
{
    client::ListArtifacts endpoint{.limit = PageSize, .offset = int(offset)};
    endpoint.since = filter.since;
    endpoint.until = filter.until;
    endpoint.repository = filter.repository;
    endpoint.branch = filter.branch;
    endpoint.event = filter.event;
    return endpoint;
}

const ArtifactFilter &ArtifactFeed::filter() const
{
    return d->filter;
}

const QList<gimlet::Artifact> &ArtifactFeed::artifacts() const
{
    return d->list.passing();
}

qsizetype ArtifactFeed::readCount() const
{
    return d->list.all().size();
}

bool ArtifactFeed::hasMore() const
{
    return d->hasMore;
}

ArtifactFeed::State ArtifactFeed::state() const
{
    return d->state;
}

Error ArtifactFeed::error() const
{
    return d->error;
}

QDateTime ArtifactFeed::asOf() const
{
    return d->asOf;
}

} // namespace coupe::workspace
