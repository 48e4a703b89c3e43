#pragma once

#include <QFont>
#include <QObject>
#include <QtQml/qqmlregistration.h>

/// The fonts of the design, made once from the families that are installed and the size that the system asks for.
class Typography : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(qreal fontScale READ fontScale WRITE setFontScale RESET resetFontScale NOTIFY fontsChanged FINAL)
    Q_PROPERTY(QString fontSans READ fontSans CONSTANT FINAL)
    Q_PROPERTY(QString fontMono READ fontMono CONSTANT FINAL)
    Q_PROPERTY(QFont fontTitle READ fontTitle NOTIFY fontsChanged FINAL)
    Q_PROPERTY(QFont fontBody READ fontBody NOTIFY fontsChanged FINAL)
    Q_PROPERTY(QFont fontBodyMedium READ fontBodyMedium NOTIFY fontsChanged FINAL)
    Q_PROPERTY(QFont fontBodySemibold READ fontBodySemibold NOTIFY fontsChanged FINAL)
    Q_PROPERTY(QFont fontSmall READ fontSmall NOTIFY fontsChanged FINAL)
    Q_PROPERTY(QFont fontSmallMedium READ fontSmallMedium NOTIFY fontsChanged FINAL)
    Q_PROPERTY(QFont fontSmallSemibold READ fontSmallSemibold NOTIFY fontsChanged FINAL)
    Q_PROPERTY(QFont fontTiny READ fontTiny NOTIFY fontsChanged FINAL)
    Q_PROPERTY(QFont fontTinyMedium READ fontTinyMedium NOTIFY fontsChanged FINAL)
    Q_PROPERTY(QFont fontTinySemibold READ fontTinySemibold NOTIFY fontsChanged FINAL)
    Q_PROPERTY(QFont fontMonoBody READ fontMonoBody NOTIFY fontsChanged FINAL)
    Q_PROPERTY(QFont fontMonoBodyMedium READ fontMonoBodyMedium NOTIFY fontsChanged FINAL)
    Q_PROPERTY(QFont fontMonoSmall READ fontMonoSmall NOTIFY fontsChanged FINAL)
    Q_PROPERTY(QFont fontMonoVersion READ fontMonoVersion NOTIFY fontsChanged FINAL)

public:
    explicit Typography(QObject *parent = nullptr);

    qreal fontScale() const { return m_scale; }
    void setFontScale(qreal scale);
    void resetFontScale();

    QString fontSans() const { return m_sans; }
    QString fontMono() const { return m_mono; }
    QFont fontTitle() const { return sans(15, QFont::DemiBold); }
    QFont fontBody() const { return sans(13, QFont::Normal); }
    QFont fontBodyMedium() const { return sans(13, QFont::Medium); }
    QFont fontBodySemibold() const { return sans(13, QFont::DemiBold); }
    QFont fontSmall() const { return sans(12, QFont::Normal); }
    QFont fontSmallMedium() const { return sans(12, QFont::Medium); }
    QFont fontSmallSemibold() const { return sans(12, QFont::DemiBold); }
    QFont fontTiny() const { return sans(11, QFont::Normal); }
    QFont fontTinyMedium() const { return sans(11, QFont::Medium); }
    QFont fontTinySemibold() const { return sans(11, QFont::DemiBold); }
    QFont fontMonoBody() const { return mono(12, QFont::Normal); }
    QFont fontMonoBodyMedium() const { return mono(12, QFont::Medium); }
    QFont fontMonoSmall() const { return mono(11.5, QFont::Normal); }
    QFont fontMonoVersion() const { return mono(12.5, QFont::Medium); }

Q_SIGNALS:
    void fontsChanged();

private:
    QFont sans(qreal pixels, QFont::Weight weight) const;
    QFont mono(qreal pixels, QFont::Weight weight) const;
    QFont sized(QFont font, qreal pixels, QFont::Weight weight) const;

    QString m_sans;
    QString m_mono;
    qreal m_dotsPerInch = 96;
    qreal m_scale = 1;
};
