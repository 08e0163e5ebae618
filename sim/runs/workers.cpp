#include "sim/runs/workers.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <limits>
#include <memory>
#include <stdexcept>
#include <utility>

#include "sim/runs/messages.hpp"
#include "sim/runs/missing_drills.hpp"
#include "sim/runs/outcome_bytes.hpp"
#include "sim/runs/replication_player.hpp"

namespace hotline {
namespace {

constexpr std::uint64_t kMostOfATask = 64;
constexpr std::uint64_t kTasksOfAWorker = 8;  // at least, so that all workers end at about the same time
constexpr unsigned kMostDeaths = 100;         // more of them mean that the fault is not in a few drills
constexpr int kMoment = 100;                  // milliseconds; the longest delay of an interrupt
constexpr std::uint64_t kNothing = std::numeric_limits<std::uint64_t>::max();

std::runtime_error no_worker(const std::string& why) {
    return std::runtime_error(fmt::format("cannot start a worker process: {}", why));
}

int wait_for_end(pid_t pid) {
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

std::string told_status(int status) {
    if (!WIFSIGNALED(status)) return fmt::format("exit code {}", WEXITSTATUS(status));
    const int signal = WTERMSIG(status);
    return fmt::format("signal {} ({})", signal, ::strsignal(signal));
}

}  // namespace

Workers::Workers(std::shared_ptr<const Prepared> prepared, const RunPlan& plan)
    : prepared_(std::move(prepared)), plan_(plan), workers_(plan.jobs) {
    void* memory =
        ::mmap(nullptr, plan.jobs * sizeof(Note), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw no_worker(std::strerror(errno));
    notes_ = static_cast<Note*>(memory);
    std::uninitialized_default_construct_n(notes_, plan.jobs);
}

Workers::~Workers() {
    end_all();
    ::munmap(notes_, workers_.size() * sizeof(Note));
}

bool Workers::play(std::vector<Outcomes>& outcomes, DrillRange drills, std::uint64_t first, const OnDone& on_done) {
    const std::uint64_t chunk =
        std::clamp<std::uint64_t>(drills.count() / (kTasksOfAWorker * workers_.size()), 1, kMostOfATask);
    Task task{outcomes, first, chunk, {drills}, 0, {}, {}};
    for (;;) {
        if (interrupted()) {
            end_all();
            return false;
        }
        hand_out(task);
        const bool idle =
            std::all_of(workers_.begin(), workers_.end(), [](const Worker& worker) { return worker.task.empty(); });
        if (idle && task.left.empty()) break;
        listen(task);
        on_done(task.done);
    }
    if (task.failure) task.failure->raise();
    if (!task.missing.empty()) {
        std::sort(task.missing.begin(), task.missing.end(),
                  [](const MissingDrill& a, const MissingDrill& b) { return a.replication < b.replication; });
        throw MissingDrills(plan_.seed, std::move(task.missing));
    }
    return true;
}

void Workers::hand_out(Task& task) {
    for (Worker& worker : workers_) {
        if (!worker.task.empty()) continue;
        while (!task.left.empty() && task.left.front().empty()) task.left.pop_front();
        if (task.left.empty()) return;
        if (worker.pid == 0) start(worker);
        DrillRange& next = task.left.front();
        worker.task = {next.from, std::min(next.from + task.chunk, next.to)};
        next.from = worker.task.to;
        note_of(worker).playing = kNothing;
        std::string order;
        put(order, worker.task);
        put(order, std::uint64_t{task.outcomes.size()});
        for (const Outcomes& outcomes : task.outcomes) {
            put(order, outcomes.case_index);
            put(order, outcomes.protocol);
            put(order, outcomes.resources);
        }
        if (!send_message(worker.socket, order)) bury(worker, task);
    }
}

void Workers::listen(Task& task) {
    std::vector<pollfd> sockets;
    std::vector<Worker*> busy;
    for (Worker& worker : workers_) {
        if (worker.task.empty()) continue;
        sockets.push_back({worker.socket, POLLIN, 0});
        busy.push_back(&worker);
    }
    if (::poll(sockets.data(), sockets.size(), kMoment) <= 0) return;
    for (std::size_t index = 0; index < busy.size(); ++index) {
        if (sockets[index].revents != 0) receive(*busy[index], task);
    }
}

void Workers::receive(Worker& worker, Task& task) {
    const auto message = receive_message(worker.socket);
    if (!message) {
        bury(worker, task);
        return;
    }
    Bytes bytes(*message);
    if (bytes.take<bool>()) {
        take_outcomes(bytes, task.outcomes, worker.task.from - task.first, worker.task.to - task.first);
        task.done += worker.task.count();
    } else {
        Failure::keep_first(task.failure, Failure::taken_from(bytes));
        task.left.clear();
    }
    worker.task = {};
}

/// Removes a dead worker. The drill that it was playing is missing; its other drills are played by other workers.
void Workers::bury(Worker& worker, Task& task) {
    const std::string why = told_status(wait_for_end(worker.pid));
    ::close(worker.socket);
    const DrillRange left = worker.task;
    const std::uint64_t playing = note_of(worker).playing;
    worker = Worker{};
    if (++deaths_ > kMostDeaths)
        throw no_worker(fmt::format("{} workers have died, the last one with {}", deaths_, why));
    if (task.failure) return;
    if (playing == kNothing) {
        task.left.push_front(left);
        return;
    }
    task.left.push_front({playing + 1, left.to});
    task.left.push_front({left.from, playing});
    task.missing.push_back({playing, why});
    ++task.done;
}

void Workers::start(Worker& worker) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) throw no_worker(std::strerror(errno));
    std::fflush(nullptr);  // otherwise a worker that calls exit() would print it again
    const pid_t parent = ::getpid();
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent) ::_exit(0);  // the parent died before prctl took effect
        std::signal(SIGINT, SIG_IGN);
        std::signal(SIGTERM, SIG_IGN);
        serve(ends[1], note_of(worker));
    }
    ::close(ends[1]);
    if (pid < 0) {
        ::close(ends[0]);
        throw no_worker(std::strerror(errno));
    }
    worker.pid = pid;
    worker.socket = ends[0];
}

