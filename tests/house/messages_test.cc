// Every text exists in both languages with the same arguments, every text that the sources ask for exists,
// and no text is left over that nothing asks for.
#include <doctest/doctest.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

const fs::path kSource = DAJUAN_SOURCE_DIR;

// ---- message files

struct Entry {
  std::string pattern;
  Names arguments;
};
using Catalogue = std::map<std::string, Entry>;

Names arguments_of(std::string_view pattern) {
  Names names;
  for (std::size_t open = pattern.find('{'); open != std::string_view::npos;
       open = pattern.find('{', open + 1)) {
    const std::size_t close = pattern.find('}', open);
    if (close == std::string_view::npos) break;
    names.emplace(pattern.substr(open + 1, close - open - 1));
  }
  return names;
}

void add(Catalogue& catalogue, const std::string& prefix, const toml::table& table) {
  for (const auto& [key, value] : table) {
    const std::string id = prefix + "." + std::string(key.str());
    if (const auto* inner = value.as_table()) {
      add(catalogue, id, *inner);
    } else {
      REQUIRE_MESSAGE(value.is_string(), id, " is not a text");
      const std::string pattern = value.as_string()->get();
      catalogue[id] = {pattern, arguments_of(pattern)};
    }
  }
}

Catalogue catalogue(const char* language) {
  Catalogue all;
  for (const auto& file : fs::directory_iterator(kSource / "messages" / language)) {
    add(all, file.path().stem().string(), toml::parse_file(file.path().string()));
  }
  return all;
}

bool has_chinese(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xe3 && byte <= 0xe9;  // first byte of U+3000 to U+9FFF in UTF-8
  });
}

/// Something to translate: a letter outside the {arguments}.
bool has_words(std::string_view pattern) {
  bool inside = false;
  for (const char c : pattern) {
    if (c == '{' || c == '}') inside = c == '{';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter && !inside) return true;
  }
  return false;
}

// ---- sources

struct Literal {
  std::string file;
  int line = 0;
  std::string text;
  std::string where() const { return file + ":" + std::to_string(line); }
};

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The string literals of a C++ source, comments left out. Raw strings hold no identifiers and are passed
/// over.
void collect_literals(const fs::path& path, std::vector<Literal>& into) {
  const std::string source = content(path);
  const std::string name = path.lexically_relative(kSource).string();
  int line = 1;
  for (std::size_t i = 0; i < source.size(); ++i) {
    const char c = source[i];
    if (c == '\n') {
      ++line;
    } else if (c == '/' && source.compare(i, 2, "//") == 0) {
      i = source.find('\n', i) - 1;
    } else if (c == '\'' && i + 2 < source.size() && (source[i + 1] == '\\' || source[i + 2] == '\'')) {
      i = source.find('\'', i + 2);
    } else if (c == '"' && i > 0 && source[i - 1] == 'R') {
      const std::size_t open = source.find('(', i);
      const std::size_t end = source.find(")" + source.substr(i + 1, open - i - 1) + "\"", open);
      line += static_cast<int>(std::count(source.begin() + static_cast<std::ptrdiff_t>(i),
                                          source.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
      i = end + (open - i);
    } else if (c == '"') {
      std::string text;
      for (++i; i < source.size() && source[i] != '"'; ++i) {
        if (source[i] == '\\') ++i;
        text += source[i];
      }
      if (text.starts_with('@')) text.erase(0, 1);  // an argument that names another message
      into.push_back({name, line, text});
    }
  }
}

/// Identifiers in a page template, where they are written {{#message}}, {{room.name}} or as words between
/// braces.
void collect_template_words(const fs::path& path, std::vector<Literal>& into) {
  const std::string source = content(path);
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  };
  int line = 1;
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i] == '\n') ++line;
    std::size_t end = i;
    while (end < source.size() && is_word(source[end])) ++end;
    if (end == i) continue;
    into.push_back({path.lexically_relative(kSource).string(), line, source.substr(i, end - i)});
    i = end - 1;
  }
}

