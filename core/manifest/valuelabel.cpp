#include "valuelabel.h"

#include <QRegularExpression>

#include <array>

namespace coupe::manifest {

using namespace Qt::StringLiterals;

namespace {

QString unquoted(QString key)
{
    if (key.size() >= 2 && key.startsWith(u'"') && key.endsWith(u'"'))
        return key.sliced(1, key.size() - 2);
    return key;
}

/// "spec.a[b.c].\"d.e\"" in its members: spec, a[b.c], "d.e".
QStringList partsOf(const QString &path)
{
    QStringList parts(QString{});
    bool quoted = false;
    int brackets = 0;
    for (const QChar c : path) {
        quoted ^= c == u'"';
        brackets += quoted ? 0 : int(c == u'[') - int(c == u']');
        if (c == u'.' && !quoted && brackets == 0)
            parts.append(QString());
        else
            parts.last() += c;
    }
    return parts;
}

QString withinContainer(const QString &rest)
{
    static const QRegularExpression env(u"^env\\[(.+?)\\](\\..+)?\\z"_s);
    static const QRegularExpression resource(u"^resources\\.(limits|requests)\\.(.+)\\z"_s);
    static const QRegularExpression probe(u"^(liveness|readiness|startup)Probe\\.(?:.+\\.)?(.+)\\z"_s);
    static const QRegularExpression argument(u"^(args|command)\\[([0-9]+)\\]\\z"_s);
    static const QRegularExpression port(u"^ports\\[(.+)\\]\\.containerPort\\z"_s);
    if (const auto m = env.match(rest); m.hasMatch()) {
        const bool plain = m.captured(2).isEmpty() || m.captured(2) == u".value" || m.captured(2) == u".name";
        return u"env %1"_s.arg(unquoted(m.captured(1))) + (plain ? u""_s : u" source"_s);
    }
    if (const auto m = resource.match(rest); m.hasMatch()) {
        const QString what = unquoted(m.captured(2));
        return (what == u"cpu" ? u"CPU"_s : what) + (m.captured(1) == u"limits" ? u" limit"_s : u" request"_s);
    }
    if (const auto m = probe.match(rest); m.hasMatch())
        return u"%1 probe %2"_s.arg(m.captured(1), m.captured(2));
    if (const auto m = argument.match(rest); m.hasMatch())
        return (m.captured(1) == u"args" ? u"argument %1"_s : u"command %1"_s).arg(m.captured(2).toInt() + 1);
    if (const auto m = port.match(rest); m.hasMatch())
        return u"container port %1"_s.arg(unquoted(m.captured(1)));
    return rest == u"image" ? u"image"_s : rest == u"imagePullPolicy" ? u"image pull policy"_s : QString();
}

QString knownPath(const QString &kind, const QString &path)
{
    struct Known {
        QStringView end;
        QStringView label;
    };
    static constexpr std::array known{Known{u"spec.replicas", u"replicas"}, Known{u"spec.minReplicas", u"min replicas"},
        Known{u"spec.maxReplicas", u"max replicas"}, Known{u"spec.schedule", u"schedule"},
        Known{u"spec.suspend", u"suspended"}, Known{u"spec.chart.spec.version", u"chart version"},
        Known{u"metadata.name", u"name"}, Known{u"metadata.namespace", u"namespace"},
        Known{u"apiVersion", u"API version"}, Known{u"spec.values.image.tag", u"image tag"},
        Known{u"spec.type", u"type"}};
    for (const Known &one : known) {
        if (path == one.end)
            return one.label.toString();
    }
    const QStringList parts = partsOf(path);
    const QString last = unquoted(parts.last());
    if (parts.size() >= 3 && parts[parts.size() - 3] == u"metadata") {
        const QString of = parts.size() > 3 ? u"pod "_s : QString();
        if (parts[parts.size() - 2] == u"labels")
            return of + u"label "_s + last;
        if (parts[parts.size() - 2] == u"annotations")
            return of + u"annotation "_s + last;
    }
    if (parts.size() == 2 && (parts[0] == u"data" || parts[0] == u"stringData"))
        return (kind == u"Secret" ? u"secret "_s : u"data "_s) + last;
    return {};
}

} // namespace

QString labelOf(const QString &kind, const QString &objectName, const QString &path)
{
    if (path.isEmpty())
        return u"whole object"_s;
    static const QRegularExpression container(u"(?:^|\\.)(initC|c)ontainers\\[(.+?)\\]\\.(.+)\\z"_s);
    const auto m = container.match(path);
    if (const QString within = m.hasMatch() ? withinContainer(m.captured(3)) : QString(); !within.isEmpty()) {
        const QString name = unquoted(m.captured(2));
        return name == objectName ? within : u"%1 (%2)"_s.arg(within, name);
    }
    if (const QString label = knownPath(kind, path); !label.isEmpty())
        return label;
    const QStringList parts = partsOf(path);
    // "port" alone says little, "http.port" something.
    return parts.size() > 1 && parts[parts.size() - 2] != u"spec" ? parts[parts.size() - 2] + u'.' + parts.last()
                                                                  : unquoted(parts.last());
}

} // namespace coupe::manifest
