#include "layout.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestName = 100;

/// Git forbids what some file systems take for ".git"; what cannot be seen cannot be told apart on a screen.
bool mayStandInName(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    default:
        return c != u'/' && c != u'\\' && c != u':' && c != QChar(0xfffd);
    }
}

} // namespace

Result<void> checkName(QStringView name)
{
    const auto refused = [](const QString &why) { return failure(ErrorKind::Invalid, why); };
    if (name.isEmpty())
        return refused(u"A name is missing."_s);
    if (!name.isValidUtf16() || !std::ranges::all_of(name, mayStandInName))
        return refused(u"A name holds a character that cannot stand in a folder's name."_s);
    if (name.toUtf8().size() > LongestName)
        return refused(u"A name is longer than %1 bytes."_s.arg(LongestName));
    if (name.front() == u'.' || name.front() == u'-')
        return refused(u"“%1” cannot be a folder's name: it starts with a dot or a dash."_s.arg(name));
    if (name.front().isSpace() || name.back().isSpace())
        return refused(u"“%1” cannot be a folder's name: it starts or ends with a space."_s.arg(name));
    if (name.startsWith(u"git~", Qt::CaseInsensitive))
        return refused(u"“%1” cannot be a folder's name: git keeps it for itself."_s.arg(name));
    return {};
}

Result<Layout> Layout::make(const QString &env, bool repoPerEnv)
{
    if (auto checked = checkName(env); !checked)
        return std::unexpected(std::move(checked.error()));
    return Layout(env, repoPerEnv);
}

Result<QString> Layout::appPath(const QString &app) const
{
    if (auto checked = checkName(app); !checked)
        return std::unexpected(std::move(checked.error()));
    if (!isAppFolder(app) || app == u"release.json")
        return failure(
            ErrorKind::Invalid, u"“%1” cannot be an app's name: the gitops repo keeps it for itself."_s.arg(app));
    return m_repoPerEnv ? app : m_env + u'/' + app;
}

bool Layout::isAppFolder(QStringView name)
{
    return !name.startsWith(u'.') && name != u"flux";
}

} // namespace coupe::gitops
