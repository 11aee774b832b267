#include <algorithm>
#include <cmath>

#include "base/number_text.h"
#include "base/text.h"
#include "main/rank_report.h"

namespace dajuan {
namespace {

using stats::BesideWhole;

// In units of the drawing.
constexpr double kRow = 20;
constexpr double kMargin = 16;
constexpr double kPanel = 320;
constexpr double kGap = 32;
constexpr double kLetter = 6.8;  ///< width of a Latin letter at this size, somewhat more than it is
constexpr std::size_t kLongestName = 44;
constexpr double kHead = 64;  ///< heading and axes of a group
constexpr int kTicks = 6;

std::string escaped(std::string_view raw) {
  std::string out;
  for (const char c : raw) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (static_cast<unsigned char>(c) >= 0x20)
      out += c;
  }
  return out;
}

/// Cut to a display width, with an ellipsis where something is lost.
std::string shortened(std::string_view name) {
  if (display_width(name) <= kLongestName) return std::string(name);
  std::size_t end = 0;
  while (display_width(name.substr(0, end)) + 2 <= kLongestName) end += code_point(name, end).bytes;
  return std::string(name.substr(0, end)) + "…";
}

std::string at(double value) { return fixed(value, 1); }

std::string with_minus(std::string digits) {
  if (digits.front() == '-') digits.replace(0, 1, "−");
  return digits;
}

/// From the smallest to the largest of some values, with round steps of 1, 2 or 5 times a power of ten.
struct Scale {
  double low = 0;
  double high = 1;
  double step = 1;
  int decimals = 0;

  Scale(double least, double most) {
    const double range = most > least ? most - least : 1;
    double power = 1;
    while (power * 10 <= range) power *= 10;
    for (; power > range; power /= 10) ++decimals;
    for (const double factor : {0.1, 0.2, 0.5, 1.0, 2.0}) {
      step = factor * power;
      if (range / step > kTicks) continue;
      if (factor < 1) ++decimals;
      break;
    }
    if (range >= 10 && step >= 1) decimals = 0;
    low = std::floor(least / step) * step;
    high = std::max(low + step, std::ceil(most / step) * step);
  }
  double x(double value, double left) const { return left + (value - low) / (high - low) * kPanel; }
};

class Drawing {
 public:
  Drawing(const RankInput& input, const RankPlan& plan, const std::vector<RankAnswer>& answers,
          Language language)
      : input_(input), plan_(plan), answers_(answers), language_(language) {}

