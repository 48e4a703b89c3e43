#include "generatedhistory.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace coupe;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;

namespace {

/// An index in a folder of its own.
struct Indexed {
    explicit Indexed(GitRepo &repo, const QString &env = {}) : gitRepo(repo), soleEnv(env) { reopen(); }

    void reopen()
    {
        index.reset();
        auto opened = ReleaseIndex::open(path(), gitRepo.repository(), gitRepo.clock, soleEnv);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message + opened.error().detail));
        index = std::move(*opened);
    }

    QString path() const { return directory.filePath(u"index.sqlite"_s); }

    IndexUpdate update(const ReleaseIndex::Watch &watch = {})
    {
        auto updated = index->update(watch);
        if (!updated) {
            qWarning("%s", qPrintable(updated.error().message + updated.error().detail));
            return {};
        }
        return *updated;
    }

    QList<Change> all(const ChangeFilter &filter = {}, qsizetype pageSize = 7)
    {
        QList<Change> changes;
        std::optional<qint64> before;
        do {
            const auto page = index->page(filter, pageSize, before);
            if (!page) {
                qWarning("%s", qPrintable(page.error().message + page.error().detail));
                return {};
            }
            changes += page->changes;
            before = page->next;
        } while (before);
        if (const auto count = index->count(filter); !count || *count != changes.size())
            qWarning("count() and the pages do not agree");
        QList<qint64> positions;
        for (const ChangePlace &place : index->places(filter).value_or(QList<ChangePlace>{}))
            positions.append(place.position);
        if (index->at(positions).value_or(QList<Change>{}) != changes)
            qWarning("places() and the pages do not agree");
        for (Change &change : changes)
            change.position = 0; // differs between a fresh index and a grown one
        return changes;
    }

    QStringList lines()
    {
        QStringList lines;
        for (const Change &change : all())
            lines += GeneratedHistory::lineOf(change);
        return lines;
    }

    QStringList rows(const ChangeFilter &filter = {})
    {
        QStringList rows;
        for (const Change &change : all(filter))
            rows += change.env + u'/' + change.app + u' ' + (change.artifactId.isEmpty() ? u"-"_s : change.artifactId);
        return rows;
    }

    QList<gimlet::Release> releases(const Layout &layout, const ReleaseQuery &query)
    {
        QList<gimlet::Release> releases;
        for (const Change &change : all(filterOf(layout, query)))
            releases += releaseOf(change).value();
        return releases;
    }

    QStringList found(const QString &text) { return rows({.search = parseSearch(text)}); }

    GitRepo &gitRepo;
    QString soleEnv;
    QTemporaryDir directory;
    std::unique_ptr<ReleaseIndex> index;
};

QList<Change> fresh(GitRepo &repo, const QString &soleEnv = {})
{
    Indexed indexed(repo, soleEnv);
    indexed.update();
    return indexed.all();
}

void addRecord(GitRepo &repo, const QString &message, const QString &path, const QByteArray &record)
{
    repo.commitByHand(message, {{path, record}});
}

} // namespace

class IndexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsAPlainReading_data()
    {
        QTest::addColumn<QString>("soleEnv");
        QTest::addColumn<quint32>("seed");
        for (const quint32 seed : {1U, 2U}) {
            QTest::addRow("a folder per environment, %u", seed) << QString() << seed;
            QTest::addRow("a repo per environment, %u", seed) << u"production"_s << seed + 100;
        }
    }

    void equalsAPlainReading()
    {
        QFETCH(const QString, soleEnv);
        QFETCH(const quint32, seed);
        GitRepo repo;
        GeneratedHistory history(repo, soleEnv, seed);
        Indexed grown(repo, soleEnv);
        for (int round = 0; round < 8; ++round) {
            history.grow(6);
            QVERIFY(grown.update().complete);
            QCOMPARE(grown.lines(), history.expected());
            QCOMPARE(grown.all(), fresh(repo, soleEnv));
            if (round % 3 == 2) {
                history.rewind(round);
                QVERIFY(grown.update().rewrite);
                QCOMPARE(grown.all(), fresh(repo, soleEnv));
            }
        }
        QCOMPARE(grown.index->rewrites()->size(), 2);
        const QStringList envs = grown.index->environments().value();
        for (const QString &env : envs) {
            const Layout layout = GitRepo::layout(env, !soleEnv.isEmpty());
            for (const ReleaseQuery &query : {ReleaseQuery(), ReleaseQuery{.app = u"app-1"_s}})
                QCOMPARE(grown.releases(layout, query), listReleases(repo.repository(), layout, query).value());
            const QStringList apps = grown.index->apps(env).value();
            for (const QString &app : apps) {
                QStringList commits;
                for (const Change &change : grown.all({.env = env, .app = app}))
                    commits += change.commit;
                const QString path = soleEnv.isEmpty() ? env + u'/' + app : app;
                QCOMPARE(commits,
                    repo.git({u"log"_s, u"--first-parent"_s, u"-m"_s, u"--format=%H"_s, u"main"_s, u"--"_s, path})
                        .split(u'\n', Qt::SkipEmptyParts));
            }
        }
    }

    void tellsWhatWritersDo()
    {
        GitRepo repo;
        Indexed indexed(repo);
        QVERIFY(indexed.update().complete);
        QCOMPARE(indexed.rows(), QStringList());
        const QString first = repo.deploy(u"web"_s, u"a1"_s);
        const QDateTime firstTime = repo.clock.now();
        repo.deploy(u"web"_s, u"a2"_s);
        const QDateTime secondTime = repo.clock.now();
        repo.rollBack(u"web"_s, first);
        const QDateTime backTime = repo.clock.now();
        repo.deploy(u"api"_s, u"b1"_s);
        QVERIFY(repo.writer().writeDelete(repo.staging, u"api"_s, u"jane"_s));
        QVERIFY(indexed.update().complete);
        QCOMPARE(indexed.rows(),
            (QStringList{u"staging/api -"_s, u"staging/api b1"_s, u"staging/web a1"_s, u"staging/web a2"_s,
                u"staging/web a1"_s}));
        const QList<Change> changes = indexed.all();
        QCOMPARE(changes[0].kind, ChangeKind::Delete);
        QCOMPARE(changes[0].person, u"jane"_s);
        QCOMPARE(changes[1].kind, ChangeKind::PolicyDeploy);
        QVERIFY(!changes[1].current);
        QCOMPARE(changes[2].kind, ChangeKind::Rollback);
        QCOMPARE(changes[2].reverts, QStringList{changes[3].commit});
        QVERIFY(changes[3].rolledBack);
        QCOMPARE(changes[3].replaced, backTime);
        QVERIFY(changes[4].current);
        QCOMPARE(changes[4].commit, first);
        QCOMPARE(changes[4].time, firstTime);
        QVERIFY(!changes[4].replaced.isValid());
        QCOMPARE(changes[4].version->repositoryName, u"acme/web"_s);
        QCOMPARE(indexed.rows({.outcome = Outcome::Current}), QStringList{u"staging/web a1"_s});
        QCOMPARE(indexed.rows({.outcome = Outcome::RolledBack}), QStringList{u"staging/web a2"_s});
        QCOMPARE(indexed.index->wantedAt({})->size(), 1);
        QCOMPARE(indexed.index->wantedAt(secondTime, u"staging"_s)->first().artifactId, u"a2"_s);
        QCOMPARE(indexed.index->wantedAt(secondTime, u"production"_s)->size(), 0);
        QCOMPARE(indexed.index->wantedAt(firstTime.addSecs(-1))->size(), 0);
    }

    void makesARowOfAnOddRecord_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("mode");
        QTest::addColumn<RecordState>("state");
        const QByteArray file("100644");
        QTest::newRow("not JSON") << QByteArray("{nope") << file << RecordState::Malformed;
        QTest::newRow("empty") << QByteArray("") << file << RecordState::Malformed;
        QTest::newRow("a list") << QByteArray("[]") << file << RecordState::Malformed;
        QTest::newRow("wrong types") << QByteArray(R"({"app":1})") << file << RecordState::Malformed;
        QTest::newRow("huge") << QByteArray(R"({"artifactId":")") + QByteArray(1'100'000, 'x') + "\"}" << file
                              << RecordState::TooLarge;
        QTest::newRow("invalid UTF-8") << QByteArray("{\"app\":\"\xff\xfe\xc0") << file << RecordState::Malformed;
        QTest::newRow("a link") << QByteArray("/etc/passwd") << QByteArray("120000") << RecordState::NotAFile;
        QTest::newRow("removed") << QByteArray() << file << RecordState::Missing;
    }

    void makesARowOfAnOddRecord()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const QByteArray, mode);
        QFETCH(const RecordState, state);
        GitRepo repo;
        repo.deploy(u"web"_s, u"a1"_s);
        repo.deploy(u"api"_s, u"b1"_s);
        repo.commitByHand(u"odd"_s, {{u"staging/web/release.json"_s, content}}, mode);
        repo.deploy(u"web"_s, u"a2"_s);
        Indexed indexed(repo);
        QVERIFY(indexed.update().complete);
        QCOMPARE(indexed.rows(),
            (QStringList{u"staging/web a2"_s, u"staging/web -"_s, u"staging/api b1"_s, u"staging/web a1"_s}));
        QCOMPARE(indexed.all()[1].record, state);
        QCOMPARE(indexed.all()[1].kind, ChangeKind::ByHand);
    }

    void standsOddTreeEntries()
    {
        GitRepo repo;
        const QByteArray hash = repo.deploy(u"web"_s, u"a1"_s).toLatin1();
        repo.git({u"fast-import"_s, u"--quiet"_s},
            "commit refs/heads/main\ncommitter J <j@x> 1795428000 +0000\ndata 1\nx\nfrom " + hash + "\nM 160000 " + hash
                + " staging/web/release.json\nM 160000 " + hash + " staging/module\nM 160000 " + hash
                + " top\nM 120000 inline link\ndata 4\n/etc\nM 100644 inline \"staging/\\377\\376/release.json\"\n"
                  "data 20\n{\"artifactId\":\"odd\"}\n");
        repo.git({u"fast-import"_s, u"--quiet"_s},
            "commit refs/heads/main\ncommitter J <j@x> 1795428060 +0000\ndata 1\ny\nfrom refs/heads/main^0\nD "
            "staging/web\n"
            "M 160000 "
                + hash + " staging/web\n");
        Indexed indexed(repo);
        QVERIFY(indexed.update().complete);
        QCOMPARE(indexed.rows(),
            (QStringList{u"staging/web -"_s, u"staging/web -"_s, u"staging/\\xff\\xfe odd"_s, u"staging/web a1"_s}));
        const QList<Change> changes = indexed.all();
        QCOMPARE(changes[0].kind, ChangeKind::ByHand);
        QCOMPARE(changes[0].record, RecordState::NoFolder);
        QCOMPARE(changes[1].record, RecordState::NotAFile);
        QVERIFY(!changes[3].current);
    }

    void takesTheEnvironmentsRecordOnlyWhereItIsTheApps()
    {
        GitRepo repo;
        const QByteArray record = R"({"app":"web","artifactId":"shared"})";
        addRecord(repo, u"start"_s, u"staging/web/release.json"_s, R"({"artifactId":"a1"})");
        repo.commitByHand(u"[Gimlet] staging/web automated deploy"_s,
            {{u"staging/web/release.json"_s, QByteArray()}, {u"staging/web/a.yaml"_s, "a"},
                {u"staging/release.json"_s, record}});
        repo.commitByHand(u"by hand"_s, {{u"staging/web/a.yaml"_s, "b"}});
        repo.commitByHand(u"another's"_s,
            {{u"staging/web/a.yaml"_s, "c"}, {u"staging/release.json"_s, R"({"app":"api","artifactId":"b1"})"}});
        Indexed indexed(repo);
        QVERIFY(indexed.update().complete);
        QCOMPARE(indexed.rows(),
            (QStringList{u"staging/web -"_s, u"staging/web -"_s, u"staging/web shared"_s, u"staging/web a1"_s}));
        QCOMPARE(indexed.all()[0].record, RecordState::Missing);
        QCOMPARE(indexed.all()[2].kind, ChangeKind::Deploy);
    }

    void takesNoOtherFolderForAnApp()
    {
        GitRepo repo;
        repo.commitByHand(u"start"_s,
            {{u"flux/gotk.yaml"_s, "x"}, {u"docs/images/a.png"_s, "x"}, {u".github/workflows/release.json"_s, "{}"},
                {u"web/release.json"_s, R"({"artifactId":"a1"})"}});
        Indexed indexed(repo, u"production"_s);
        QVERIFY(indexed.update().complete);
        QCOMPARE(indexed.index->environments().value(), QStringList{u"production"_s});
        QCOMPARE(indexed.index->apps(u"production"_s).value(), QStringList{u"web"_s});
        repo.commitByHand(u"now it is one"_s, {{u"docs/release.json"_s, R"({"artifactId":"d1"})"}});
        QVERIFY(indexed.update().complete);
        QCOMPARE(
            indexed.rows(), (QStringList{u"production/docs d1"_s, u"production/docs -"_s, u"production/web a1"_s}));
    }

    void remembersARewrite()
    {
        GitRepo repo;
        Indexed indexed(repo);
        const QString first = repo.deploy(u"web"_s, u"a1"_s);
        const QString second = repo.deploy(u"web"_s, u"a2"_s);
        QVERIFY(!indexed.update().rewrite);
        repo.git({u"update-ref"_s, u"refs/heads/main"_s, first});
        const QString third = repo.deploy(u"api"_s, u"b1"_s);
        const Rewrite rewrite{repo.clock.now(), second, third, first, 1};
        QCOMPARE(indexed.update().rewrite, std::optional(rewrite));
        QCOMPARE(indexed.rows(), (QStringList{u"staging/api b1"_s, u"staging/web a1"_s}));
        QCOMPARE(indexed.found(u"a2"_s), QStringList());
        QVERIFY(!indexed.update().rewrite);
        repo.git({u"update-ref"_s, u"-d"_s, u"refs/heads/main"_s});
        QVERIFY(indexed.update().complete);
        QCOMPARE(indexed.rows(), QStringList());
        QCOMPARE(indexed.index->head().value(), QString());
        repo.commitByHand(u"anew"_s, {{u"staging/web/release.json"_s, R"({"artifactId":"n1"})"}});
        QVERIFY(!indexed.update().rewrite);
        QCOMPARE(indexed.rows(), QStringList{u"staging/web n1"_s});
        QCOMPARE(indexed.index->rewrites()->size(), 2);
        QCOMPARE(indexed.index->rewrites()->last(), rewrite);
        QCOMPARE(indexed.index->rewrites()->first().to, QString());
    }

    void mergesTheOldHeadIntoAnotherLineWithoutARewrite()
    {
        GitRepo repo;
        Indexed indexed(repo);
        const QString first = repo.deploy(u"web"_s, u"a1"_s);
        const QString second = repo.deploy(u"web"_s, u"a2"_s);
        indexed.update();
        repo.git({u"update-ref"_s, u"refs/heads/main"_s, first});
        const QString other = repo.deploy(u"api"_s, u"b1"_s);
        const QByteArray record = repo.git({u"show"_s, second + u":staging/web/release.json"_s}).toUtf8();
        repo.git({u"fast-import"_s, u"--quiet"_s},
            "commit refs/heads/main\ncommitter J <j@x> 1795438060 +0000\ndata 5\nmerge\nfrom " + other.toLatin1()
                + "\nmerge " + second.toLatin1() + "\nM 100644 inline staging/web/release.json\ndata "
                + QByteArray::number(record.size()) + '\n' + record + '\n');
        QVERIFY(!indexed.update().rewrite);
        QCOMPARE(indexed.rows(), (QStringList{u"staging/web a2"_s, u"staging/api b1"_s, u"staging/web a1"_s}));
        QCOMPARE(indexed.all(), fresh(repo));
    }

    void searches()
    {
        GitRepo repo;
        const auto record = [](const QString &artifact, const QString &by, const QString &repository) {
            const QJsonObject version{{u"repositoryName"_s, repository}, {u"sha"_s, u"4f2c1a9"_s},
                {u"message"_s, u"Fix the rounding of "_s + artifact}, {u"authorName"_s, u"Zoë Müller"_s}};
            return QJsonDocument(
                QJsonObject{{u"artifactId"_s, artifact}, {u"triggeredBy"_s, by}, {u"version"_s, version}})
                .toJson();
        };
        addRecord(repo, u"[Gimlet] staging/api automated deploy"_s, u"staging/api/release.json"_s,
            record(u"b1"_s, u"policy"_s, u"acme/api"_s));
        addRecord(repo, u"[Gimlet] staging/api-gateway automated deploy"_s, u"staging/api-gateway/release.json"_s,
            record(u"g1"_s, u"joe"_s, u"acme/gateway"_s));
        const QDateTime middle = repo.clock.now();
        addRecord(repo, u"[Gimlet] production/api automated deploy"_s, u"production/api/release.json"_s,
            record(u"b2"_s, u"joe"_s, u"acme/api"_s));
        repo.commitByHand(u"More \"replicas\""_s, {{u"production/api/scale.yaml"_s, "replicas: 9"}});
        Indexed indexed(repo);
        indexed.update();
        const QString handmade = u"production/api b2"_s;
        const QString production = u"production/api b2"_s;
        const QString gateway = u"staging/api-gateway g1"_s;
        const QString staging = u"staging/api b1"_s;
        QCOMPARE(indexed.found(u""_s), (QStringList{handmade, production, gateway, staging}));
        QCOMPARE(indexed.found(u"app:api"_s), (QStringList{handmade, production, staging}));
        QCOMPARE(indexed.found(u"app:API-G"_s), QStringList{gateway});
        QCOMPARE(indexed.found(u"app:api env:staging"_s), QStringList{staging});
        QCOMPARE(indexed.found(u"app:api app:api-gateway env:stag"_s), (QStringList{gateway, staging}));
        QCOMPARE(indexed.found(u"app:none"_s), QStringList());
        QCOMPARE(indexed.found(u"by:joe"_s), (QStringList{production, gateway}));
        QCOMPARE(indexed.found(u"by:\"zoe muller\" repo:acme/gat"_s), QStringList{gateway});
        QCOMPARE(indexed.found(u"repo:acme/api kind:policy"_s), QStringList{staging});
        QCOMPARE(indexed.found(u"kind:hand"_s), QStringList{handmade});
        QCOMPARE(indexed.found(u"roundin"_s).size(), 4);
        QCOMPARE(indexed.found(u"roundin g1"_s), QStringList());
        QCOMPARE(indexed.found(u"rounding g1"_s), QStringList{gateway});
        QCOMPARE(indexed.found(u"\"rounding of g1\""_s), QStringList{gateway});
        QCOMPARE(indexed.found(u"\"more replicas\""_s), QStringList{handmade});
        QCOMPARE(indexed.found(u"4f2c1a staging"_s), (QStringList{gateway, staging}));
        QCOMPARE(indexed.found(u"before:%1Z"_s.arg(middle.toString(u"yyyy-MM-ddTHH:mm:ss"_s))), QStringList{staging});
        QCOMPARE(indexed.found(u"after:%1Z rounding kind:deploy"_s.arg(middle.toString(u"yyyy-MM-ddTHH:mm:ss"_s))),
            (QStringList{production, gateway}));
        // What means something to the database is only text here.
        for (const QString &odd :
            {u"\""_s, u"*"_s, u"a AND"_s, u"NEAR("_s, u"text:x"_s, u"^"_s, u"'; DROP TABLE change"_s, u"("_s, u"-"_s})
            QVERIFY2(indexed.index->page({.search = parseSearch(odd)}, 10), qPrintable(odd));
        QCOMPARE(
            indexed.rows({.env = u"staging"_s, .search = parseSearch(u"rounding"_s)}), (QStringList{gateway, staging}));
        QCOMPARE(indexed.rows({.app = u"api"_s}), (QStringList{handmade, production, staging}));
        QCOMPARE(indexed.rows({.env = u"none"_s}), QStringList());
        QCOMPARE(indexed.rows({.person = u"joe"_s, .repository = u"acme/api"_s}), QStringList{production});
        QCOMPARE(indexed.rows({.kinds = {ChangeKind::ByHand}, .from = middle}), QStringList{handmade});
    }

    void saysWhichRestrictionFoundNothing()
    {
        GitRepo repo;
        const QString web = repo.deploy(u"web"_s, u"a1"_s);
        repo.deploy(u"api"_s, u"b1"_s);
        addRecord(repo, u"start"_s, u"production/web/release.json"_s,
            R"({"artifactId":"p1","triggeredBy":"jane","version":{"repositoryName":"acme/site"}})");
        const QDateTime end = repo.clock.now().addSecs(60);
        Indexed indexed(repo);
        indexed.update();
        const auto removed = [&](const ChangeFilter &filter) { return indexed.index->whatRemoved(filter).value(); };
        QCOMPARE(removed({}), QList<FacetCount>());
        QCOMPARE(removed({.env = u"production"_s, .app = u"api"_s}),
            (QList<FacetCount>{{FilterPart::Environment, 1}, {FilterPart::App, 1}}));
        QCOMPARE(removed({.env = u"production"_s, .search = parseSearch(u"app:api web"_s)}),
            (QList<FacetCount>{{FilterPart::Environment, 0}, {FilterPart::Words, 0}, {FilterPart::SearchApp, 1}}));
        QCOMPARE(removed({.person = u"jane"_s, .repository = u"acme/web"_s, .kinds = {ChangeKind::Deploy}}),
            (QList<FacetCount>{{FilterPart::Person, 0}, {FilterPart::Repository, 1}, {FilterPart::Kinds, 0}}));
        QCOMPARE(removed({.outcome = Outcome::RolledBack, .from = end}),
            (QList<FacetCount>{{FilterPart::Outcome, 0}, {FilterPart::Period, 0}}));
        QCOMPARE(removed({.search = parseSearch(u"env:staging by:jane repo:acme kind:deploy after:2020-01-01"_s)}),
            (QList<FacetCount>{{FilterPart::SearchEnv, 1}, {FilterPart::SearchPeople, 0},
                {FilterPart::SearchRepository, 0}, {FilterPart::SearchKinds, 0}, {FilterPart::SearchPeriod, 0}}));
        QCOMPARE(indexed.index->people(u"production"_s).value(), QStringList{u"jane"_s});
        QCOMPARE(indexed.index->people({}).value(), (QStringList{u"jane"_s, u"policy"_s}));
        QCOMPARE(indexed.index->people(u"none"_s).value(), QStringList());
        QCOMPARE(indexed.index->repositories(u"staging"_s).value(), (QStringList{u"acme/api"_s, u"acme/web"_s}));
        QCOMPARE(indexed.index->change(u"staging"_s, u"web"_s, web).value()->artifactId, u"a1"_s);
        QVERIFY(!indexed.index->change(u"staging"_s, u"api"_s, web).value());
        QVERIFY(!indexed.index->change(u"staging"_s, u"web"_s, u"none"_s).value());
        QCOMPARE(indexed.index->newestOf(u"production"_s, u"web"_s).value()->artifactId, u"p1"_s);
        QVERIFY(!indexed.index->newestOf(u"production"_s, u"api"_s).value());
    }

    void understandsWhatIsTyped()
    {
        Search search =
            parseSearch(u"app:web Env:prod by:\"Jane Doe\" fix \"two words\" kind:rollback kind:hand 12:30 grow"_s);
        QCOMPARE(search.apps, QStringList{u"web"_s});
        QCOMPARE(search.envs, QStringList{u"prod"_s});
        QCOMPARE(search.people, QStringList{u"Jane Doe"_s});
        QCOMPARE(search.words, (QStringList{u"fix"_s, u"two words"_s, u"12:30"_s, u"grow"_s}));
        QCOMPARE(search.kinds, (QList{ChangeKind::Rollback, ChangeKind::ByHand}));
        QVERIFY(search.lastWordGrows);
        QVERIFY(!parseSearch(u"done "_s).lastWordGrows);
        QVERIFY(!parseSearch(u"\"done\""_s).lastWordGrows);
        QVERIFY(!parseSearch(u"done app:web"_s).lastWordGrows);
        search = parseSearch(u"kind:nonsense before:soon app: after:2026-11-23 before:2026-11-24T10:30"_s);
        QCOMPARE(search.notUnderstood, (QStringList{u"kind:nonsense"_s, u"before:soon"_s, u"app:"_s}));
        QCOMPARE(search.after, QDateTime(QDate(2026, 11, 23), QTime(0, 0), Qt::UTC));
        QCOMPARE(search.before, QDateTime(QDate(2026, 11, 24), QTime(10, 30), Qt::UTC));
        QVERIFY(parseSearch(u"   "_s).isEmpty());
        QCOMPARE(parseSearch(u"\"open"_s).words, QStringList{u"open"_s});
    }

    void goesOnWhereItWasInterrupted()
    {
        GitRepo repo;
        GeneratedHistory history(repo, {}, 7);
        history.grow(110);
        const QList<Change> whole = fresh(repo);
        QVERIFY(whole.size() > 80);
        Indexed indexed(repo);
        const auto stop = [](const IndexProgress &) { return false; };
        QVERIFY(!indexed.update(stop).complete);
        QVERIFY(!indexed.index->isComplete().value());
        // The first page is there, and right.
        QVERIFY(indexed.all().size() >= 40 && indexed.all().size() < whole.size());
        QCOMPARE(indexed.all().first(), whole.first());
        // Another head before the rest was read.
        history.grow(5);
        indexed.reopen();
        QVERIFY(!indexed.update(stop).complete);
        QVERIFY(indexed.update().complete);
        QCOMPARE(indexed.all(), fresh(repo));
        // What is left of the file after a damage is made anew.
        indexed.index.reset();
        QFile file(indexed.path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("not a database, but long enough to be taken for one, as far as its header is concerned");
        file.close();
        indexed.reopen();
        QVERIFY(indexed.update().complete);
        QCOMPARE(indexed.all(), fresh(repo));
    }
};

QTEST_GUILESS_MAIN(IndexTest)
#include "tst_gitops_index.moc"
