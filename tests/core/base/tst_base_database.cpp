#include <base/database.h>

#include <QFile>
#include <QSqlDatabase>
#include <QTemporaryDir>
#include <QTest>

using namespace coupe;
using namespace Qt::StringLiterals;

/// One SQLite file with a versioned schema.
class DatabaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewFileGetsTheWholeSchema();
    void anOldFileIsBroughtUpToDateOnce();
    void aNewerFileIsRefusedUntouched();
    void aFailedMigrationLeavesNothingBehind();
    void valuesAreBoundNotPasted();
    void aFailedTransactionIsRolledBack();
    void aFailedStatementSaysSoAndLaterOnesWork();
    void aFileThatIsNoDatabaseIsRefused();
    void aFolderThatIsNotThereIsRefused();
    void connectionsAreGivenBack();
    void twoOpenersSeeEachOther();

private:
    QString path(const QString &name) const { return m_dir.filePath(name); }
    static qint64 number(Database &database, const QString &sql)
    {
        const auto query = database.exec(sql);
        const qint64 value = query && (*query)->next() ? (*query)->value(0).toLongLong() : -1;
        if (query)
            (*query)->finish();
        return value;
    }

    QTemporaryDir m_dir;
    const QList<QStringList> m_first{{u"CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE)"_s}};
    const QList<QStringList> m_both{
        m_first.first(), {u"ALTER TABLE t ADD COLUMN size INTEGER DEFAULT 5"_s, u"CREATE INDEX t_size ON t (size)"_s}};
};

void DatabaseTest::aNewFileGetsTheWholeSchema()
{
    const auto database = Database::open(path(u"new"_s), m_both);
    QVERIFY(database);
    QCOMPARE(number(**database, u"PRAGMA user_version"_s), 2);
    QVERIFY((*database)->exec(u"INSERT INTO t (name) VALUES (?)"_s, {u"a"_s}));
    QCOMPARE(number(**database, u"SELECT size FROM t"_s), 5);
    const auto mode = (*database)->exec(u"PRAGMA journal_mode"_s);
    QVERIFY(mode && (*mode)->next());
    QCOMPARE((*mode)->value(0).toString(), u"wal"_s);
}

void DatabaseTest::anOldFileIsBroughtUpToDateOnce()
{
    {
        const auto old = Database::open(path(u"old"_s), m_first, Database::Durability::Full);
        QVERIFY(old);
        QVERIFY((*old)->exec(u"INSERT INTO t (name) VALUES ('kept')"_s));
    }
    for (int i = 0; i < 2; ++i) {
        const auto database = Database::open(path(u"old"_s), m_both);
        QVERIFY(database);
        QCOMPARE(number(**database, u"SELECT COUNT(*) FROM t WHERE name = 'kept' AND size = 5"_s), 1);
    }
}

void DatabaseTest::aNewerFileIsRefusedUntouched()
{
    QVERIFY(Database::open(path(u"newer"_s), m_both));
    const auto database = Database::open(path(u"newer"_s), m_first);
    QVERIFY(!database);
    QCOMPARE(database.error().kind, ErrorKind::Storage);
    QVERIFY(database.error().message.contains(u"newer version"_s));
    QVERIFY(Database::open(path(u"newer"_s), m_both));
}

void DatabaseTest::aFailedMigrationLeavesNothingBehind()
{
    const QList<QStringList> broken{m_first.first(), {u"CREATE TABLE half (x)"_s, u"CREATE NONSENSE"_s}};
    const auto failed = Database::open(path(u"broken"_s), broken);
    QVERIFY(!failed);
    QVERIFY(!failed.error().detail.isEmpty());
    const auto database = Database::open(path(u"broken"_s), m_both);
    QVERIFY(database);
    QCOMPARE(number(**database, u"SELECT COUNT(*) FROM sqlite_master WHERE name = 'half'"_s), 0);
}

