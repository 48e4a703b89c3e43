#include "gitprogram.h"

#include "childguard.h"
#include "gitenvironment.h"
#include "secretchannel.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QProcess>
#include <QThread>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace coupe::gitops {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int LookEveryMs = 50;
constexpr int MostOutput = 1024 * 1024;
constexpr int MostWords = 64 * 1024;
constexpr int LongestLine = 8 * 1024;
constexpr rlim_t MostMemory = 4ULL << 30;
constexpr rlim_t LargestFile = 8ULL << 30;

void limit(__rlimit_resource resource, rlim_t most)
{
    rlimit now{};
    if (getrlimit(resource, &now) == 0 && (now.rlim_max == RLIM_INFINITY || now.rlim_max > most)) {
        const rlimit wanted{most, most};
        setrlimit(resource, &wanted);
    }
}

/// Between fork and exec: system calls only.
void settleChild(pid_t parent, int secret)
{
    setsid();
    // A polite signal: git then ends its own children, and takes away what it wrote half.
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(1);
    if (secret >= 0)
        fcntl(secret, F_SETFD, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_DATA, MostMemory);
    limit(RLIMIT_FSIZE, LargestFile);
}

QString seconds(std::chrono::milliseconds time)
{
    return QString::number(std::chrono::ceil<std::chrono::seconds>(time).count());
}

class Run
{
public:
    Run(const GitCommand &command, const GitPatience &patience) : m_command(command), m_patience(patience) { }

    Result<GitOutcome> run(const GitWatch &watch);

private:
    Result<void> start();
    Result<void> wait(const GitWatch &watch);
    void read();
    void takeLine(const QByteArray &line);
    bool isSilent() const;
    Failure stop(Failure why);
    void killAll();
    QString redacted(QByteArray text) const;

    const GitCommand &m_command;
    const GitPatience m_patience;
    SecretChannel m_channel;
    QProcess m_process;
    TransferProgress m_progress;
    QElapsedTimer m_heard;
    QByteArray m_output;
    QByteArray m_line;
    QByteArray m_words;
};

/// Whether the person's configuration has ssh called in its own way. Ours would take precedence over it.
bool hasSshCommand(const GitCommand &command)
{
    if (!command.remote || command.remote->transport() != RemoteAddress::Transport::Ssh)
        return false;
    const GitCommand ask{{u"config"_s, u"--get"_s, u"core.sshCommand"_s}, command.repository, {}, {}, command.lock};
    const auto answer = Run(ask, {}).run({});
    return answer && answer->exitCode == 0;
}

Result<void> Run::start()
{
    QStringList configuration;
    if (m_command.remote) {
        auto channel = SecretChannel::make(*m_command.remote, m_command.secret);
        if (!channel)
            return std::unexpected(std::move(channel.error()));
        m_channel = std::move(*channel);
        configuration = m_channel.configuration(*m_command.remote);
        // For a git that outlives us after all: it hangs up by itself.
        configuration += {u"http.lowSpeedLimit=1"_s, u"http.lowSpeedTime="_s + seconds(m_patience.silence + 30s)};
    }
    m_process.setProcessEnvironment(
        gitEnvironment(QProcessEnvironment::systemEnvironment(), m_command.remote, hasSshCommand(m_command)));
    m_process.setChildProcessModifier(
        [parent = getpid(), secret = m_channel.descriptor()] { settleChild(parent, secret); });
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setWorkingDirectory(m_command.repository.isEmpty() ? u"/"_s : m_command.repository);
    m_process.start(u"git"_s, gitOptions(m_command.repository, configuration) + m_command.arguments);
    if (!m_process.waitForStarted(-1))
        return failure(
            ErrorKind::Git, u"The program git cannot be started. Is it installed?"_s, m_process.errorString());
    return {};
}

Result<GitOutcome> Run::run(const GitWatch &watch)
{
    if (auto started = start(); !started)
        return std::unexpected(std::move(started.error()));
    const ChildGuard guard(m_process.processId(), m_command.lock);
    if (auto ended = wait(watch); !ended)
        return std::unexpected(std::move(ended.error()));
    takeLine(m_line);
    GitOutcome outcome{m_process.exitCode(), m_output, redacted(m_words)};
    if (m_process.exitStatus() != QProcess::NormalExit)
        return failure(ErrorKind::Git, u"The program git ended before it was done."_s, outcome.words);
    return outcome;
}

Result<void> Run::wait(const GitWatch &watch)
{
    const QDeadlineTimer deadline(m_patience.total);
    m_heard.start();
    while (m_process.state() != QProcess::NotRunning) {
        if (watch && !watch(m_progress))
            return stop(failure(ErrorKind::Cancelled, u"Fetching was cancelled."_s));
        if (m_output.size() > MostOutput)
            return stop(failure(ErrorKind::TooLarge, u"git said more than it can have to say."_s));
        if (isSilent())
            return stop(failure(ErrorKind::Timeout,
                u"No data came from %1 for %2 s."_s.arg(m_command.remote->place(), seconds(m_patience.silence))));
        if (deadline.hasExpired())
            return stop(failure(ErrorKind::Timeout,
                u"git was not done after %1 min."_s.arg(m_patience.total / std::chrono::minutes(1))));
        m_process.waitForFinished(LookEveryMs);
        read();
    }
    return {};
}

void Run::read()
{
    m_output += m_process.readAllStandardOutput();
    const QByteArray said = m_process.readAllStandardError();
    if (!said.isEmpty())
        m_heard.restart();
    for (const char c : said) {
        const bool ends = c == '\n' || c == '\r';
        if (!ends)
            m_line += c;
        if (ends || m_line.size() > LongestLine) {
            takeLine(m_line);
            m_line.clear();
        }
    }
}

void Run::takeLine(const QByteArray &line)
{
    const QByteArray trimmed = line.trimmed();
    if (trimmed.isEmpty() || readProgress(m_progress, trimmed))
        return;
    m_words += trimmed + '\n';
    if (m_words.size() > MostWords)
        m_words = m_words.right(MostWords);
}

bool Run::isSilent() const
{
    return m_command.remote && !m_progress.isLocalWork() && m_heard.hasExpired(m_patience.silence.count());
}

Failure Run::stop(Failure why)
{
    killAll();
    read();
    Error error = why.error();
    error.detail = redacted(m_words);
    return Failure(std::move(error));
}

void Run::killAll()
{
    const auto group = pid_t(m_process.processId());
    if (group <= 0)
        return;
    kill(-group, SIGTERM);
    m_process.waitForFinished(300);
    kill(-group, SIGKILL);
    m_process.waitForFinished(2000);
    // Grandchildren are not ours to reap. They are dead; whoever adopted them only has to notice.
    for (const QDeadlineTimer enough(500); !enough.hasExpired() && kill(-group, 0) == 0;)
        QThread::msleep(2);
}

QString Run::redacted(QByteArray text) const
{
    if (!m_command.secret.isEmpty()) {
        text.replace(m_command.secret, "***");
        text.replace(m_command.secret.toPercentEncoding(), "***");
    }
    return QString::fromUtf8(text).trimmed();
}

} // namespace

Result<GitOutcome> runGit(const GitCommand &command, const GitPatience &patience, const GitWatch &watch)
{
    return Run(command, patience).run(watch);
}

} // namespace coupe::gitops
