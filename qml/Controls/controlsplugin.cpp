#include "iconimages.h"
#include "shadowimages.h"

#include <QQmlEngine>
#include <QQmlEngineExtensionPlugin>

extern void qml_register_types_Coupe_Controls();
Q_GHS_KEEP_REFERENCE(qml_register_types_Coupe_Controls)

QT_BEGIN_NAMESPACE
// Documented with QKeySequence::mnemonic(), declared nowhere.
Q_GUI_EXPORT void qt_set_sequence_auto_mnemonic(bool enable);
QT_END_NAMESPACE

/// What `import Coupe.Controls` brings along, so that no program and no test has to remember it.
class CoupeControlsPlugin : public QQmlEngineExtensionPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QQmlEngineExtensionInterface_iid)

public:
    explicit CoupeControlsPlugin(QObject *parent = nullptr) : QQmlEngineExtensionPlugin(parent)
    {
        volatile auto registration = &qml_register_types_Coupe_Controls;
        Q_UNUSED(registration)
    }

    void initializeEngine(QQmlEngine *engine, const char *) override
    {
        engine->addImageProvider(QStringLiteral("icon"), new IconImages);
        engine->addImageProvider(QStringLiteral("shadow"), new ShadowImages);
        // Words on buttons come from servers: an & in a tag must never become a key that presses them.
        qt_set_sequence_auto_mnemonic(false);
    }
};

#include "controlsplugin.moc"
