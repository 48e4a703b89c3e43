#pragma once

#include "yamltree.h"

#include <QSet>

#include <vector>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

/// How this part's sources read YAML that may be hostile. It shows yaml-cpp: for them alone.
namespace coupe::manifest {

/// Counts, and follows where in which mapping the parser is. What derives from it gets to see values, never keys as
/// such: the key that a value belongs to is that of the last level.
class BoundedHandler : public YAML::EventHandler
{
public:
    int document() const { return m_document; }

    void OnDocumentStart(const YAML::Mark &mark) override;
    void OnDocumentEnd() override { }
    void OnNull(const YAML::Mark &mark, YAML::anchor_t) override;
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t) override;
    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t, const std::string &text) override;
    void OnSequenceStart(
        const YAML::Mark &mark, const std::string &tag, YAML::anchor_t, YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override { leave(); }
    void OnMapStart(
        const YAML::Mark &mark, const std::string &tag, YAML::anchor_t, YAML::EmitterStyle::value style) override;
    void OnMapEnd() override { leave(); }

protected:
    struct Level {
        bool mapping = false;
        bool flow = false;
        bool expectsKey = true;
        QString key;
        int keyAt = 0; ///< as yaml-cpp counts, in bytes
        QSet<QString> keys;
    };

    /// Leaves the parser.
    [[noreturn]] static void stop(const YAML::Mark &mark, const QString &why, ErrorKind kind = ErrorKind::Invalid);

    virtual void checkTag(const YAML::Mark &, const std::string &) { }
    /// A value at the current place.
    virtual void take(const YAML::Mark &, const QString &, YamlShape) { }
    /// The last mapping or sequence that was taken has ended.
    virtual void left() { }

    std::vector<Level> m_levels;

private:
    void value(const YAML::Mark &mark, const QString &text, YamlShape shape);
    void enter(const YAML::Mark &mark, bool mapping, YAML::EmitterStyle::value style);
    void leave();

    int m_events = 0;
    int m_aliases = 0;
    int m_document = 0;
    int m_documentStart = 0;
};

/// Feeds @p handler with the whole of @p text. yaml-cpp throws; nothing gets past here.
Result<void> parseBounded(const QByteArray &text, BoundedHandler &handler);

} // namespace coupe::manifest
