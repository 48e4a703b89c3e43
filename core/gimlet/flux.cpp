#include "flux.h"

namespace coupe::gimlet {

using namespace Qt::StringLiterals;

void decode(const JsonDecoder::Object &object, FluxEvent &event)
{
    QString timestamp;
    object.within("involvedObject"_L1, [&](const JsonDecoder::Object &involved) {
        involved.read("kind"_L1, event.kind);
        involved.read("namespace"_L1, event.namespaceName);
        involved.read("name"_L1, event.name);
    });
    object.read("severity"_L1, event.severity);
    object.read("timestamp"_L1, timestamp);
    object.read("message"_L1, event.message);
    object.read("reason"_L1, event.reason);
    object.within("metadata"_L1, [&](const JsonDecoder::Object &metadata) {
        metadata.read("revision"_L1, event.revision);
        if (event.revision.isEmpty()) // Flux 2 prefixes the key with the controller's group
            metadata.read("kustomize.toolkit.fluxcd.io/revision"_L1, event.revision);
    });
    event.timestamp = QDateTime::fromString(timestamp, Qt::ISODateWithMs).toUTC();
}

QJsonObject toJson(const FluxEvent &event)
{
    return {
        {"involvedObject"_L1,
            QJsonObject{{"kind"_L1, event.kind}, {"namespace"_L1, event.namespaceName}, {"name"_L1, event.name}}},
        {"severity"_L1, event.severity},
        {"timestamp"_L1, event.timestamp.toUTC().toString(Qt::ISODate)},
        {"message"_L1, event.message},
        {"reason"_L1, event.reason},
        {"metadata"_L1, QJsonObject{{"revision"_L1, event.revision}}},
        {"reportingController"_L1, u"kustomize-controller"_s},
        {"reportingInstance"_L1, u"kustomize-controller"_s},
    };
}

QString commitOfRevision(QStringView revision)
{
    constexpr qsizetype hashLength = 40;
    if (revision.size() < hashLength)
        return {};
    const QStringView hash = revision.last(hashLength);
    const bool isHash = std::ranges::all_of(hash, [](QChar digit) {
        return (digit >= u'0' && digit <= u'9') || (digit.toLower() >= u'a' && digit.toLower() <= u'f');
    });
    const bool stands = revision.size() == hashLength || revision[revision.size() - hashLength - 1] == u'/'
        || revision[revision.size() - hashLength - 1] == u':';
    return isHash && stands ? hash.toString().toLower() : QString();
}

} // namespace coupe::gimlet
