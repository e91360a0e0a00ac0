// test_display_width.cc - columns of characters and of what stands for them.

#include <criterion/criterion.h>

#include <string>

#include "codec/display_width.h"
#include "codec/line_display.h"

using namespace mt::codec;
using mt::ByteView;

Test(display_width, common_characters_have_the_width_terminals_give_them) {
  const struct {
    uint32_t code_point;
    int columns;
  } kCases[] = {
      {'a', 1},      {0x1B, 0},     {0x7F, 0},     {0x9B, 0},    {0xFC, 1},
      {0x0301, 0},   {0x0416, 1},   {0x200D, 0},   {0x20AC, 1},  {0x2500, 1},
      {0x3042, 2},   {0x4E2D, 2},   {0x9FFF, 2},   {0xAC00, 2},  {0xD7A3, 2},
      {0xFE0F, 0},   {0xFF21, 2},   {0xFF71, 1},   {0x1F600, 2}, {0x1F3FB, 0},
      {0x20000, 2},  {0x10FFFF, 1}, {0x1F1E6, 1},  {0x2705, 2},  {0x231A, 2},
  };
  for (const auto& row : kCases) {
    cr_expect_eq(display_width(row.code_point), row.columns, "U+%04X",
                 static_cast<unsigned>(row.code_point));
  }
}

Test(glyph, what_cannot_be_shown_is_spelled_out) {
  const struct {
    const char* text;
    const char* shown;
    int columns;
    int bytes;
  } kCases[] = {
      {"a", "a", 1, 1},           {"\t", "    ", 4, 1},
      {"\x01", "^A", 2, 1},       {"\x7f", "^?", 2, 1},
      {"\xff", "\\xff", 4, 1},    {"\xc3", "\\xc3", 4, 1},
      {"\xc2\x9b", "\\xc2", 4, 1}, {"\xe4\xb8\xad", "\xe4\xb8\xad", 2, 3},
  };
  for (const auto& row : kCases) {
    const Glyph glyph = glyph_at(row.text, 0);
    cr_expect(ByteView(glyph.shown, glyph.shown_bytes) == row.shown, "%s",
              row.shown);
    cr_expect_eq(glyph.columns, row.columns, "%s", row.shown);
    cr_expect_eq(glyph.bytes, row.bytes, "%s", row.shown);
  }
}

Test(glyph, boundaries_keep_marks_with_their_letter) {
  const std::string text = "e\xcc\x81\xe4\xb8\xad\xff" "x";
  const size_t kBoundaries[] = {0, 3, 6, 7, 8};
  for (size_t i = 0; i + 1 < 5; ++i) {
    cr_expect_eq(next_boundary(text, kBoundaries[i]), kBoundaries[i + 1]);
    cr_expect_eq(previous_boundary(text, kBoundaries[i + 1]), kBoundaries[i]);
  }
  cr_expect_eq(previous_boundary(text, 0), size_t{0});
  cr_expect_eq(next_boundary(text, 8), size_t{8});
}