void Workers::end_all() {
    for (const Worker& worker : workers_) {
        if (worker.pid != 0) ::kill(worker.pid, SIGKILL);
    }
    for (Worker& worker : workers_) {
        if (worker.pid == 0) continue;
        wait_for_end(worker.pid);
        ::close(worker.socket);
        worker = Worker{};
    }
}

// ---- In the worker

void Workers::serve(int socket, Note& note) const {
    std::optional<ReplicationPlayer> player;
    while (const auto order = receive_message(socket)) {
        if (!send_message(socket, answer(*order, player, note))) break;
    }
    ::_exit(0);
}

std::string Workers::answer(const std::string& order, std::optional<ReplicationPlayer>& player, Note& note) const {
    Bytes bytes(order);
    const auto task = bytes.take<DrillRange>();
    std::vector<Outcomes> all;
    for (auto left = bytes.take<std::uint64_t>(); left > 0; --left) {
        const auto of_case = bytes.take<Index>();
        const auto of_protocol = bytes.take<Index>();
        all.emplace_back(prepared_->scenario, of_case, of_protocol).resources = bytes.take<std::size_t>();
    }
    std::uint64_t replication = task.from;
    std::string answer;
    try {
        if (!player) player.emplace(prepared_, plan_);
        for (Outcomes& outcomes : all) outcomes.resize(task.count());
        for (; replication < task.to; ++replication) {
            note.playing = replication;
            player->play(replication, all, replication - task.from);
        }
        put(answer, true);
        put_outcomes(answer, all, 0, task.count());
    } catch (const std::exception&) {
        answer.clear();
        put(answer, false);
        Failure::current(replication).put_into(answer);
    }
    note.playing = kNothing;
    return answer;
}

}  // namespace hotline
