// The command line: the only file that knows CLI11. A subcommand is a plain function in its own file.
#include <CLI/CLI.hpp>
#include <exception>
#include <functional>
#include <iostream>
#include <span>
#include <string>
#include <vector>

#include "main/index_cli.h"
#include "main/language.h"
#include "main/ranks_cli.h"
#include "main/scheme_cli.h"
#include "main/serve_cli.h"
#include "main/simulate_cli.h"
#include "main/site_cli.h"
#include "main/streams.h"

namespace dajuan {
namespace {

/// Beyond this a figure to try is a slip of the hand.
constexpr double kLargestFigure = 1e15;

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
    add_index();
    add_ranks();
    add_simulate();
    add_site();
    add_serve();
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

  void argument(CLI::App& command, const std::string& name, std::string& value, const std::string& help) {
    command.add_option(name, value, say("option." + help))
        ->required()
        ->type_name("")
        ->group(say("label.arguments"));
  }

  void add_series_options(CLI::App& command, SeriesOptions& series) {
    argument(command, "SCHEME", series.scheme, "scheme_folder");
    command.add_option("--figures", series.figures, say("option.figures"))->option_text(say("label.folder"));
    command.add_option("--period", series.period, say("option.period"))->option_text("2025-06");
    command.add_option("--threads", series.threads, say("option.threads"))->option_text("N");
  }

  void add_chance_options(CLI::App& command, ChanceOptions& chance) {
    command.add_option("--draws", chance.draws, say("option.chance_draws"))->option_text("N");
    command.add_option("--seed", chance.seed, say("option.chance_seed"))->option_text(say("label.text"));
  }

  void add_index() {
    CLI::App& index = group(app_, "index", "index");
    run_.version = DAJUAN_VERSION;
    CLI::App& run = command(index, "run", "index_run", [this] { return index_run(run_, streams_); });
    add_series_options(run, run_.series);
    add_chance_options(run, run_.chance);
    run.add_option("--out", run_.out, say("option.out"))->option_text(say("label.folder"));
    run.add_option("--level", run_.level, say("option.level"))->option_text(say("label.name"));
    CLI::App& explain =
        command(index, "explain", "index_explain", [this] { return index_explain(explain_, streams_); });
    add_series_options(explain, explain_.series);
    add_chance_options(explain, explain_.chance);
    argument(explain, "REGION", explain_.region, "region");
    explain.add_option("NODE", explain_.node, say("option.node"))
        ->type_name("")
        ->group(say("label.arguments"));
    CLI::App& what_if =
        command(index, "what-if", "index_what_if", [this] { return index_what_if(what_if_, streams_); });
    add_series_options(what_if, what_if_.series);
    argument(what_if, "REGION", what_if_.region, "region");
    argument(what_if, "INDICATOR", what_if_.indicator, "indicator");
    what_if.add_option("FIGURE", what_if_.figure, say("option.figure"))
        ->required()
        ->check(CLI::Range(-kLargestFigure, kLargestFigure))
        ->type_name("")
        ->group(say("label.arguments"));
  }

  void add_ranks() {
    CLI::App& made = command(app_, "ranks", "ranks", [this] { return ranks(ranks_, streams_); });
    argument(made, "FILE", ranks_.file, "ranks_file");
    made.add_option("--covariance", ranks_.covariance, say("option.covariance"))
        ->option_text(say("label.file"));
    made.add_option("--group", ranks_.group, say("option.group"))->option_text(say("label.column"));
    made.add_flag("--lowest-first", ranks_.lowest_first, say("option.lowest_first"));
    made.add_option("--level", ranks_.level, say("option.confidence"))->option_text("0.95");
    made.add_option("--draws", ranks_.draws, say("option.draws"))->option_text("N");
    made.add_option("--seed", ranks_.seed, say("option.ranks_seed"))->option_text(say("label.text"));
    made.add_option("--threads", ranks_.threads, say("option.threads"))->option_text("N");
    made.add_option("--out", ranks_.out, say("option.out"))->option_text(say("label.folder"));
  }

