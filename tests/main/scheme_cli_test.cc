#include "main/scheme_cli.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "release/scheme_folder.h"

namespace dajuan {
namespace {

const std::string kSchemes = DAJUAN_SOURCE_DIR "/schemes/";

struct Spoken {
  int code = 0;
  std::string out;
  std::string err;
};

template <typename Command>
Spoken run(Command command, const std::string& folder, Language language = Language::en) {
  std::ostringstream out;
  std::ostringstream err;
  const int code = command({folder}, Streams{out, err, language});
  return {code, out.str(), err.str()};
}

TEST_CASE("the schemes that come with the program are sound, and say which indicators have no error model") {
  for (const char* name : {"asem", "example", "mexico-states", "zhejiang-2018"}) {
    const Spoken spoken = run(scheme_check, kSchemes + name);
    CHECK(spoken.code == kOk);
    CHECK(spoken.out.find("nothing wrong") != std::string::npos);
  }
  for (const char* name : {"example", "mexico-states"}) CHECK(run(scheme_check, kSchemes + name).err == "");
  CHECK(run(scheme_check, kSchemes + "asem").err.find("43 of 49 indicators have no error model") !=
        std::string::npos);
  CHECK(run(scheme_check, kSchemes + "zhejiang-2018", Language::zh)
            .err.find("123个指标中有3个没有误差模型，区间不含其偶然误差：public_security_8, fire_7, "
                      "accidents_6。") != std::string::npos);
}

TEST_CASE("the text of Zhejiang's scheme counts its error models right") {
  Diagnostics diagnostics;
  const index::Scheme scheme = release::read_scheme(kSchemes + "zhejiang-2018", diagnostics);
  std::map<index::ErrorKind, std::size_t> counts;
  for (const index::IndicatorRule& rule : scheme.rules) ++counts[rule.error.kind];
  CHECK(scheme.method.en.find(std::to_string(counts[index::ErrorKind::overdispersed]) + " are counts") !=
        std::string::npos);
  CHECK(scheme.method.en.find(std::to_string(counts[index::ErrorKind::proportion]) + " are shares") !=
        std::string::npos);
  CHECK(scheme.method.en.find(std::to_string(counts[index::ErrorKind::exact]) + " are exact") !=
        std::string::npos);
  CHECK(counts[index::ErrorKind::unsaid] == 3);
}

TEST_CASE("a scheme is shown in both languages") {
  const Spoken en = run(scheme_show, kSchemes + "asem");
  CHECK(en.code == kOk);
  CHECK(en.out.find("sub-index: 2, pillar: 8, indicator: 49") != std::string::npos);
  const Spoken zh = run(scheme_show, kSchemes + "example", Language::zh);
  CHECK(zh.out.find("一级指标3个，二级指标6个") != std::string::npos);
  CHECK(zh.out.find("模拟数据") != std::string::npos);
  CHECK(zh.out.find("一致性比率：0.008") != std::string::npos);
}

TEST_CASE("a folder that is none, and two structures at once, are bad input") {
  CHECK(run(scheme_check, kSchemes + "no-such-scheme").code == kBadInput);
  CHECK(run(scheme_show, kSchemes + "no-such-scheme").code == kBadInput);

  namespace fs = std::filesystem;
  const fs::path folder = fs::path(DAJUAN_BINARY_DIR) / "scheme_cli_test";
  fs::remove_all(folder);
  fs::copy(kSchemes + "example", folder);
  std::ofstream(folder / "structure.xlsx") << "no workbook";
  const Spoken spoken = run(scheme_check, folder.string());
  CHECK(spoken.code == kBadInput);
  CHECK(spoken.err.find("structure.csv and structure.xlsx are both there") != std::string::npos);
  fs::remove_all(folder);
}

TEST_CASE("a structure that an office's spreadsheet saved in GB18030 with CRLF is read") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(DAJUAN_BINARY_DIR) / "scheme_cli_gb18030";
  fs::remove_all(folder);
  fs::copy(kSchemes + "example", folder);
  std::ofstream(folder / "structure.csv", std::ios::binary)
      // 平安, 治安, 盗窃
      << "code,parent,name_zh,name_en,direction,variable\r\n"
         "safety,,\xc6\xbd\xb0\xb2,Safety,,\r\n"
         "order,safety,\xd6\xce\xb0\xb2,Order,,\r\n"
         "theft,order,\xb5\xc1\xc7\xd4,Theft,lower,burglaries\r\n";
  std::stringstream toml;
  toml << std::ifstream(folder / "scheme.toml").rdbuf();
  std::string text = toml.str();
  text.erase(text.find("[[ahp]]"), text.find("[[steps]]") - text.find("[[ahp]]"));
  text.replace(text.find("\"ahp\""), 5, "\"given\"");
  std::ofstream(folder / "scheme.toml") << text;
  const Spoken spoken = run(scheme_show, folder.string(), Language::zh);
  CHECK(spoken.code == kOk);
  CHECK(spoken.out.find("盗窃") != std::string::npos);
  fs::remove_all(folder);
}

}  // namespace
}  // namespace dajuan
