// dajuan-reference: runs cases of a trusted peer through this engine and compares every cell.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "base/message.h"
#include "main/language.h"
#include "main/streams.h"
#include "reference/case_run.h"

namespace dajuan::reference {
namespace {

namespace fs = std::filesystem;

/// Folders below `root` that hold config.json, sorted by path.
std::vector<fs::path> find_cases(const fs::path& root, const std::string& only) {
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().filename() != "config.json") continue;
    const fs::path folder = entry.path().parent_path();
    if (folder.filename().string().starts_with(only)) found.push_back(folder);
  }
  std::sort(found.begin(), found.end());
  return found;
}

class Report {
 public:
  Report(Language language, bool verbose) : language_(language), verbose_(verbose) {}

  void add(const std::string& name, const Outcome& outcome) {
    ++counts_[static_cast<std::size_t>(outcome.kind)];
    if (outcome.kind == Outcome::Kind::failed) line("reference.failed", name, failure(outcome));
    if (!verbose_) return;
    if (outcome.kind == Outcome::Kind::passed)
      line("reference.passed", name,
           text(language_, {"reference.cells", {{"count", std::to_string(outcome.cells)}}}));
    if (outcome.kind == Outcome::Kind::skipped)
      line("reference.skipped", name, text(language_, outcome.reason));
    for (const Message& remark : outcome.remarks) line("reference.remark", name, text(language_, remark));
  }

  /// The closing line is the same in every language: other programs read it.
  int close() const {
    std::cout << counts_[0] << " passed, " << counts_[1] << " failed, " << counts_[2] << " skipped\n";
    return counts_[1] == 0 ? kOk : kBadInput;
  }

 private:
  /// The first problem stands for all of a case that could not be read.
  std::string failure(const Outcome& outcome) const {
    if (!outcome.problems.has_errors()) return text(language_, outcome.reason);
    const auto& items = outcome.problems.items();
    const auto first = std::find_if(items.begin(), items.end(),
                                    [](const Diagnostic& each) { return each.severity == Severity::error; });
    const std::size_t others = outcome.problems.errors() - 1;
    std::string what = text(language_, *first);
    if (others > 0)
      what += " " + text(language_, {"reference.more_problems", {{"count", std::to_string(others)}}});
    return what;
  }

  void line(const char* id, const std::string& name, const std::string& what) const {
    std::cout << text(language_, {id, {{"case", name}, {"what", what}}}) << "\n";
  }

  Language language_;
  bool verbose_;
  std::size_t counts_[3] = {0, 0, 0};
};

int run(int argc, char** argv) {
  const Language language = choose_language({argv, static_cast<std::size_t>(argc)}, message_locale());
  const auto say = [&](const char* id) { return text(language, Message(id)); };
  std::string root;
  std::string only;
  std::string lang;
  bool verbose = false;
  CLI::App app(say("reference.help"), "dajuan-reference");
  app.get_formatter()->label("Usage", say("cli.label.usage"));
  app.get_formatter()->label("OPTIONS", say("cli.label.options"));
  app.get_formatter()->label("Positionals", say("cli.label.arguments"));
  app.get_formatter()->label("REQUIRED", say("cli.label.required"));
  app.option_defaults()->group(say("cli.label.options"));
  app.set_help_flag("-h,--help", say("cli.option.help"));
  app.add_option("DIR", root, say("reference.help_dir"))->required()->check(CLI::ExistingDirectory);
  app.add_option("--only", only, say("reference.help_only"));
  app.add_flag("--verbose", verbose, say("reference.help_verbose"));
  app.add_option("--lang", lang, say("cli.option.lang"))
      ->option_text("zh|en")
      ->check(CLI::IsMember({"zh", "en"}));
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    return app.exit(success);
  } catch (const CLI::ParseError& error) {
    std::cerr << text(language, {"cli.usage.other", {{"detail", error.what()}}}) << "\n"
              << text(language, {"cli.usage.hint", {{"command", app.get_name()}}}) << "\n";
    return kWrongUsage;
  }
  const std::vector<fs::path> folders = find_cases(root, only);
  if (folders.empty()) {
    std::cerr << text(language, {"reference.no_cases", {{"folder", root}}}) << "\n";
    return kWrongUsage;
  }
  Report report(language, verbose);
  for (const fs::path& folder : folders)
    report.add(fs::relative(folder, root).string(), run_case(folder, listed_groups()));
  return report.close();
}

}  // namespace
}  // namespace dajuan::reference

int main(int argc, char** argv) {
  try {
    return dajuan::reference::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return dajuan::kBadInput;
  }
}
