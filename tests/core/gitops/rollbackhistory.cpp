#include "rollbackhistory.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

void dropFolder(RollbackHistory::Files &files, const QString &folder)
{
    files.removeIf([&](const auto &file) { return file.key().startsWith(folder + u'/'); });
}

} // namespace

RollbackHistory::RollbackHistory(const QString &repository)
{
    m_import.setWorkingDirectory(repository);
    m_import.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    // Loose objects: a pack for each history would make every look-up slow.
    m_import.start(u"git"_s,
        {u"--git-dir=."_s, u"-c"_s, u"fastimport.unpackLimit=1000000"_s, u"fast-import"_s, u"--quiet"_s, u"--force"_s,
            u"--cat-blob-fd=1"_s});
    m_import.waitForStarted();
}

RollbackHistory::~RollbackHistory()
{
    m_import.closeWriteChannel();
    m_import.waitForFinished();
}

void RollbackHistory::send(const QByteArray &text)
{
    m_import.write(text);
    while (m_import.bytesToWrite() > 0 && m_import.waitForBytesWritten()) { }
}

QByteArray RollbackHistory::answer()
{
    while (!m_import.canReadLine()) {
        if (!m_import.waitForReadyRead())
            qFatal("git fast-import does not answer");
    }
    return m_import.readLine().trimmed();
}

RollbackHistory::Files RollbackHistory::folderOf(const Files &files, const QString &folder)
{
    Files found;
    for (auto it = files.begin(); it != files.end(); ++it) {
        if (it.key().startsWith(folder + u'/'))
            found.insert(it.key().sliced(folder.size() + 1), it.value());
    }
    return found;
}

int RollbackHistory::commit(const QByteArray &message, const Files &files, const QList<int> &parents)
{
    m_time += 60;
    QByteArray stream = "commit refs/heads/work\nmark :" + QByteArray::number(++m_mark) + "\ncommitter Jane <j@x> "
        + QByteArray::number(m_time) + " +0000\ndata " + QByteArray::number(message.size()) + '\n' + message + '\n';
    for (qsizetype i = 0; i < parents.size(); ++i)
        stream += (i == 0 ? "from :" : "merge :") + QByteArray::number(m_commits[parents[i]].mark) + '\n';
    stream += "deleteall\n";
    for (auto file = files.begin(); file != files.end(); ++file)
        stream += "M 100644 inline " + file.key().toUtf8() + "\ndata " + QByteArray::number(file.value().size()) + '\n'
            + file.value() + '\n';
    send((parents.isEmpty() ? QByteArray("reset refs/heads/work\n\n") : QByteArray()) + stream
        + "\nget-mark :" + QByteArray::number(m_mark) + '\n');
    m_commits.append({answer(), m_mark, message, parents, m_time, files});
    return head();
}

QString RollbackHistory::envRecord(const QString &folder) const
{
    return m_repoPerEnv ? u"release.json"_s : folder.section(u'/', 0, 0) + u"/release.json"_s;
}

/// Some lines are alike, as in real manifests.
QByteArray RollbackHistory::manifest(const QString &folder, int lines)
{
    static const QByteArrayList common{"", "  labels:", "    - name: http", "---", "  spec:"};
    QByteArray text = "app: " + folder.toUtf8() + '\n';
    for (int i = 0; i < lines; ++i)
        text += random(4) == 0 ? common[random(int(common.size()))] + '\n'
                               : "  key-" + QByteArray::number(i) + ": " + QByteArray::number(random(100)) + '\n';
    return text;
}

QByteArray RollbackHistory::edited(QByteArray text)
{
    QByteArrayList lines = text.split('\n');
    for (int edits = 1 + random(3); edits > 0; --edits) {
        const int at = random(int(lines.size()));
        switch (random(4)) {
        case 0:
            lines.insert(at, "  added: " + QByteArray::number(random(50)));
            break;
        case 1:
            if (lines.size() > 3)
                lines.removeAt(at);
            break;
        default:
            lines[at] = "  key-" + QByteArray::number(at) + ": " + QByteArray::number(100 + random(900));
        }
    }
    return lines.join('\n');
}

