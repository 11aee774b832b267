#pragma once
#include <string>
#include <string_view>

#include "base/period.h"
#include "site/result.h"

namespace dajuan::site {

/// Where everything stands. Addresses are quoted, linked and printed: do not change one that a site has had.
/// All are below the language's folder and end in '/', but for those of files.

/// What a series has beside its months, regions and indicators. The newest month stands at the series' own
/// address.
enum class Section { newest, compare, archive, method, data, about, search };
inline constexpr Section kSections[] = {Section::newest, Section::compare, Section::archive, Section::method,
                                        Section::data,   Section::about,   Section::search};

/// "mexico-states/"
std::string series_address(std::string_view series);
/// "mexico-states/archive/"
std::string section_address(std::string_view series, Section section);
/// "mexico-states/2025-06/": a month for ever, whatever is newest.
std::string month_address(std::string_view series, Period period);
/// "mexico-states/2025-06/revision-1/": what a later revision of the month replaced.
std::string revision_address(std::string_view series, Period period, long long revision);
/// "mexico-states/MX-25/". The names of sections (now or later) and of months are never those of a region:
/// a code that is made of small letters and '-' alone, or that reads as a period of the series' frequency,
/// has '_' behind it, which no other code has at its end.
std::string region_address(std::string_view series, Frequency frequency, std::string_view code);
/// "mexico-states/indicator/homicide/"
std::string indicator_address(std::string_view series, std::string_view code);
/// Further rows of a table that begins at `first`, counted from 0: `first` itself, "…/_page-2/",
/// "…/_page-3/".
std::string rows_address(const std::string& first, std::size_t number);

/// The page of a unit of the newest result; that of the whole, or -1, is that of the series.
std::string unit_address(const Result& result, int unit);

/// Where the result's files stand in the site, below no language: "data/mexico-states/2025-06/".
std::string data_address(std::string_view series, Period period);
/// Those of a revision that was replaced: "data/mexico-states/2025-06/revision-1/".
std::string data_address(std::string_view series, Period period, long long revision);

/// A code as a part of an address: letters, digits and '-' stay, any other byte becomes '_' and its two
/// hexadecimal digits.
std::string address_part(std::string_view code);

/// The word of a section in an address, empty for the newest month.
std::string_view section_word(Section section);

/// "../" for each folder of an address.
std::string steps_up(std::string_view address);
/// A link from the page at `from` to the address `to`, both below the same folder: "../../a/", "./".
std::string relative_link(std::string_view from, std::string_view to);

}  // namespace dajuan::site
