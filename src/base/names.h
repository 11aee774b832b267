#pragma once
#include <string>

#include "base/message.h"

namespace dajuan {

/// A name in both languages. Where one is missing the other stands in.
struct Names {
  std::string zh;
  std::string en;

  const std::string& in(Language language) const {
    const bool chinese = base_language(language) == Language::zh;
    const std::string& wanted = chinese ? zh : en;
    return wanted.empty() ? (chinese ? en : zh) : wanted;
  }
  friend bool operator==(const Names&, const Names&) = default;
};

}  // namespace dajuan
