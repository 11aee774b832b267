#include "index/formula.h"

#include <algorithm>

#include "base/number_text.h"

namespace dajuan::index {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}
bool is_in_name(char c) { return begins_name(c) || is_digit(c) || c == '.'; }

class Parser {
 public:
  Parser(std::string_view text, std::optional<FormulaProblem>& problem) : text_(text), problem_(problem) {}

  std::vector<Term> read() {
    double sign = sign_or(1);
    for (;;) {
      term(sign);
      skip_spaces();
      if (problem_ || at_ == text_.size()) break;
      if (text_[at_] != '+' && text_[at_] != '-') {
        fail(at_, {"scheme.formula.expected_sign", {{"found", here()}}});
        break;
      }
      sign = sign_or(1);
    }
    if (problem_) terms_.clear();
    return std::move(terms_);
  }

 private:
  void skip_spaces() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }

  double sign_or(double otherwise) {
    skip_spaces();
    if (at_ == text_.size() || (text_[at_] != '+' && text_[at_] != '-')) return otherwise;
    return text_[at_++] == '-' ? -1 : 1;
  }

  void term(double sign) {
    skip_spaces();
    const std::size_t begin = at_;
    double coefficient = 1;
    std::string name;
    if (starts_number()) {
      coefficient = number();
      if (problem_) return;
      if (!times()) return fail(at_, {"scheme.formula.expected_times", {{"found", here()}}});
      skip_spaces();
      name = variable();
    } else {
      name = variable();
      if (!problem_ && times()) {
        skip_spaces();
        if (!starts_number()) return fail(at_, {"scheme.formula.expected_number", {{"found", here()}}});
        coefficient = number();
      }
    }
    if (problem_) return;
    const auto same = [&](const Term& known) { return known.variable == name; };
    if (std::any_of(terms_.begin(), terms_.end(), same)) {
      return fail(begin, {"scheme.formula.twice", {{"variable", name}}});
    }
    terms_.push_back({std::move(name), sign * coefficient});
  }

  bool starts_number() const { return at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '.'); }

  double number() {
    const std::size_t begin = at_;
    while (starts_number()) ++at_;
    const std::string_view digits = text_.substr(begin, at_ - begin);
    const std::optional<double> value = parse_number(digits);
    if (!value) fail(begin, {"scheme.formula.expected_number", {{"found", std::string(digits)}}});
    return value.value_or(0);
  }

  bool times() {
    skip_spaces();
    if (at_ == text_.size() || text_[at_] != '*') return false;
    ++at_;
    return true;
  }

  std::string variable() {
    const std::size_t begin = at_;
    if (at_ < text_.size() && begins_name(text_[at_])) {
      while (at_ < text_.size() && is_in_name(text_[at_])) ++at_;
    }
    if (at_ == begin) fail(at_, {"scheme.formula.expected_variable", {{"found", here()}}});
    return std::string(text_.substr(begin, at_ - begin));
  }

  /// The character at the place of reading, or a word for the end.
  std::string here() const {
    if (at_ == text_.size()) return "@scheme.formula.end";
    std::size_t end = at_ + 1;
    while (end < text_.size() && (text_[end] & 0xC0) == 0x80) ++end;
    return std::string(text_.substr(at_, end - at_));
  }

  void fail(std::size_t byte, Message message) {
    if (problem_) return;
    const auto begins_character = [](char c) { return (c & 0xC0) != 0x80; };
    const auto before =
        std::count_if(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(byte), begins_character);
    problem_ = FormulaProblem{static_cast<std::size_t>(before) + 1, std::move(message)};
  }

  std::string_view text_;
  std::optional<FormulaProblem>& problem_;
  std::size_t at_ = 0;
  std::vector<Term> terms_;
};

}  // namespace

std::vector<Term> parse_formula(std::string_view text, std::optional<FormulaProblem>& problem) {
  problem.reset();
  return Parser(text, problem).read();
}

std::string formula_text(const std::vector<Term>& terms) {
  std::string text;
  for (const Term& term : terms) {
    const bool negative = term.coefficient < 0;
    const double size = negative ? -term.coefficient : term.coefficient;
    if (text.empty()) {
      text += negative ? "-" : "";
    } else {
      text += negative ? " - " : " + ";
    }
    if (size != 1) text += es6_number(size) + " * ";
    text += term.variable;
  }
  return text;
}

}  // namespace dajuan::index
