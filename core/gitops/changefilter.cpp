#include "changefilter.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

struct Piece {
    QString key; ///< in lower case; empty: a plain word
    QString value;
    bool quoted = false;
    bool last = false; ///< the text ends with it
    QString text; ///< as it was typed
};

const QStringList Operators{u"app"_s, u"env"_s, u"by"_s, u"repo"_s, u"kind"_s, u"before"_s, u"after"_s};

QList<Piece> piecesOf(const QString &text)
{
    QList<Piece> pieces;
    for (qsizetype at = 0; at < text.size();) {
        if (text[at].isSpace()) {
            ++at;
            continue;
        }
        const qsizetype start = at;
        Piece piece;
        for (bool inQuotes = false; at < text.size() && (inQuotes || !text[at].isSpace()); ++at) {
            const QString soFar = piece.value.toLower();
            if (text[at] == u'"') {
                inQuotes = !inQuotes;
                piece.quoted = true;
            } else if (text[at] == u':' && piece.key.isEmpty() && !piece.quoted && Operators.contains(soFar)) {
                piece.key = soFar;
                piece.value.clear();
            } else {
                piece.value += text[at];
            }
        }
        piece.text = text.sliced(start, at - start);
        piece.last = at == text.size();
        pieces.append(std::move(piece));
    }
    return pieces;
}

std::optional<ChangeKind> kindOf(const QString &word)
{
    static const QMap<QString, ChangeKind> kinds{{u"deploy"_s, ChangeKind::Deploy},
        {u"policy"_s, ChangeKind::PolicyDeploy}, {u"rollback"_s, ChangeKind::Rollback},
        {u"delete"_s, ChangeKind::Delete}, {u"hand"_s, ChangeKind::ByHand}};
    const auto found = kinds.find(word.toLower());
    return found == kinds.end() ? std::nullopt : std::optional(*found);
}

QDateTime timeOf(const QString &text, Qt::TimeSpec zone)
{
    QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    if (time.isValid() && time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(zone);
    return time.toUTC();
}

/// False when the value makes no sense.
bool apply(const Piece &piece, Qt::TimeSpec zone, Search &search)
{
    if (piece.value.trimmed().isEmpty())
        return false;
    if (piece.key == u"app"_s) {
        search.apps.append(piece.value);
    } else if (piece.key == u"env"_s) {
        search.envs.append(piece.value);
    } else if (piece.key == u"by"_s) {
        search.people.append(piece.value);
    } else if (piece.key == u"repo"_s) {
        search.repositories.append(piece.value);
    } else if (piece.key == u"kind"_s) {
        const auto kind = kindOf(piece.value);
        if (kind)
            search.kinds.append(*kind);
        return kind.has_value();
    } else if (piece.key.isEmpty()) {
        search.words.append(piece.value);
        search.lastWordGrows = piece.last && !piece.quoted;
    } else {
        const QDateTime time = timeOf(piece.value, zone);
        if (time.isValid())
            (piece.key == u"before"_s ? search.before : search.after) = time;
        return time.isValid();
    }
    return true;
}

} // namespace

bool Search::isEmpty() const
{
    return words.isEmpty() && apps.isEmpty() && envs.isEmpty() && people.isEmpty() && repositories.isEmpty()
        && kinds.isEmpty() && !after.isValid() && !before.isValid();
}

Search parseSearch(const QString &text, Qt::TimeSpec zone)
{
    Search search;
    for (const Piece &piece : piecesOf(text)) {
        if (!apply(piece, zone, search))
            search.notUnderstood.append(piece.text);
    }
    return search;
}

} // namespace coupe::gitops
