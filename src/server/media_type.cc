#include "server/media_type.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dajuan::server {
namespace {

constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
    {"atom", "application/atom+xml; charset=utf-8"},
    {"avif", "image/avif"},
    {"css", "text/css; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
    {"geojson", "application/geo+json"},
    {"gif", "image/gif"},
    {"gz", "application/gzip"},
    {"htm", "text/html; charset=utf-8"},
    {"html", "text/html; charset=utf-8"},
    {"ico", "image/x-icon"},
    {"jpeg", "image/jpeg"},
    {"jpg", "image/jpeg"},
    {"js", "text/javascript; charset=utf-8"},
    {"json", "application/json"},
    {"md", "text/markdown; charset=utf-8"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"pdf", "application/pdf"},
    {"png", "image/png"},
    {"svg", "image/svg+xml; charset=utf-8"},
    {"toml", "text/plain; charset=utf-8"},
    {"txt", "text/plain; charset=utf-8"},
    {"wasm", "application/wasm"},
    {"webmanifest", "application/manifest+json"},
    {"webp", "image/webp"},
    {"woff", "font/woff"},
    {"woff2", "font/woff2"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"xml", "application/xml; charset=utf-8"},
    {"zip", "application/zip"},
};

constexpr std::size_t kShortestHash = 10;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex_letter(char c) { return c >= 'a' && c <= 'f'; }

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

std::string_view media_type(std::string_view path) {
  const std::string_view name = name_of(path);
  if (name == "SHA256SUMS") return "text/plain; charset=utf-8";
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return "application/octet-stream";
  const std::string_view ending = name.substr(dot + 1);
  const auto* const at = std::find_if(std::begin(kTypes), std::end(kTypes),
                                      [&](const auto& type) { return type.first == ending; });
  return at == std::end(kTypes) ? "application/octet-stream" : at->second;
}

bool is_immutable_name(std::string_view path) {
  const std::string_view name = name_of(path);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return false;
  const std::size_t before = name.find_last_of(".-", dot - 1);
  if (before == std::string_view::npos) return false;
  const std::string_view hash = name.substr(before + 1, dot - before - 1);
  return hash.size() >= kShortestHash &&
         std::all_of(hash.begin(), hash.end(), [](char c) { return is_digit(c) || is_hex_letter(c); }) &&
         std::any_of(hash.begin(), hash.end(), is_digit) &&
         std::any_of(hash.begin(), hash.end(), is_hex_letter);
}

}  // namespace dajuan::server
