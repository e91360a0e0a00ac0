// bytes_internal.h - what the files that implement bytes, bytearray and
// memoryview share among themselves. The rest of the interpreter uses bytes.h.

#pragma once

#include <string>

#include "python/bytes.h"
#include "python/native.h"

namespace mt::python {

Value bytes_value(Fiber& fiber, std::string_view content);

// The bytes a view shows; false when it was released, when what it shows is no
// longer there, or when it shows every n-th byte only.
bool memoryview_bytes(const MemoryView* view, std::string_view* bytes);
// Whether a view of the array is in use, and so forbids to resize it.
bool is_viewed(const ByteArray* array);

// --- memoryview.cc, for memoryview_type.cc -----------------------------------

// False: ValueError or BufferError raised.
bool check_usable(Fiber& fiber, const MemoryView* view);
inline std::string_view owner_bytes(const MemoryView* view) {
  return view->owner->kind == Kind::kBytes
             ? static_cast<const Bytes*>(view->owner)->view()
             : static_cast<const ByteArray*>(view->owner)->view();
}
bool is_usable(const MemoryView* view);
// A view of whatever has bytes; error with nothing raised when it has none.
Value view_of(Fiber& fiber, Value source);
// As CPython does it, a view made from another one exports by itself.
Value copy_view(Fiber& fiber, const MemoryView* view);
void release_view(MemoryView* view);
// The same bytes in items of another format, in a row. False: raised.
Value cast_view(Fiber& fiber, const MemoryView* view, Value format,
                Value shape);

bool is_contiguous(const MemoryView* view);
size_t dimensions(const MemoryView* view);
size_t length_at(const MemoryView* view, size_t dimension);
ptrdiff_t stride_at(const MemoryView* view, size_t dimension);
// Bytes of what stands at an index of the first dimension.
size_t row_bytes(const MemoryView* view);
// The offset in the owner of the first byte at an index of that dimension.
size_t place_of(const MemoryView* view, size_t i);
// All bytes in a row, the last index running fastest, wherever they are.
std::string gather(const MemoryView* view);
// The item whose first byte is at an offset of the owner. Error: raised.
Value item_at(Fiber& fiber, const MemoryView* view, size_t place);
// Those that are `step` bytes apart go to the end of a list, which has room.
// False: raised.
bool items_at(Fiber& fiber, const MemoryView* view, size_t place,
              ptrdiff_t step, size_t count, List* list);
// Overwrites it. False: raised.
bool set_item_at(Fiber& fiber, const MemoryView* view, size_t place,
                 Value value);
// 1, 0, or -1 raised.
int same_items(Fiber& fiber, const MemoryView* a, const MemoryView* b);

// Replaces [start, stop) by `with`, which may not be part of the array.
bool bytearray_splice(Fiber& fiber, ByteArray* array, size_t start, size_t stop,
                      std::string_view with);

// What bytes(...) and bytearray(...) are made from.
struct BytesSource {
  std::string_view view;  // into `object` or `items`
  size_t zeros = 0;       // after the view
  Value object;
  std::string items;
};
bool bytes_source(Fiber& fiber, const char* cls, Args args,
                  BytesSource* source);

// Slots that bytes and bytearray share.
Value byte_getitem(Fiber& fiber, Value self, Value key);
Value byte_compare(Fiber& fiber, Value self, Value other, CompareOp op);
int byte_contains(Fiber& fiber, Value self, Value item);
Value byte_concat(Fiber& fiber, Value a, Value b);
Value byte_repeat(Fiber& fiber, Value a, Value b);
// `format % args` for either.
Value byte_format(Fiber& fiber, Value format, Value args);

// Walks anything with a byte at each index; __length_hint__ included.
Value make_byte_iterator(Fiber& fiber, Value self);
void init_byte_iterator(Fiber& fiber);
void init_memoryview_type(Fiber& fiber);

extern const MethodDef kBytesMethods[];

// Methods of both, beside MT_TEXT_METHODS.
Value byte_capitalize(Fiber& fiber, Value self, Args args);
Value byte_lower(Fiber& fiber, Value self, Args args);
Value byte_swapcase(Fiber& fiber, Value self, Args args);
Value byte_title(Fiber& fiber, Value self, Args args);
Value byte_upper(Fiber& fiber, Value self, Args args);
Value byte_isalnum(Fiber& fiber, Value self, Args args);
Value byte_isalpha(Fiber& fiber, Value self, Args args);
Value byte_isascii(Fiber& fiber, Value self, Args args);
Value byte_isdigit(Fiber& fiber, Value self, Args args);
Value byte_islower(Fiber& fiber, Value self, Args args);
Value byte_isspace(Fiber& fiber, Value self, Args args);
Value byte_istitle(Fiber& fiber, Value self, Args args);
Value byte_isupper(Fiber& fiber, Value self, Args args);
Value byte_join(Fiber& fiber, Value self, Args args);
Value byte_translate(Fiber& fiber, Value self, Args args);
Value byte_decode(Fiber& fiber, Value self, Args args);
Value byte_hex(Fiber& fiber, Value self, Args args);
Value byte_fromhex(Fiber& fiber, Value cls, Args args);
Value byte_maketrans(Fiber& fiber, Value self, Args args);
// 'ab cd' as hex(sep, bytes_per_sep) writes it.
Value hex_of(Fiber& fiber, std::string_view bytes, Args args);

#define MT_BYTE_METHODS                                                     \
  {"capitalize", byte_capitalize}, {"lower", byte_lower},                   \
      {"swapcase", byte_swapcase}, {"title", byte_title},                   \
      {"upper", byte_upper}, {"isalnum", byte_isalnum},                     \
      {"isalpha", byte_isalpha}, {"isascii", byte_isascii},                 \
      {"isdigit", byte_isdigit}, {"islower", byte_islower},                 \
      {"isspace", byte_isspace}, {"istitle", byte_istitle},                 \
      {"isupper", byte_isupper}, {"join", byte_join, 1, 1},                 \
      {"translate", byte_translate, 1, 2, kMethodKeywords},                 \
      {"decode", byte_decode, 0, 2, kMethodKeywords},                       \
      {"hex", byte_hex, 0, 2, kMethodKeywords},                             \
      {"fromhex", byte_fromhex, 1, 1, kMethodClass},                        \
      {"maketrans", byte_maketrans, 2, 2, kMethodStatic}

// Reads pairs of hexadecimal digits into `out`, up to what is none; how many
// digits.
size_t read_hex(std::string_view digits, char* out);

}  // namespace mt::python
