#include "sim/runs/messages.hpp"

#include <sys/socket.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>

#include "sim/runs/bytes.hpp"

namespace hotline {
namespace {

/// Calls `move` with the remaining range until nothing remains. False if the other side is gone.
template <class Move>
bool move_all(std::size_t size, const Move& move) {
    for (std::size_t moved = 0; moved < size;) {
        const ssize_t now = move(moved, size - moved);
        if (now > 0) {
            moved += static_cast<std::size_t>(now);
        } else if (now == 0 || errno != EINTR) {
            return false;
        }
    }
    return true;
}

bool receive(int socket, char* into, std::size_t size) {
    return move_all(size, [&](std::size_t at, std::size_t left) { return ::recv(socket, into + at, left, 0); });
}

}  // namespace

bool send_message(int socket, const std::string& message) {
    std::string framed;
    put_text(framed, message);
    return move_all(framed.size(), [&](std::size_t at, std::size_t left) {
        return ::send(socket, framed.data() + at, left, MSG_NOSIGNAL);
    });
}

std::optional<std::string> receive_message(int socket) {
    std::uint64_t size = 0;
    if (!receive(socket, reinterpret_cast<char*>(&size), sizeof size)) return {};
    std::string message(size, '\0');
    if (!receive(socket, message.data(), size)) return {};
    return message;
}

}  // namespace hotline
