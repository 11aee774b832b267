// The command line: the only file that knows CLI11. A subcommand is a plain function in its own file.
#include <CLI/CLI.hpp>
#include <exception>
#include <functional>
#include <iostream>
#include <span>
#include <string>
#include <vector>

#include "main/language.h"
#include "main/scheme_cli.h"
#include "main/streams.h"

namespace dajuan {
namespace {

class CommandLine {
 public:
  explicit CommandLine(const Streams& streams) : streams_(streams), app_(say("help.dajuan"), "dajuan") {
    app_.get_formatter()->label("Usage", say("label.usage"));
    app_.get_formatter()->label("OPTIONS", say("label.options"));
    app_.get_formatter()->label("SUBCOMMAND", say("label.command"));
    app_.get_formatter()->label("Positionals", say("label.arguments"));
    app_.get_formatter()->label("REQUIRED", say("label.required"));
    app_.option_defaults()->group(say("label.options"));
    prepare(app_);
    app_.require_subcommand(1);
    app_.add_flag_callback(
        "--version", [] { throw CLI::CallForVersion("dajuan " DAJUAN_VERSION, 0); }, say("option.version"));
    add_scheme();
  }

  int run(int argc, const char* const* argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::Success& success) {
      return app_.exit(success, streams_.out, streams_.err);
    } catch (const CLI::ParseError& error) {
      streams_.err << text(streams_.language, usage_message(error)) << "\n"
                   << text(streams_.language, {"cli.usage.hint", {{"command", chosen_path()}}}) << "\n";
      return kWrongUsage;
    }
    return chosen_();
  }

 private:
  std::string say(const std::string& id) const { return text(streams_.language, Message("cli." + id)); }

  /// What every command has: help, and --lang, which choose_language() has already obeyed.
  void prepare(CLI::App& command) {
    command.set_help_flag("-h,--help", say("option.help"));
    command.add_option("--lang", language_, say("option.lang"))
        ->option_text("zh|en")
        ->check(CLI::IsMember({"zh", "en"}));
  }

  /// A command that only holds others.
  CLI::App& group(CLI::App& parent, const std::string& name, const std::string& help) {
    CLI::App& command = *parent.add_subcommand(name, say("help." + help));
    command.group(say("label.commands"));
    prepare(command);
    parent.require_subcommand(1);
    return command;
  }

  /// A command that does something; `work` runs after the whole line has been understood.
  CLI::App& command(CLI::App& parent, const std::string& name, const std::string& help,
                    std::function<int()> work) {
    CLI::App& made = group(parent, name, help);
    made.callback([this, run = std::move(work)] { chosen_ = run; });
    return made;
  }

  void add_scheme() {
    CLI::App& scheme = group(app_, "scheme", "scheme");
    CLI::App& check =
        command(scheme, "check", "scheme_check", [this] { return scheme_check(scheme_, streams_); });
    CLI::App& show =
        command(scheme, "show", "scheme_show", [this] { return scheme_show(scheme_, streams_); });
    for (CLI::App* one : {&check, &show}) {
      one->add_option("FOLDER", scheme_.folder, say("option.scheme_folder"))
          ->required()
          ->type_name("")
          ->group(say("label.arguments"));
    }
  }

  Message usage_message(const CLI::ParseError& error) const {
    const std::string detail = error.what();
    const std::string kind = error.get_name();
    if (kind == "RequiredError" && detail == "A subcommand is required") {
      const std::vector<std::string> rest = app_.remaining(true);
      if (rest.empty()) return {"cli.usage.no_command"};
      return {"cli.usage.unexpected", {{"argument", rest.front()}}};
    }
    if (kind == "RequiredError") {
      return {"cli.usage.required", {{"argument", detail.substr(0, detail.find(" is required"))}}};
    }
    if (kind == "ExtrasError") {
      return {"cli.usage.unexpected", {{"argument", detail.substr(detail.find(": ") + 2)}}};
    }
    return {"cli.usage.other", {{"detail", detail}}};
  }

  /// The commands that were named on the line, such as "dajuan scheme check".
  std::string chosen_path() const {
    std::string path = app_.get_name();
    for (const CLI::App* at = &app_; !at->get_subcommands().empty();) {
      at = at->get_subcommands().front();
      path += " " + at->get_name();
    }
    return path;
  }

  Streams streams_;
  CLI::App app_;
  std::string language_;
  std::function<int()> chosen_;
  SchemeOptions scheme_;
};

}  // namespace
}  // namespace dajuan

int main(int argc, char** argv) {
  const std::span<const char* const> arguments(argv, static_cast<std::size_t>(argc));
  const dajuan::Streams streams{std::cout, std::cerr,
                                dajuan::choose_language(arguments, dajuan::message_locale())};
  try {
    return dajuan::CommandLine(streams).run(argc, argv);
  } catch (const std::exception& failure) {
    std::cerr << dajuan::text(streams.language, {"cli.failed", {{"reason", failure.what()}}}) << "\n";
    return dajuan::kBadInput;
  }
}
