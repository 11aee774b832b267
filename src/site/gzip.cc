#include "site/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

namespace dajuan::site {
namespace {

constexpr int kGzip = 15 + 16;  ///< the largest window, with the frame of a gzip file
constexpr int kMemory = 9;

}  // namespace

struct Gzip::Stream {
  z_stream stream{};
  std::function<void(std::string_view)> take;
  char buffer[1 << 16];

  void run(int flush) {
    int state = Z_OK;
    do {
      stream.next_out = reinterpret_cast<Bytef*>(buffer);
      stream.avail_out = sizeof buffer;
      state = deflate(&stream, flush);
      if (const std::size_t made = sizeof buffer - stream.avail_out; made > 0) take({buffer, made});
    } while (flush == Z_FINISH ? state != Z_STREAM_END : stream.avail_out == 0);
  }
};

Gzip::Gzip(int level, std::function<void(std::string_view)> take) : stream_(std::make_unique<Stream>()) {
  stream_->take = std::move(take);
  if (deflateInit2(&stream_->stream, level, Z_DEFLATED, kGzip, kMemory, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
}

Gzip::~Gzip() { deflateEnd(&stream_->stream); }

void Gzip::add(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t piece = std::min<std::size_t>(bytes.size(), std::numeric_limits<uInt>::max());
    stream_->stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_->stream.avail_in = static_cast<uInt>(piece);
    bytes.remove_prefix(piece);
    stream_->run(Z_NO_FLUSH);
  }
}

void Gzip::finish() { stream_->run(Z_FINISH); }

std::string gzip(std::string_view bytes) {
  std::string out;
  Gzip stream(Z_BEST_COMPRESSION, [&](std::string_view piece) { out += piece; });
  stream.add(bytes);
  stream.finish();
  return out;
}

}  // namespace dajuan::site
