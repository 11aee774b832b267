#pragma once
#include <string>

#include "base/message.h"

namespace dajuan {

/// A name in both languages. Where one is missing the other stands in.
struct Names {
  std::string zh;
  std::string en;

  const std::string& in(Language language) const {
    const std::string& wanted = language == Language::zh ? zh : en;
    return wanted.empty() ? (language == Language::zh ? en : zh) : wanted;
  }
  friend bool operator==(const Names&, const Names&) = default;
};

}  // namespace dajuan