int RollbackHistory::deploy(int parent, const QString &folder)
{
    Files files = m_commits[parent].files;
    const Files before = folderOf(files, folder);
    const QByteArray number = QByteArray::number(m_mark);
    // A chart's file comes or goes now and then.
    for (const QString &name : {u"deployment.yaml"_s, u"service.yaml"_s, u"ingress.yaml"_s}) {
        const QString path = folder + u'/' + name;
        if (!before.contains(name)) {
            if (name != u"ingress.yaml"_s || random(4) == 0)
                files[path] = manifest(folder, 8 + random(20));
        } else if (name == u"ingress.yaml"_s && random(6) == 0) {
            files.remove(path);
        } else if (name == u"deployment.yaml"_s || random(3) == 0) {
            files[path] = edited(before[name]);
        }
    }
    const QByteArray record = R"({"app":")" + folder.section(u'/', -1).toUtf8() + R"(","env":"staging","artifactId":"a)"
        + number
        + R"(","triggeredBy":"policy"})"
          "\n";
    files[folder + u"/release.json"_s] = record;
    if (m_sharedRecord)
        files[envRecord(folder)] = record;
    QByteArray message = "[Gimlet] " + (m_repoPerEnv ? u"staging/"_s + folder : folder).toUtf8() + " automated deploy";
    if (random(25) == 0)
        message += "\n\nAs before " + m_commits[std::max(0, parent - random(6))].hash;
    return commit(message, files, {parent});
}

int RollbackHistory::editByHand(int parent, const QString &folder)
{
    Files files = m_commits[parent].files;
    const auto editIn = [&](const QString &where) {
        const Files found = folderOf(files, where);
        if (found.isEmpty())
            return;
        const QString name = found.keys()[random(int(found.size()))];
        if (name != u"release.json"_s)
            files[where + u'/' + name] = edited(found[name]);
    };
    editIn(folder);
    if (random(3) == 0)
        editIn(anyFolder());
    if (random(4) == 0)
        files[folder + u"/extra-%1.yaml"_s.arg(random(3))] = manifest(folder, 6);
    if (random(4) == 0)
        files[u"README.md"_s] = edited(files.value(u"README.md"_s));
    return files == m_commits[parent].files ? deploy(parent, folder) : commit("Scale by hand", files, {parent});
}

/// Somebody gives a file another name, and edits it a little.
int RollbackHistory::move(int parent, const QString &folder)
{
    Files files = m_commits[parent].files;
    const Files found = folderOf(files, folder);
    for (auto it = found.begin(); it != found.end(); ++it) {
        if (it.key() == u"release.json"_s)
            continue;
        files.remove(folder + u'/' + it.key());
        QByteArray content = it.value();
        if (random(2))
            content += "  moved: " + QByteArray::number(random(9)) + '\n';
        files[folder + u"/moved-"_s + it.key()] = content;
        return commit("Give a file a better name", files, {parent});
    }
    return deploy(parent, folder);
}

/// The folder as it was before some commit, as Gimlet's or a person's revert leaves it; the revert of a revert, too.
int RollbackHistory::revert(int parent)
{
    int undone = parent;
    for (int back = random(5); back > 0 && !m_commits[undone].parents.isEmpty(); --back)
        undone = m_commits[undone].parents[0];
    const Commit reverted = m_commits[undone];
    if (reverted.parents.size() != 1)
        return deploy(parent, anyFolder());
    const Files before = m_commits[reverted.parents[0]].files;
    Files files = m_commits[parent].files;
    for (const QString &path : QSet<QString>(before.keyBegin(), before.keyEnd())
            + QSet<QString>(reverted.files.keyBegin(), reverted.files.keyEnd())) {
        if (before.value(path) == reverted.files.value(path))
            continue;
        if (before.contains(path))
            files[path] = before[path];
        else
            files.remove(path);
    }
    const QByteArray subject = reverted.message.split('\n').first();
    return commit("Revert \"" + subject + "\"\n\nThis reverts commit " + reverted.hash + ".\n", files, {parent});
}