std::vector<Literal> all_literals() {
  std::vector<Literal> literals;
  for (const auto& file : fs::recursive_directory_iterator(kSource / "src")) {
    const std::string kind = file.path().extension().string();
    if (kind == ".h" || kind == ".cc") collect_literals(file.path(), literals);
  }
  if (fs::exists(kSource / "web/pages")) {
    for (const auto& file : fs::recursive_directory_iterator(kSource / "web/pages")) {
      if (file.is_regular_file()) collect_template_words(file.path(), literals);
    }
  }
  return literals;
}

/// Looks like room.name or room.group.name and does not look like the name of a file.
bool looks_like_id(const std::string& text, const Names& rooms) {
  constexpr std::array kFileKinds = {"csv", "json", "toml", "html", "txt", "css",
                                     "js",  "xlsx", "svg",  "xml",  "gz",  "br"};
  const std::size_t dot = text.find('.');
  if (dot == std::string::npos || text.back() == '.' || !rooms.contains(text.substr(0, dot))) return false;
  const std::string last = text.substr(text.rfind('.') + 1);
  if (std::find(kFileKinds.begin(), kFileKinds.end(), last) != kFileKinds.end()) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  });
}

/// The command line writes its identifiers without this first word.
const std::string kCommandLine = "cli.";

/// An identifier is asked for by itself, or put together from a literal that ends in '.' or '_'
/// ("index.status." + code); a literal that is only a room ("index.") says too little.
bool is_asked_for(const std::string& id, const Names& literals) {
  const auto found = [&](const std::string& wanted) {
    if (literals.contains(wanted)) return true;
    for (std::size_t i = 0; i + 1 < wanted.size(); ++i) {
      if ((wanted[i] == '.' || wanted[i] == '_') && literals.contains(wanted.substr(0, i + 1))) {
        if (wanted.find('.') < i || literals.contains(wanted.substr(i + 1)) || wanted.size() < id.size())
          return true;
      }
    }
    return false;
  };
  return found(id) || (id.starts_with(kCommandLine) && found(id.substr(kCommandLine.size())));
}

}  // namespace

TEST_CASE("Chinese and English have the same messages with the same arguments") {
  const Catalogue en = catalogue("en");
  const Catalogue zh = catalogue("zh");
  REQUIRE_FALSE(en.empty());
  for (const auto& [id, entry] : en) {
    CHECK_MESSAGE(zh.contains(id), "messages/zh lacks ", id);
    if (zh.contains(id)) CHECK_MESSAGE(zh.at(id).arguments == entry.arguments, id, ": arguments differ");
    CHECK_MESSAGE(!entry.pattern.empty(), "messages/en: ", id, " is empty");
    CHECK_MESSAGE(!has_chinese(entry.pattern), "messages/en: ", id, " is Chinese");
  }
  for (const auto& [id, entry] : zh) {
    CHECK_MESSAGE(en.contains(id), "messages/en lacks ", id);
    const bool translated = has_chinese(entry.pattern) || !has_words(entry.pattern);
    CHECK_MESSAGE((translated || (en.contains(id) && id.find(".name.") != std::string::npos)),
                  "messages/zh: ", id, " is not Chinese");
  }
}

TEST_CASE("the sources ask for messages that exist, with all their arguments, and for every message") {
  const Catalogue en = catalogue("en");
  const std::vector<Literal> literals = all_literals();
  REQUIRE_FALSE(literals.empty());

  Names rooms;
  for (const auto& [id, entry] : en) rooms.insert(id.substr(0, id.find('.')));
  Names texts;
  std::map<std::string, Names> texts_of_file;
  for (const Literal& literal : literals) {
    texts.insert(literal.text);
    texts_of_file[literal.file].insert(literal.text);
  }

  for (const Literal& literal : literals) {
    if (!looks_like_id(literal.text, rooms)) continue;
    const auto entry = en.find(literal.text);
    CHECK_MESSAGE(entry != en.end(), literal.where(), ": no message ", literal.text);
    if (entry == en.end() || !literal.file.ends_with(".cc")) continue;
    for (const std::string& argument : entry->second.arguments) {
      CHECK_MESSAGE(texts_of_file[literal.file].contains(argument), literal.where(), ": ", literal.text,
                    " needs {", argument, "}");
    }
  }
  for (const auto& [id, entry] : en) CHECK_MESSAGE(is_asked_for(id, texts), "nothing asks for ", id);
}
