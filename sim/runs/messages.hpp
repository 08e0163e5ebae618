// Sends whole messages over a socket between two processes.
#pragma once

#include <optional>
#include <string>

namespace hotline {

/// False if the other side is gone.
[[nodiscard]] bool send_message(int socket, const std::string& message);
/// Waits for a message. Empty if the other side went before the message was complete.
std::optional<std::string> receive_message(int socket);

}  // namespace hotline
