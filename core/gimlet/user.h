#pragma once

#include <gimlet/json.h>

namespace coupe::gimlet {

/// Someone, or something, who may call the API (contract §3.10).
struct User {
    QString login;
    QString token; ///< a secret; empty unless freshly minted
    bool admin = false;
    QString name;

    bool operator==(const User &) const = default;
};

void decode(const JsonDecoder::Object &object, User &user);
QJsonObject toJson(const User &user);

} // namespace coupe::gimlet