  std::string run() {
    std::size_t widest = 0;
    for (const std::string& name : input_.names) widest = std::max(widest, display_width(shortened(name)));
    names_ = static_cast<double>(widest) * kLetter;
    values_ = kMargin + names_ + kGap / 2;
    ranks_ = values_ + kPanel + kGap;
    const double width = ranks_ + kPanel + kGap;
    double height = kMargin;
    std::string body;
    for (const RankAnswer& answer : answers_) {
      body += group(answer, height);
      height += kHead + kRow * static_cast<double>(answer.sets.size()) + 2 * kMargin;
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title desc\" lang=\"" +
           std::string(language_code(language_)) + "\" viewBox=\"0 0 " + at(width) + " " + at(height) +
           "\" width=\"" + at(width) + "\" height=\"" + at(height) + "\">\n<title id=\"title\">" +
           say("ranks.plot_title") + "</title>\n<desc id=\"desc\">" +
           say("ranks.plot_description", {{"areas", std::to_string(input_.size())},
                                          {"level", shortest(std::round(plan_.level * 1e6) / 1e4)}}) +
           "</desc>\n<style>text{font:12px sans-serif;fill:#1f2933}.head{font-weight:bold}.axis{fill:#52606d;"
           "font-size:11px}.name{text-anchor:end}.mid{text-anchor:middle}.grid{stroke:#d9dfe5}.whole{stroke:#"
           "52606d;"
           "stroke-dasharray:3 3}.above{stroke:#1d5f9e;fill:#1d5f9e}.below{stroke:#b3541e;fill:#b3541e}"
           ".not_apart{stroke:#7b8794;fill:#7b8794}.range{stroke-width:2}.set{stroke:none;fill-opacity:.75}"
           ".point{stroke:#fff;stroke-width:2}</style>\n<rect width=\"100%\" height=\"100%\" "
           "fill=\"#fff\"/>\n" +
           body + "</svg>\n";
  }

 private:
  std::string say(const std::string& id,
                  std::vector<std::pair<std::string, std::string>> arguments = {}) const {
    return escaped(text(language_, Message(id, std::move(arguments))));
  }

  static std::string label(const char* kind, double x, double y, const std::string& content) {
    return "<text class=\"" + std::string(kind) + "\" x=\"" + at(x) + "\" y=\"" + at(y) + "\">" + content +
           "</text>";
  }

  static std::string upright(const char* kind, double x, double top, double bottom) {
    return "<path class=\"" + std::string(kind) + "\" d=\"M" + at(x) + " " + at(top) + "V" + at(bottom) +
           "\"/>";
  }

  double rank_x(std::size_t rank, std::size_t areas) const {
    return ranks_ + kPanel * (static_cast<double>(rank) - 1) / static_cast<double>(areas);
  }

  std::string group(const RankAnswer& answer, double top) const {
    const std::size_t areas = answer.sets.size();
    const Scale scale(*std::min_element(answer.lows.begin(), answer.lows.end()),
                      *std::max_element(answer.highs.begin(), answer.highs.end()));
    const double first = top + kHead;
    const double bottom = first + kRow * static_cast<double>(areas);
    std::string out;
    if (!answer.group.name.empty()) out += label("head", kMargin, top + 12, escaped(answer.group.name));
    out += label("head", values_, top + 32, say("ranks.plot_values"));
    out += label("head", ranks_, top + 32, say("ranks.plot_ranks")) + "\n";
    const auto steps = static_cast<int>(std::lround((scale.high - scale.low) / scale.step));
    for (int i = 0; i <= steps; ++i) {
      const double value = scale.low + i * scale.step;
      const double x = scale.x(value, values_);
      out += upright("grid", x, first - 8, bottom) +
             label("axis mid", x, first - 12, with_minus(fixed(value, scale.decimals)));
    }
    const Scale places(1, static_cast<double>(areas));
    const auto place_step = std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(places.step)));
    for (std::size_t place = 1; place <= areas;
         place = place == 1 && place_step > 1 ? place_step : place + place_step) {
      const double x = rank_x(place, areas) + kPanel / static_cast<double>(areas) / 2;
      out += upright("grid", x, first - 8, bottom) + label("axis mid", x, first - 12, std::to_string(place));
    }
    out += "\n" + upright("whole", scale.x(answer.whole.whole, values_), first - 8, bottom) + "\n";
    for (std::size_t k = 0; k < areas; ++k)
      out += strip(answer, answer.order[k], scale, first + kRow * (static_cast<double>(k) + 0.5));
    return out;
  }

  std::string strip(const RankAnswer& answer, std::size_t i, const Scale& scale, double y) const {
    constexpr const char* kKinds[] = {"above", "not_apart", "below"};
    const std::size_t areas = answer.sets.size();
    const std::string kind = kKinds[static_cast<std::size_t>(answer.whole.groups[i])];
    const std::string& name = input_.names[answer.group.rows[i]];
    const stats::RankSet& set = answer.sets[i];
    const double left = rank_x(set.lower, areas);
    const double right = rank_x(set.upper, areas) + kPanel / static_cast<double>(areas);
    const double point =
        rank_x(static_cast<std::size_t>(answer.ranks[i]), areas) + kPanel / static_cast<double>(areas) / 2;
    return "<g><title>" + escaped(name) + ": " + escaped(set_text(set, language_)) + "</title>" +
           label("name", kMargin + names_, y + 4, escaped(shortened(name))) + "<path class=\"range " + kind +
           "\" d=\"M" + at(scale.x(answer.lows[i], values_)) + " " + at(y) + "H" +
           at(scale.x(answer.highs[i], values_)) + "\"/><circle class=\"" + kind + "\" cx=\"" +
           at(scale.x(answer.estimates[i], values_)) + "\" cy=\"" + at(y) +
           "\" r=\"3.5\"/><rect class=\"set " + kind + "\" x=\"" + at(left) + "\" y=\"" + at(y - 5) +
           "\" width=\"" + at(std::max(2.0, right - left)) + "\" height=\"10\" rx=\"2\"/>" +
           "<path class=\"point\" d=\"M" + at(point) + " " + at(y - 5) + "v10\"/></g>\n";
  }

  const RankInput& input_;
  const RankPlan& plan_;
  const std::vector<RankAnswer>& answers_;
  Language language_;
  double names_ = 0;
  double values_ = 0;
  double ranks_ = 0;
};

}  // namespace

std::string rank_plot(const RankInput& input, const RankPlan& plan, const std::vector<RankAnswer>& answers,
                      Language language) {
  return Drawing(input, plan, answers, language).run();
}

}  // namespace dajuan