  void add_simulate() {
    CLI::App& made =
        command(app_, "simulate", "simulate", [this] { return simulate_figures(simulate_, streams_); });
    argument(made, "SCHEME", simulate_.scheme, "scheme_folder");
    made.add_option("--population", simulate_.population, say("option.population"))
        ->option_text(say("label.file"));
    made.add_option("--from", simulate_.from, say("option.from"))->required()->option_text("2018-01");
    made.add_option("--to", simulate_.to, say("option.to"))->required()->option_text("2021-12");
    made.add_option("--seed", simulate_.seed, say("option.seed"))->option_text(say("label.text"));
    made.add_option("--out", simulate_.out, say("option.out"))->required()->option_text(say("label.folder"));
  }

  void add_site() {
    CLI::App& site = group(app_, "site", "site");
    CLI::App& build = command(site, "build", "site_build", [this] { return site_build(site_, streams_); });
    build.add_option("RESULT", site_.results, say("option.site_results"))
        ->required()
        ->expected(1, -1)
        ->type_name("")
        ->group(say("label.arguments"));
    build.add_option("--site", site_.settings, say("option.site_settings"))->option_text("FILE");
    build.add_option("--out", site_.out, say("option.site_out"))->required()->option_text("DIR");
    build.add_option("--threads", site_.threads, say("option.threads"))->option_text("N");
  }

  void add_serve() {
    CLI::App& made = command(app_, "serve", "serve", [this] { return serve_folder(serve_, streams_); });
    argument(made, "FOLDER", serve_.folder, "site_folder");
    made.add_option("--address", serve_.address, say("option.address"))->option_text("127.0.0.1");
    made.add_option("--port", serve_.port, say("option.port"))->option_text("8080");
    made.add_option("--threads", serve_.threads, say("option.threads"))->option_text("N");
  }

  void add_scheme() {
    CLI::App& scheme = group(app_, "scheme", "scheme");
    CLI::App& check =
        command(scheme, "check", "scheme_check", [this] { return scheme_check(scheme_, streams_); });
    CLI::App& show =
        command(scheme, "show", "scheme_show", [this] { return scheme_show(scheme_, streams_); });
    CLI::App& made =
        command(scheme, "import", "scheme_import", [this] { return scheme_import(import_, streams_); });
    argument(made, "STRUCTURE", import_.structure, "peer_structure");
    argument(made, "DATA", import_.data, "peer_data");
    made.add_option("--out", import_.out, say("option.out"))->required()->option_text(say("label.folder"));
    made.add_option("--time", import_.time, say("option.time"))->option_text(say("label.column"));
    made.add_option("--id", import_.id, say("option.id"))->option_text(say("label.name"));
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
    if (kind == "ConversionError") {
      const std::size_t equals = detail.rfind(" = ");
      const std::size_t colon = detail.find(": ");
      if (equals != std::string::npos && colon != std::string::npos && colon < equals)
        return {"cli.usage.not_a_number",
                {{"argument", detail.substr(colon + 2, equals - colon - 2)},
                 {"found", detail.substr(equals + 3)}}};
    }
    // CLI11 says "FIGURE: Value five not in range -1 to 1".
    const std::size_t value = detail.find(": Value ");
    const std::size_t range = detail.find(" not in range ");
    if (kind == "ValidationError" && value != std::string::npos && range != std::string::npos)
      return {
          "cli.usage.not_a_number",
          {{"argument", detail.substr(0, value)}, {"found", detail.substr(value + 8, range - value - 8)}}};
    if (kind == "ValidationError" && detail.starts_with("--lang")) return {"cli.usage.not_a_language"};
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
  ImportOptions import_;
  IndexRunOptions run_;
  IndexExplainOptions explain_;
  IndexWhatIfOptions what_if_;
  RanksOptions ranks_;
  SimulateOptions simulate_;
  SiteOptions site_;
  server::ServeOptions serve_;
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
