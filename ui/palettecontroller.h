#pragma once

#include <ui/artifactscontroller.h>
#include <ui/navigation.h>
#include <ui/overviewcontroller.h>
#include <ui/palettemodel.h>
#include <ui/preferences.h>

#include <QObject>
#include <qqmlregistration.h>

namespace coupe::ui {

/// Ctrl+K: places, apps by environment, artifacts and commands, by any words of their names. Goes and shows; never
/// deploys.
class PaletteController : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged FINAL)
    Q_PROPERTY(coupe::ui::PaletteModel *model READ model CONSTANT FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of AppController")

public:
    PaletteController(workspace::Session &session, Navigation &navigation, OverviewController &overview,
        ArtifactsController &artifacts, Preferences &preferences, QObject *parent = nullptr);

    QString text() const { return m_text; }
    void setText(const QString &text);
    PaletteModel *model() { return &m_model; }

    Q_INVOKABLE void prepare(); ///< before it is shown
    Q_INVOKABLE void perform(int row);

Q_SIGNALS:
    void textChanged();
    void keysWanted();

private:
    void update();
    QList<PaletteEntry> commands() const;

    workspace::Session &m_session;
    Navigation &m_navigation;
    OverviewController &m_overview;
    ArtifactsController &m_artifacts;
    Preferences &m_preferences;
    QString m_text;
    PaletteModel m_model;
};

} // namespace coupe::ui
