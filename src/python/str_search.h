// str_search.h - finding one run of bytes in another.
//
// For str and bytes alike: in UTF-8 a character is never found inside another,
// so text is searched as bytes. No search is quadratic, whatever a peer sends.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <string_view>

namespace mt::python {

constexpr size_t kNotFound = SIZE_MAX;

// The offset of the first occurrence at or after `from`; an empty needle is
// found at once. kNotFound when there is none or `from` is past the end.
size_t search_first(std::string_view text, std::string_view needle,
                    size_t from = 0);
// The offset of the last occurrence.
size_t search_last(std::string_view text, std::string_view needle);
// Occurrences that do not overlap, at most `limit`. Precondition: needle is not
// empty.
size_t search_count(std::string_view text, std::string_view needle,
                    size_t limit = SIZE_MAX);

}  // namespace mt::python
