#include "user.h"

namespace coupe::gimlet {

using namespace Qt::StringLiterals;

void decode(const JsonDecoder::Object &object, User &user)
{
    object.read("login"_L1, user.login);
    object.read("token"_L1, user.token);
    object.read("admin"_L1, user.admin);
    object.read("name"_L1, user.name);
}

QJsonObject toJson(const User &user)
{
    return {
        {"login"_L1, user.login},
        {"token"_L1, user.token},
        {"admin"_L1, user.admin},
        {"name"_L1, user.name},
        {"favoriteRepos"_L1, QJsonArray()},
        {"favoriteServices"_L1, QJsonArray()},
    };
}

} // namespace coupe::gimlet
