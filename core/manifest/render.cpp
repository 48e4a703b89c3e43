#include "render.h"

#include "template.h"
#include "yaml.h"
#include "yamlwriter.h"

#include <base/displaytext.h>

#include <QRegularExpression>

namespace coupe::manifest {

using namespace Qt::StringLiterals;

namespace {

Failure broken(const QString &detail)
{
    return failure(ErrorKind::Invalid,
        u"The value of a variable breaks the manifest: with it in place, it is no longer the same manifest."_s, detail);
}

bool isFileName(const QString &name)
{
    static const QRegularExpression allowed(u"^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}\\z"_s);
    return allowed.match(name).hasMatch() && name != u"release.json";
}

/// Which part of the manifest is beyond us, as the end of a sentence; empty when none is.
QString unsupportedPart(const gimlet::Manifest &manifest)
{
    if (manifest.chart && !(manifest.chart->name.isEmpty() && manifest.chart->repository.isEmpty()))
        return u"the Helm chart %1"_s.arg(displayText(manifest.chart->name, Lines::Single, 80));
    if (!manifest.strategicMergePatches.trimmed().isEmpty())
        return u"strategicMergePatches"_s;
    if (!manifest.json6902Patches.isEmpty())
        return u"json6902Patches"_s;
    if (!manifest.dependencies.isEmpty())
        return u"dependencies"_s;
    if (manifest.preview)
        return u"preview: true"_s;
    return {};
}

void append(QMap<QString, QByteArray> &files, const QString &name, const QByteArray &content)
{
    QByteArray &file = files[name];
    file += "---\n" + content.trimmed() + '\n';
}

/// Helm marks where each document came from; the base name becomes the file (contract §6.1).
Result<QMap<QString, QByteArray>> splitBySource(const QByteArray &text)
{
    static const QByteArray separator = "---\n# Source: ";
    QMap<QString, QByteArray> files;
    qsizetype at = 0;
    QString name = u"manifest.yaml"_s;
    for (;;) {
        qsizetype end = text.indexOf(separator, at);
        while (end > 0 && text[end - 1] != '\n')
            end = text.indexOf(separator, end + 1);
        const QByteArray content = text.mid(at, end < 0 ? -1 : end - at);
        if (!content.trimmed().isEmpty())
            append(files, name, content);
        if (end < 0)
            return files;
        const qsizetype lineStart = end + separator.size();
        qsizetype lineEnd = text.indexOf('\n', lineStart);
        if (lineEnd < 0)
            lineEnd = text.size();
        const QString path = QString::fromUtf8(text.mid(lineStart, lineEnd - lineStart)).trimmed();
        name = path.section(u'/', -1);
        if (!isFileName(name)) {
            return failure(ErrorKind::Invalid,
                u"“%1” in a # Source: comment cannot be a file's name."_s.arg(displayText(path, Lines::Single, 80)));
        }
        at = lineEnd;
    }
}

} // namespace

Result<gimlet::Manifest> resolveVariables(const gimlet::Manifest &manifest, const QMap<QString, QString> &variables)
{
    gimlet::Manifest source = manifest;
    source.cleanup.reset(); // its only variable is known when the branch is gone
    const QJsonObject before = gimlet::toJson(source);
    const auto expanded = expandTemplate(toYaml(before), variables);
    if (!expanded)
        return std::unexpected(expanded.error());

    const auto after = readYamlObject(*expanded, {u"values"_s, u"dependencies"_s, u"preview"_s});
    if (!after)
        return broken(after.error().message);
    if (after->keys() != before.keys())
        return broken(u"members: %1"_s.arg(after->keys().join(u", "_s)));
    auto resolved = gimlet::JsonDecoder::decodeObject<gimlet::Manifest>(*after);
    if (!resolved)
        return broken(resolved.error().detail);

    // What says where the files go must be its own template's outcome, whatever a value smuggles into the text around
    // it.
    const std::pair<QString, QString> places[] = {
        {source.app, resolved->app}, {source.env, resolved->env}, {source.namespaceName, resolved->namespaceName}};
    for (const auto &[from, to] : places) {
        const auto alone = expandTemplate(from.toUtf8(), variables);
        if (!alone || QString::fromUtf8(*alone) != to)
            return broken(to);
    }
    resolved->cleanup = manifest.cleanup;
    return resolved;
}

Result<QMap<QString, QByteArray>> renderFiles(const gimlet::Manifest &resolved)
{
    if (const QString part = unsupportedPart(resolved); !part.isEmpty())
        return failure(ErrorKind::Invalid, u"This manifest uses %1, which Coupe cannot render yet."_s.arg(part));
    const QByteArray text = QString(resolved.manifests).replace(u"\r\n"_s, u"\n"_s).toUtf8();
    if (text.trimmed().isEmpty())
        return failure(
            ErrorKind::Invalid, u"The manifest has neither a chart nor manifests: there is nothing to deploy."_s);
    if (auto checked = checkYaml(text); !checked)
        return std::unexpected(std::move(checked.error()));
    if (text.startsWith("---\n# Source: ") || text.contains("\n---\n# Source: "))
        return splitBySource(text);
    return QMap<QString, QByteArray>{{u"manifest.yaml"_s, text.endsWith('\n') ? text : text + '\n'}};
}

Result<Rendering> render(const gimlet::Manifest &manifest, const QMap<QString, QString> &variables)
{
    auto resolved = resolveVariables(manifest, variables);
    if (!resolved)
        return std::unexpected(std::move(resolved.error()));
    auto files = renderFiles(*resolved);
    if (!files)
        return std::unexpected(std::move(files.error()));
    return Rendering{std::move(*resolved), std::move(*files)};
}

} // namespace coupe::manifest