void DatabaseTest::valuesAreBoundNotPasted()
{
    const auto database = Database::open(path(u"bound"_s), m_first);
    const QString evil = u"x'); DROP TABLE t; --"_s;
    QVERIFY((*database)->exec(u"INSERT INTO t (name) VALUES (?)"_s, {evil}));
    QVERIFY((*database)->exec(u"INSERT INTO t (name) VALUES (?)"_s, {u"second"_s}));
    const auto query = (*database)->exec(u"SELECT name FROM t WHERE name = ?"_s, {evil});
    QVERIFY(query && (*query)->next());
    QCOMPARE((*query)->value(0).toString(), evil);
    QVERIFY(!(*query)->next());
}

void DatabaseTest::aFailedTransactionIsRolledBack()
{
    const auto opened = Database::open(path(u"transaction"_s), m_first);
    Database &database = **opened;
    const auto work = [&](bool fails) {
        return database.transaction([&]() -> Result<int> {
            if (const auto done = database.exec(u"INSERT INTO t (name) VALUES (?)"_s, {fails ? u"lost"_s : u"kept"_s});
                !done)
                return std::unexpected(done.error());
            if (fails)
                return failure(ErrorKind::Invalid, u"no"_s);
            return 7;
        });
    };
    QCOMPARE(work(true).error().kind, ErrorKind::Invalid);
    QCOMPARE(number(database, u"SELECT COUNT(*) FROM t"_s), 0);
    QCOMPARE(*work(false), 7);
    QCOMPARE(number(database, u"SELECT COUNT(*) FROM t"_s), 1);
}

void DatabaseTest::aFailedStatementSaysSoAndLaterOnesWork()
{
    const auto database = Database::open(path(u"failed"_s), m_first);
    QVERIFY((*database)->exec(u"INSERT INTO t (name) VALUES ('a')"_s));
    const auto twice = (*database)->exec(u"INSERT INTO t (name) VALUES ('a')"_s);
    QVERIFY(!twice);
    QCOMPARE(twice.error().kind, ErrorKind::Storage);
    QVERIFY(twice.error().detail.contains(u"UNIQUE"_s));
    QVERIFY(!(*database)->exec(u"SELECT nonsense FROM nowhere"_s));
    QCOMPARE(number(**database, u"SELECT COUNT(*) FROM t"_s), 1);
}

void DatabaseTest::aFileThatIsNoDatabaseIsRefused()
{
    QFile file(path(u"text"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(10'000, 'x'));
    file.close();
    const auto database = Database::open(path(u"text"_s), m_first);
    QVERIFY(!database);
    QCOMPARE(database.error().kind, ErrorKind::Storage);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray(10'000, 'x'));
}

void DatabaseTest::aFolderThatIsNotThereIsRefused()
{
    const auto database = Database::open(path(u"no/such/folder"_s), m_first);
    QVERIFY(!database);
    QCOMPARE(database.error().kind, ErrorKind::Storage);
}

void DatabaseTest::connectionsAreGivenBack()
{
    for (int i = 0; i < 20; ++i)
        QVERIFY(Database::open(path(u"given"_s), m_first));
    QVERIFY(QSqlDatabase::connectionNames().isEmpty());
}

void DatabaseTest::twoOpenersSeeEachOther()
{
    const auto one = Database::open(path(u"two"_s), m_first);
    const auto other = Database::open(path(u"two"_s), m_first);
    QVERIFY(one && other);
    QVERIFY((*one)->exec(u"INSERT INTO t (name) VALUES ('a')"_s));
    QCOMPARE(number(**other, u"SELECT COUNT(*) FROM t"_s), 1);
    QVERIFY((*other)->exec(u"INSERT INTO t (name) VALUES ('b')"_s));
    QCOMPARE(number(**one, u"SELECT COUNT(*) FROM t"_s), 2);
}

QTEST_GUILESS_MAIN(DatabaseTest)
#include "tst_base_database.moc"
