// test_str.cc - strings as C++ sees them: offsets, sharing, interning.

#include "python/str.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include <string>

#include "base/utf8.h"
#include "python/bytes.h"
#include "python/codecs.h"
#include "python/runtime.h"

using namespace mt;
using namespace mt::python;

namespace {

using Body = void (*)(Fiber& fiber);

// What the collector must find lives in frames below that of with_runtime().
__attribute__((noinline)) void call_body(Body body) { body(*rt().main_fiber); }

void with_runtime(Body body) {
  const char top = 0;
  Runtime::start(&top);
  call_body(body);
  Runtime::stop();
}

std::string mixed_text(size_t chars) {
  constexpr uint32_t kChars[] = {'a', 0xe9, 0x2603, 0x1d11e, 'z', 0x7ff};
  std::string text;
  for (size_t i = 0; i < chars; ++i) append_utf8(text, kChars[i * 7 % 6]);
  return text;
}

}  // namespace

Test(str, finds_characters_and_offsets_in_long_mixed_text) {
  with_runtime([](Fiber& fiber) {
    for (const size_t chars : {1, 5, 127, 128, 129, 300, 1000, 5000}) {
      const std::string text = mixed_text(chars);
      Str* const string = make_str(fiber, text);
      cr_assert_eq(string->char_count, chars);
      size_t offset = 0;
      for (size_t i = 0; i < chars; ++i) {
        cr_assert_eq(str_offset(string, i), offset, "%zu of %zu", i, chars);
        cr_assert_eq(str_char_index(string, offset), i, "%zu of %zu", i, chars);
        offset += decode_utf8(string->view().substr(offset)).length;
      }
      cr_assert_eq(str_offset(string, chars), text.size());
    }
  });
}

Test(str, notes_about_offsets_do_not_outlive_a_collection) {
  with_runtime([](Fiber& fiber) {
    for (int round = 0; round < 50; ++round) {
      // The same lengths, so that a new string takes an old one's place.
      std::string text = mixed_text(600);
      if (round % 2 == 1) {
        text = mixed_text(600 - 6) + "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9" + "abc";
      }
      Str* const string = make_str(fiber, text);
      for (size_t i = 0; i < string->char_count; i += 37) {
        cr_assert_eq(str_char_index(string, str_offset(string, i)), i);
      }
      fiber.heap.collect();
    }
  });
}

Test(str, grows_at_its_end_without_disturbing_others) {
  with_runtime([](Fiber& fiber) {
    Str* const tail = make_str(fiber, "0123456789");
    Value grown = Value::from_object(make_str(fiber, std::string(300, 'x')));
    std::string expected(300, 'x');
    Value older = grown;
    std::string older_expected = expected;
    for (int i = 0; i < 500; ++i) {
      if (i % 100 == 50) {
        older = grown;
        older_expected = expected;
      }
      grown = str_concat(fiber, grown.as<Str>(), tail);
      expected += "0123456789";
      // A second extension of the same text must not overwrite the first.
      const Value other = str_concat(fiber, older.as<Str>(), tail);
      cr_assert(other.as<Str>()->view() == older_expected + "0123456789");
    }
    cr_assert(grown.as<Str>()->view() == expected);
    cr_assert(older.as<Str>()->view() == older_expected);
  });
}

Test(str, interns_one_string_per_content) {
  with_runtime([](Fiber& fiber) {
    Str* const one = intern(fiber, "an unlikely name");
    cr_assert(one == intern(fiber, make_str(fiber, "an unlikely name")));
    cr_assert(one->is_interned());
    cr_assert(intern(fiber, "a") == str_from_char(fiber, 'a').as<Str>());
    for (int i = 0; i < 5000; ++i) {
      intern(fiber, "name " + std::to_string(i));
    }
    fiber.heap.collect();
    cr_assert(one == intern(fiber, "an unlikely name"));
    Str* const again = intern(fiber, "name 4711");
    cr_assert(again->view() == "name 4711");
    cr_assert(again == intern(fiber, "name 4711"));
  });
}

Test(str, hashes_to_zero_when_empty_and_compares_by_code_point) {
  with_runtime([](Fiber& fiber) {
    cr_assert_eq(str_hash(rt().empty_str), 0u);
    cr_assert_neq(str_hash(make_str(fiber, "a")), 0u);
    Str* const surrogate = make_str(fiber, "\xed\xa0\x80");
    Str* const private_use = make_str(fiber, "\xee\x80\x80");
    Str* const astral = make_str(fiber, "\xf0\x90\x80\x80");
    cr_assert_lt(str_compare(surrogate, private_use), 0);
    cr_assert_lt(str_compare(private_use, astral), 0);
    cr_assert_lt(str_compare(make_str(fiber, "ab"), make_str(fiber, "abc")), 0);
  });
}

Test(str, makes_valid_text_of_any_bytes_in_names) {
  with_runtime([](Fiber& fiber) {
    const Value text = str_value(fiber, std::string_view("a\xff" "b\xc3", 4));
    cr_assert(text.as<Str>()->view() == "a\xef\xbf\xbd" "b\xef\xbf\xbd");
  });
}

// Messages quote the beginning of what may be long.
Test(str, shows_text_that_is_cut_within_a_character) {
  for (const char* const text : {"ab\u00e9cd", "ab\u6f22cd"}) {
    std::string shown;
    str_repr_to(shown, std::string_view(text, 3));
    const std::string_view whole = text;
    char expected[16];
    snprintf(expected, sizeof expected, "'ab\\x%02x'",
             static_cast<uint8_t>(whole[2]));
    cr_assert_str_eq(shown.c_str(), expected);
  }
}

Test(codecs, every_cut_of_every_encoding_is_handled) {
  with_runtime([](Fiber& fiber) {
    Str* const text = make_str(fiber, mixed_text(40));
    for (const char* const name : {"utf-8", "utf-16", "utf-16-be", "utf-32",
                                   "utf-32-be", "unicode_escape"}) {
      const Value encoded = encode_str(fiber, text, name);
      cr_assert(!encoded.is_error());
      const std::string bytes(encoded.as<Bytes>()->view());
      for (size_t cut = 0; cut <= bytes.size(); ++cut) {
        const std::string_view part(bytes.data(), cut);
        const Value strict = decode_bytes(fiber, part, name);
        if (strict.is_error()) clear_exception(fiber);
        const Value lenient = decode_bytes(fiber, part, name, "replace");
        if (lenient.is_error()) clear_exception(fiber);
        if (cut == bytes.size()) {
          cr_assert(str_equal(strict.as<Str>(), text), "%s", name);
        }
      }
    }
  });
}
