// data_modules.h - the native modules of data formats and digests, and what
// they say again and again.

#pragma once

#include <stdint.h>

#include <string_view>

#include "python/bytes_internal.h"
#include "python/native_tools.h"
#include "python/runtime.h"

namespace mt::python {

extern const ModuleDef kArrayModule;     // array
extern const ModuleDef kCodecsModule;    // _codecs
extern const ModuleDef kBinasciiModule;  // binascii
extern const ModuleDef kCsvModule;       // _csv
extern const ModuleDef kDatesModule;     // _dates: for datetime
extern const ModuleDef kFormatsModule;   // _formatter: for string
extern const ModuleDef kHashlibModule;   // _hashlib: for hashlib and hmac
extern const ModuleDef kJsonModule;      // _json: for json
extern const ModuleDef kPicklingModule;  // _pickling: for pickle
extern const ModuleDef kStructModule;    // struct
extern const ModuleDef kZlibModule;      // zlib

// Makes them known to import.
void add_data_modules();

// The bytes of an argument, borrowed until the next call that takes a Fiber.
// Raises "a bytes-like object is required, not 'int'".
bool bytes_argument(Fiber& fiber, Value value, std::string_view* bytes);
// Where the bytes of an object that may be written to are; loaned likewise.
// Raises "NAME argument must be read-write bytes-like object, not bytes".
bool writable_argument(Fiber& fiber, const char* name, Value value,
                       char** bytes, size_t* size);
// As many modules have it: bytes, or text of ASCII alone.
bool bytes_or_ascii(Fiber& fiber, Value value, std::string_view* bytes);


// An integer of any size, modulo 2^32. False: raised.
bool word_argument(Fiber& fiber, Value value, uint32_t* word);
// crc32(data, value=0), of zlib and binascii alike.
Value checksum_crc32(Fiber& fiber, Value self, Args args);

}  // namespace mt::python