int RollbackHistory::merge(int parent)
{
    int side = parent;
    for (int i = random(2); i >= 0; --i)
        side = random(4) == 0 ? revert(side) : deploy(side, anyFolder());
    int main = parent;
    for (int i = random(3); i > 0; --i)
        main = deploy(main, anyFolder());
    Files files = m_commits[main].files;
    for (const QString &folder : m_folders) {
        const Files now = folderOf(m_commits[side].files, folder);
        if (now == folderOf(m_commits[parent].files, folder))
            continue;
        dropFolder(files, folder);
        for (auto it = now.begin(); it != now.end(); ++it)
            files[folder + u'/' + it.key()] = it.value();
    }
    return commit("Merge branch 'side'", files, {main, side});
}

int RollbackHistory::step(int parent)
{
    const QString folder = anyFolder();
    const bool present = !folderOf(m_commits[parent].files, folder).isEmpty();
    const int dice = present ? random(100) : 0;
    if (dice < 62)
        return deploy(parent, folder);
    if (dice < 68) {
        Files files = m_commits[parent].files;
        dropFolder(files, folder);
        return commit("[Gimlet] " + folder.toUtf8() + " deleted by joe", files, {parent});
    }
    if (dice < 81)
        return editByHand(parent, folder);
    if (dice < 85)
        return move(parent, folder);
    return dice < 96 ? revert(parent) : merge(parent);
}

void RollbackHistory::generate(quint32 seed)
{
    m_random.seed(seed);
    m_commits.clear();
    m_folders.clear();
    m_time = 1'700'000'000;
    m_repoPerEnv = random(4) == 0;
    m_sharedRecord = random(3) > 0;
    const int envs = m_repoPerEnv ? 1 : 1 + random(3);
    const int apps = 1 + random(3);
    for (const QString &env : QStringList{u"staging"_s, u"production"_s, u"preview"_s}.first(envs)) {
        for (const QString &app : QStringList{u"web"_s, u"api"_s, u"worker"_s}.first(apps))
            m_folders.append(m_repoPerEnv ? app : env + u'/' + app);
    }
    int at = commit("Begin", {{u"README.md"_s, "words\nand\nmore\n"}}, {});
    for (int steps = 6 + random(18); steps > 0; --steps)
        at = step(at);
    send("reset refs/heads/main\nfrom :" + QByteArray::number(m_commits[at].mark) + "\n\ncheckpoint\nprogress made\n");
    answer();
}

QList<int> RollbackHistory::walk(qint64 since) const
{
    QList<int> order;
    QSet<int> seen;
    QList<QList<int>> stack{{head()}};
    while (!stack.isEmpty()) {
        if (stack.last().isEmpty()) {
            stack.removeLast();
            continue;
        }
        const int at = stack.last().takeFirst();
        if (seen.contains(at))
            continue;
        seen.insert(at);
        stack.append(m_commits[at].parents);
        if (m_commits[at].time >= since)
            order.append(at);
    }
    return order;
}

QList<int> RollbackHistory::changesOf(const QString &folder, const QList<int> &walk) const
{
    QList<int> changes;
    const auto differs = [&](int a, int b) {
        return folderOf(m_commits[a].files, folder) != folderOf(m_commits[b].files, folder);
    };
    for (qsizetype i = 0; i < walk.size(); ++i) {
        const bool last = i + 1 == walk.size();
        const QList<int> others = last ? m_commits[walk[i]].parents : QList<int>{walk[i + 1]};
        if (std::ranges::any_of(others, [&](int other) { return differs(walk[i], other); }))
            changes.append(walk[i]);
    }
    return changes;
}

QList<int> RollbackHistory::gimletReverts(const QString &folder, int target) const
{
    QList<int> reverts;
    for (const int at : changesOf(folder, walk(0))) {
        if (at == target)
            break;
        if (!m_commits[at].message.contains("This reverts commit"))
            reverts.append(at);
    }
    reverts.removeIf([&](int at) {
        return std::ranges::any_of(changesOf(folder, walk(m_commits[at].time)),
            [&](int newer) { return m_commits[newer].message.contains(m_commits[at].hash); });
    });
    return reverts;
}
