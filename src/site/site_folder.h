#pragma once
#include <memory>
#include <string>

#include "base/diagnostics.h"
#include "site/output.h"

namespace dajuan::site {

/// What writing a site did, in files; compressed neighbours count.
struct SiteReport {
  std::size_t pages = 0;  ///< HTML of all languages, written or not
  std::size_t written = 0;
  std::size_t kept = 0;
  std::size_t removed = 0;
};

/// A site on the disk. A new one is written beside its place and renamed into it when it is complete. One
/// that this program made is brought up to date in place: a file whose bytes are the same is not touched,
/// others are written beside the site, flushed to the disk and then renamed over the old ones, what is no
/// longer part of the site goes, and SHA256SUMS comes last. Nothing is ever there half. Files that the site
/// does not list stay as they are.
///
/// Texts of more than a kilobyte have a neighbour `.gz`. `.site.json` holds the parts with their keys, for
/// the next time; a site whose files were changed by others, or that was left in the middle, is compared file
/// by file.
class SiteFolder : public Output {
 public:
  /// Nothing, and an error, when there is something else of that name.
  static std::unique_ptr<SiteFolder> open(const std::string& folder, Diagnostics& diagnostics);
  /// What was begun and not finished leaves no trace.
  ~SiteFolder() override;

  Part begin(const std::string& name, const std::string& key) override;
  void note(std::size_t part, const std::string& text) override;
  bool has(const std::string& path) override;
  void write(std::size_t part, const std::string& path, std::string_view bytes) override;
  void copy(std::size_t part, const std::string& path, const std::string& from) override;

  /// Puts everything into its place. On failure the reason is told; then a new site is not there, and one
  /// that was there has either its old files or, when the disk failed between two renames, whole files of
  /// both.
  bool finish(SiteReport& report, Diagnostics& diagnostics);

 private:
  struct State;
  explicit SiteFolder(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace dajuan::site
