// Serialises values for another process of the same program, so that the layout is the same on both sides.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace hotline {

template <class Value>
void put(std::string& bytes, const Value& value) {
    static_assert(std::is_trivially_copyable_v<Value>);
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

inline void put_text(std::string& bytes, std::string_view text) {
    put(bytes, std::uint64_t{text.size()});
    bytes.append(text);
}

template <class Value>
void put_all(std::string& bytes, std::span<const Value> values) {
    static_assert(std::is_trivially_copyable_v<Value>);
    bytes.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
}

/// Takes values out in the order in which they were put in. Taking more than there are is undefined.
class Bytes {
public:
    explicit Bytes(std::string_view bytes) : left_(bytes) {}

    template <class Value>
    Value take() {
        Value value;
        std::memcpy(&value, cut(sizeof value).data(), sizeof value);
        return value;
    }
    std::string take_text() {
        const auto size = take<std::uint64_t>();
        return std::string(cut(size));
    }
    template <class Value>
    void take_all(std::span<Value> into) {
        static_assert(std::is_trivially_copyable_v<Value>);
        if (!into.empty()) std::memcpy(into.data(), cut(into.size_bytes()).data(), into.size_bytes());
    }

private:
    std::string_view cut(std::size_t size) {
        const std::string_view taken = left_.substr(0, size);
        left_.remove_prefix(size);
        return taken;
    }

    std::string_view left_;
};

}  // namespace hotline
