#include "http.h"

namespace coupe::service {

namespace {

QByteArray decoded(QByteArrayView text)
{
    QByteArray plain = text.toByteArray();
    plain.replace('+', ' ');
    return QByteArray::fromPercentEncoding(plain);
}

/// Calls @p visit with the raw value of each parameter called @p name, until it returns false.
template <typename Visit> void visitParameters(const QByteArray &query, QByteArrayView name, Visit visit)
{
    for (const QByteArray &pair : query.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        const QByteArrayView key = QByteArrayView(pair).first(equals < 0 ? pair.size() : equals);
        if (key.isEmpty() || decoded(key) != name)
            continue;
        if (!visit(equals < 0 ? QByteArrayView() : QByteArrayView(pair).sliced(equals + 1)))
            return;
    }
}

} // namespace

Handler::~Handler() = default;

std::optional<Response> Handler::refuse(const Request &)
{
    return std::nullopt;
}

bool Request::hasParameter(QByteArrayView name) const
{
    bool found = false;
    visitParameters(query, name, [&](QByteArrayView) {
        found = true;
        return false;
    });
    return found;
}

QByteArray Request::parameter(QByteArrayView name) const
{
    QByteArray first;
    visitParameters(query, name, [&](QByteArrayView value) {
        first = decoded(value);
        return false;
    });
    return first;
}

QList<QByteArray> Request::parameters(QByteArrayView name) const
{
    QList<QByteArray> all;
    visitParameters(query, name, [&](QByteArrayView value) {
        all.append(decoded(value));
        return true;
    });
    return all;
}

} // namespace coupe::service
