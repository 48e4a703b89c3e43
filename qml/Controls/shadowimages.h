#pragma once

#include <QQuickImageProvider>

/// Draws `image://shadow/<blur>/<radius>#<color>`: the soft edge that popups and dialogs stretch around themselves.
class ShadowImages : public QQuickImageProvider
{
public:
    ShadowImages();

    QImage requestImage(const QString &id, QSize *size, const QSize &requestedSize) override;
};
