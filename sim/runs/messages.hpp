// Messages over a socket between two processes: whole, or the other side is gone.
#pragma once

#include <optional>
#include <string>

namespace hotline {

/// False where nobody is there to read it.
[[nodiscard]] bool send_message(int socket, const std::string& message);
/// Waits for it; nothing where the other side went before it was whole.
std::optional<std::string> receive_message(int socket);

}  // namespace hotline
