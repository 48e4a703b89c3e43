#include "historymodel.h"

#include "changewords.h"
#include "statuswords.h"
#include "timetext.h"

#include <base/displaytext.h>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using gitops::Change;
using workspace::ChangeKey;
using workspace::Session;

namespace {

/// Rows that are read together.
constexpr int Block = 64;
/// Rows that are kept; others are read again when they are looked at.
constexpr qsizetype MostKept = 4096;

} // namespace

HistoryModel::HistoryModel(Session &session, QObject *parent)
    : QAbstractListModel(parent), m_session(session), m_words(session.commitWords())
{
    m_wanting.setSingleShot(true);
    m_wanting.setInterval(0);
    connect(&m_wanting, &QTimer::timeout, this, &HistoryModel::readWanted);
    connect(&session, &Session::boardChanged, this, [this] {
        if (auto words = m_session.commitWords(); std::exchange(m_words, words) != words)
            everyRowChanged({ShapeRole, WordRole, RowNameRole});
    });
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> HistoryModel::roleNames() const
{
    return {
        {LoadedRole, "loaded"},
        {KindIconRole, "kindIcon"},
        {KindRole, "kind"},
        {ShapeRole, "shape"},
        {WordRole, "word"},
        {AppRole, "app"},
        {EnvironmentRole, "environment"},
        {VersionRole, "version"},
        {WhatRole, "what"},
        {ByRole, "by"},
        {AuthorRole, "author"},
        {WhenRole, "when"},
        {AgeRole, "age"},
        {LivedRole, "lived"},
        {ExactTimeRole, "exactTime"},
        {MarkRole, "mark"},
        {RowNameRole, "rowName"},
    };
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ChangeKey key = m_keys[index.row()];
    if (role == MarkRole)
        return m_markA == key ? u"A"_s : m_markB == key ? u"B"_s : QString();
    const auto change = m_read.constFind(key);
    if (change == m_read.constEnd() || m_stale.contains(key))
        want(index.row());
    if (role == LoadedRole)
        return change != m_read.constEnd();
    return change == m_read.constEnd() ? QVariant(QString()) : textOf(*change, role);
}

QVariant HistoryModel::textOf(const Change &change, int role) const
{
    const QDateTime now = m_session.clock().now();
    switch (role) {
    case KindIconRole:
        return kindIcon(change.kind);
    case KindRole:
        return kindWord(change.kind);
    case ShapeRole:
        return shapeOf(stateOf(change));
    case WordRole:
        return wordOf(stateOf(change));
    case AppRole:
        return displayText(change.app, Lines::Single, 120);
    case EnvironmentRole:
        return displayText(change.env, Lines::Single, 80);
    case VersionRole:
        return versionOf(change);
    case WhatRole:
        return whatHappened(change);
    case ByRole:
        return personOf(change);
    case AuthorRole:
        return authorOf(change);
    case WhenRole:
        return dayText(change.time, now);
    case AgeRole:
        return ageText(change.time, now);
    case LivedRole:
        return livedText(change, now);
    case ExactTimeRole:
        return exactText(change.time);
    case RowNameRole:
        return u"%1, %2, %3, %4, %5, %6, %7, %8"_s.arg(displayText(change.app, Lines::Single, 120),
            displayText(change.env, Lines::Single, 80), kindWord(change.kind), versionOf(change),
            wordOf(stateOf(change)), whatHappened(change), personOf(change), dayText(change.time, now));
    default:
        return {};
    }
}

workspace::ReleaseState HistoryModel::stateOf(const Change &change) const
{
    return workspace::stateOf(change, m_words, m_session.clock().now());
}

void HistoryModel::setKeys(QList<ChangeKey> keys)
{
    const int before = count();
    // A history grows at its top, and while it is read for the first time at its end: what is alike at both ends stays.
    qsizetype top = 0;
    qsizetype bottom = 0;
    const qsizetype most = std::min(keys.size(), m_keys.size());
    while (bottom < most && keys[keys.size() - 1 - bottom] == m_keys[m_keys.size() - 1 - bottom])
        ++bottom;
    while (top < most - bottom && keys[top] == m_keys[top])
        ++top;
    if (const qsizetype gone = m_keys.size() - top - bottom; gone > 0) {
        beginRemoveRows({}, int(top), int(top + gone - 1));
        m_keys.remove(top, gone);
        endRemoveRows();
    }
    if (const qsizetype come = keys.size() - top - bottom; come > 0) {
        beginInsertRows({}, int(top), int(top + come - 1));
        m_keys = std::move(keys);
        endInsertRows();
    }
    if (before != count())
        Q_EMIT countChanged();
}

void HistoryModel::forgetChanges()
{
    // Old words stay on the screen until the new ones are there.
    m_stale.clear();
    for (auto it = m_read.keyBegin(); it != m_read.keyEnd(); ++it)
        m_stale.insert(*it);
    m_wanted.clear();
    everyRowChanged({LoadedRole});
}

void HistoryModel::want(int row) const
{
    m_wanted.insert(row / Block);
    if (!m_reading.isRunning() && !m_wanting.isActive())
        m_wanting.start();
}

void HistoryModel::readWanted()
{
    QList<ChangeKey> keys;
    m_readingRows = {count(), -1};
    for (const int block : std::exchange(m_wanted, {})) {
        for (int row = block * Block; row < std::min((block + 1) * Block, count()); ++row) {
            if (m_read.contains(m_keys[row]) && !m_stale.contains(m_keys[row]))
                continue;
            keys.append(m_keys[row]);
            m_readingRows = {std::min(m_readingRows.first, row), std::max(m_readingRows.second, row)};
        }
    }
    if (keys.isEmpty())
        return;
    if (m_read.size() + keys.size() > MostKept) {
        m_read.clear();
        m_stale.clear();
    }
    m_reading =
        m_session.gitops().changes(keys, [this](const Result<QList<workspace::KeyedChange>> &read) { takeRead(read); });
}

void HistoryModel::takeRead(const Result<QList<workspace::KeyedChange>> &read)
{
    if (read) {
        for (const auto &[key, change] : *read) {
            m_stale.remove(key);
            m_read.insert(key, change);
        }
        const int last = std::min(m_readingRows.second, count() - 1);
        if (m_readingRows.first <= last)
            Q_EMIT dataChanged(index(m_readingRows.first), index(last));
        Q_EMIT rowsRead();
    }
    if (!m_wanted.isEmpty())
        m_wanting.start();
}

std::optional<Change> HistoryModel::changeAt(int row) const
{
    if (row < 0 || row >= count())
        return {};
    const auto change = m_read.constFind(m_keys[row]);
    if (change == m_read.constEnd()) {
        want(row);
        return {};
    }
    return *change;
}

int HistoryModel::rowOf(const ChangeKey &key) const
{
    return int(m_keys.indexOf(key));
}

std::optional<ChangeKey> HistoryModel::keyAt(int row) const
{
    return row >= 0 && row < count() ? std::optional(m_keys[row]) : std::nullopt;
}

void HistoryModel::setMarks(std::optional<ChangeKey> a, std::optional<ChangeKey> b)
{
    for (const auto &mark : {std::exchange(m_markA, a), std::exchange(m_markB, b), a, b}) {
        if (const int row = mark ? rowOf(*mark) : -1; row >= 0)
            Q_EMIT dataChanged(index(row), index(row), {MarkRole});
    }
}

void HistoryModel::refreshAges()
{
    everyRowChanged({AgeRole, LivedRole, WhenRole});
}

void HistoryModel::everyRowChanged(const QList<int> &roles)
{
    if (count() > 0)
        Q_EMIT dataChanged(index(0), index(count() - 1), roles);
}

} // namespace coupe::ui
