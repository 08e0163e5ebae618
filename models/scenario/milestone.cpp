#include "models/scenario/milestone.hpp"

#include "models/scenario/scenario.hpp"

namespace hotline {

bool has_request(const Protocol& protocol) {
    return protocol.request.has_value();
}

bool has_exchange(const Protocol& protocol) {
    return protocol.exchange.has_value();
}

}  // namespace hotline
