#include "routes.h"
#include "tokens.h"

#include <gimlet/user.h>

namespace coupe::service {

using namespace Qt::StringLiterals;

namespace {

gimlet::User userOf(const Account &account)
{
    gimlet::User user;
    user.login = account.login;
    user.admin = account.admin;
    return user;
}

gimlet::User withToken(const Account &account)
{
    gimlet::User user = userOf(account);
    user.token = QString::fromLatin1(
        mintToken(account.login.toUtf8(), account.secret, UserToken, QDateTime::currentSecsSinceEpoch()));
    return user;
}

/// "policy" is who triggered what no person did.
bool mayBeCalled(const QString &login)
{
    return !login.isEmpty() && login.size() <= 100 && login != "policy"_L1 && login == login.trimmed()
        && std::ranges::none_of(login, [](QChar c) { return c.category() == QChar::Other_Control || c == u'/'; });
}

/// The body where it is one JSON string.
std::optional<QString> textOf(const QByteArray &body)
{
    const QJsonArray array = QJsonDocument::fromJson('[' + body + ']').array();
    if (array.size() != 1 || !array.first().isString())
        return std::nullopt;
    return array.first().toString();
}

Answer create(const Call &call, const QString &login, bool admin)
{
    if (!mayBeCalled(login))
        return badRequest();
    const Account account{login, makeSecret(), admin};
    return call.surroundings.writes.write(call.store, [&](Store &store) -> Answer {
        const auto known = store.account(login);
        if (!known)
            return std::unexpected(known.error());
        if (*known)
            return plain(500, u"Internal Server Error - there is a user called %1 already"_s.arg(login));
        return mapped(store.addAccount(account), [&] { return json(201, gimlet::toJson(withToken(account))); });
    });
}

} // namespace

Answer showSelf(const Call &call)
{
    return json(200, gimlet::toJson(withToken(call.account)));
}

Answer showUser(const Call &call)
{
    const QByteArray login = call.request.path.mid(qsizetype(qstrlen("/api/user/")));
    const auto account = call.store.account(QString::fromUtf8(login));
    if (!account)
        return std::unexpected(account.error());
    if (!*account)
        return notFound();
    return json(
        200, gimlet::toJson(call.request.parameter("withToken") == "true" ? withToken(**account) : userOf(**account)));
}

Answer listUsers(const Call &call)
{
    return mapped(call.store.accounts(), [](const QList<Account> &accounts) {
        QJsonArray users;
        for (const Account &account : accounts)
            users.append(gimlet::toJson(userOf(account)));
        return json(200, users);
    });
}

Answer createUser(const Call &call)
{
    const auto user = bodyOf<gimlet::User>(call);
    return user ? create(call, user->login, user->admin) : badRequest();
}

Answer saveUser(const Call &call)
{
    const auto login = textOf(call.request.body);
    return login ? create(call, *login, false) : badRequest();
}

Answer deleteUser(const Call &call)
{
    const auto login = textOf(call.request.body);
    if (!login || *login == call.account.login)
        return badRequest();
    return mapped(call.surroundings.writes.write(call.store, [&](Store &store) { return store.removeAccount(*login); }),
        [] { return Response{204, {}, {}, {}}; });
}

} // namespace coupe::service
