#pragma once

#include <base/result.h>

#include <QByteArray>
#include <QString>

#include <vector>

namespace coupe::manifest {

enum class YamlShape { Null, Plain, Quoted, Alias, Sequence, Mapping };

/// A value of a YAML text, and where in that text it is. Positions are in bytes.
struct YamlNode {
    YamlShape shape = YamlShape::Null;
    bool flow = false; ///< within {…} or […], as JSON is
    bool hidden = false; ///< nobody gets to see it; see secrets.h
    QString key; ///< of a mapping's member
    qsizetype keyAt = -1; ///< where the key starts; -1: not a mapping's member
    qsizetype at = 0; ///< where the value starts; for one that is not written down, somewhere behind the key
    QString text; ///< a scalar's; of an alias its name with the asterisk: they are never followed
    std::vector<YamlNode> members; ///< of a mapping or sequence

    /// Where it starts, key included.
    qsizetype start() const { return keyAt >= 0 ? keyAt : at; }
    /// A mapping's member; null when there is none.
    const YamlNode *member(QStringView name) const;
    YamlNode *member(QStringView name);
};

/// Reads a stream of YAML mappings, each with the bounds of checkYaml(). A text with control characters is refused:
/// the reader would take some for the end. Empty documents are Null.
Result<std::vector<YamlNode>> readYamlTree(const QByteArray &text);

} // namespace coupe::manifest
