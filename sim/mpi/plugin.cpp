// Implements Peers with MPI. It is a separate library, which the program loads only if mpirun has started it. Other
// runs do not wait for MPI to load, and do not need it.

#define OMPI_SKIP_MPICXX  // the old C++ interface
#include <mpi.h>

#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/runs/peers.hpp"

namespace hotline {
namespace {

class MpiPeers final : public Peers {
public:
    MpiPeers() {
        int given = 0;
        MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &given);
        MPI_Comm_rank(MPI_COMM_WORLD, &own_);
        MPI_Comm_size(MPI_COMM_WORLD, &count_);
    }
    ~MpiPeers() override { MPI_Finalize(); }
    MpiPeers(const MpiPeers&) = delete;
    MpiPeers& operator=(const MpiPeers&) = delete;

    unsigned own() const override { return static_cast<unsigned>(own_); }
    unsigned count() const override { return static_cast<unsigned>(count_); }

    // Errors of MPI end the program, which is its default.
    std::vector<std::string> exchange(const std::string& word) override {
        std::vector<std::uint64_t> sizes(count());
        const std::uint64_t size = word.size();
        MPI_Allgather(&size, 1, MPI_UINT64_T, sizes.data(), 1, MPI_UINT64_T, MPI_COMM_WORLD);
        std::vector<int> lengths;
        std::vector<int> places;
        std::uint64_t all = 0;
        for (const std::uint64_t of_rank : sizes) {
            places.push_back(static_cast<int>(all));
            lengths.push_back(static_cast<int>(of_rank));
            all += of_rank;
            if (all > std::uint64_t{std::numeric_limits<int>::max()})
                throw std::runtime_error("the messages of all ranks exceed the limit of MPI: use fewer ranks");
        }
        std::string words(all, '\0');
        MPI_Allgatherv(word.data(), static_cast<int>(size), MPI_BYTE, words.data(), lengths.data(), places.data(),
                       MPI_BYTE, MPI_COMM_WORLD);
        std::vector<std::string> by_rank;
        by_rank.reserve(sizes.size());
        for (std::size_t rank = 0; rank < sizes.size(); ++rank) {
            by_rank.push_back(words.substr(static_cast<std::size_t>(places[rank]), sizes[rank]));
        }
        return by_rank;
    }

private:
    int own_ = 0;
    int count_ = 1;
};

}  // namespace
}  // namespace hotline

extern "C" hotline::Peers* hotline_join_peers() {
    return new hotline::MpiPeers;
}
