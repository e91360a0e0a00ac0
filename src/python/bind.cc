// bind.cc - arguments to parameters, for functions written in Python.
//
// The VM copies exact positional arguments itself; everything else comes here:
// defaults, keywords, *args, **keywords, and CPython's words for each mistake.

#include <algorithm>
#include <string>
#include <vector>

#include "base/status.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/list.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::python {
namespace {

// "'a'", "'a' and 'b'", "'a', 'b', and 'c'".
std::string name_list(const std::vector<std::string>& names) {
  std::string text;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0) {
      text.append(names.size() == 2 ? " and "
                  : i + 1 == names.size() ? ", and "
                                          : ", ");
    }
    text.append("'").append(names[i]).append("'");
  }
  return text;
}

std::string local_name(const Code* code, uint32_t i) {
  return std::string(code->local_names->items[i].as<Str>()->view());
}

bool too_many(Fiber& fiber, const Function* function, uint32_t given,
              const Value* registers) {
  const Code* code = function->code;
  uint32_t keyword_only_given = 0;
  for (uint32_t i = 0; i < code->keyword_only; ++i)
    keyword_only_given += !registers[code->positional + i].is_undefined();
  const uint32_t defaults =
      function->defaults != nullptr ? function->defaults->size : 0;
  const bool plural = defaults != 0 || code->positional != 1;
  std::string takes = defaults != 0
                          ? format("from %u to %u", code->positional - defaults,
                                   code->positional)
                          : format("%u", code->positional);
  std::string extra;
  if (keyword_only_given != 0)
    extra = format(" positional argument%s (and %u keyword-only argument%s)",
                   given != 1 ? "s" : "", keyword_only_given,
                   keyword_only_given != 1 ? "s" : "");
  raise_type_error(fiber, "%s() takes %s positional argument%s but %u%s %s "
                   "given", function->qualname->data(), takes.c_str(),
                   plural ? "s" : "", given, extra.c_str(),
                   given == 1 && keyword_only_given == 0 ? "was" : "were");
  return false;
}

// Of the parameters from `first` up to `end`, those that have no value.
bool missing(Fiber& fiber, const Function* function, const char* kind,
             const Value* registers, uint32_t first, uint32_t end) {
  std::vector<std::string> names;
  for (uint32_t i = first; i < end; ++i)
    if (registers[i].is_undefined())
      names.push_back(local_name(function->code, i));
  raise_type_error(fiber, "%s() missing %zu required %s argument%s: %s",
                   function->qualname->data(), names.size(), kind,
                   names.size() == 1 ? "" : "s", name_list(names).c_str());
  return false;
}

// The parameter a keyword names, or -1.
int find_parameter(const Code* code, const Str* name) {
  const int end = code->positional + code->keyword_only;
  for (int i = code->positional_only; i < end; ++i) {
    if (code->local_names->items[i].object() == name) return i;
  }
  for (int i = code->positional_only; i < end; ++i) {
    if (str_equal(code->local_names->items[i].as<Str>(), name)) return i;
  }
  return -1;
}

bool unexpected_keyword(Fiber& fiber, const Function* function, Args args,
                        const Str* name) {
  const Code* code = function->code;
  std::vector<std::string> wrong;
  for (uint32_t k = 0; k < args.names()->size; ++k) {
    for (uint32_t i = 0; i < code->positional_only; ++i) {
      if (str_equal(code->local_names->items[i].as<Str>(),
                    args.names()->items[k].as<Str>()))
        wrong.push_back(local_name(code, i));
    }
  }
  if (!wrong.empty()) {
    std::string text;
    for (size_t i = 0; i < wrong.size(); ++i)
      text.append(i > 0 ? ", " : "").append(wrong[i]);
    raise_type_error(fiber, "%s() got some positional-only arguments passed as "
                     "keyword arguments: '%s'", function->qualname->data(),
                     text.c_str());
    return false;
  }
  raise_type_error(fiber, "%s() got an unexpected keyword argument '%s'",
                   function->qualname->data(),
                   message_text(name->view()).c_str());
  return false;
}

bool bind_keywords(Fiber& fiber, Function* function, Args args,
                   uint32_t positional_given, Dict* keywords,
                   Value* registers) {
  const Code* code = function->code;
  const Tuple* const names = args.names();
  for (uint32_t i = 0; i < names->size; ++i) {
    Str* name = names->items[i].as<Str>();
    const Value value = args[positional_given + i];
    const int parameter = find_parameter(code, name);
    if (parameter < 0) {
      if (keywords == nullptr)
        return unexpected_keyword(fiber, function, args, name);
      if (!dict_set(fiber, keywords, Value::from_object(name), value))
        return false;
      continue;
    }
    if (!registers[parameter].is_undefined()) {
      raise_type_error(fiber, "%s() got multiple values for argument '%s'",
                       function->qualname->data(), name->data());
      return false;
    }
    registers[parameter] = value;
  }
  return true;
}

bool fill_defaults(Fiber& fiber, const Function* function, uint32_t given,
                   Value* registers) {
  const Code* code = function->code;
  const Tuple* defaults = function->defaults;
  const uint32_t default_count = defaults != nullptr ? defaults->size : 0;
  const uint32_t first_default =
      code->positional - std::min<uint32_t>(default_count, code->positional);
  const uint32_t end = uint32_t{code->positional} + code->keyword_only;
  bool is_missing = false;
  for (uint32_t i = given; i < code->positional; ++i) {
    if (!registers[i].is_undefined()) continue;
    if (i >= first_default) {
      registers[i] = defaults->items[i + default_count - code->positional];
    } else {
      is_missing = true;
    }
  }
  if (is_missing)
    return missing(fiber, function, "positional", registers, 0,
                   code->positional);
  for (uint32_t i = code->positional; i < end; ++i) {
    if (!registers[i].is_undefined()) continue;
    if (function->keyword_defaults != nullptr)
      registers[i] = dict_find_name(function->keyword_defaults,
                                    code->local_names->items[i].as<Str>());
    is_missing |= registers[i].is_undefined();
  }
  return !is_missing || missing(fiber, function, "keyword-only", registers,
                                code->positional, end);
}

}  // namespace

bool bind_arguments(Fiber& fiber, Function* function, Value self, Args args,
                    Value* registers) {
  const Code* code = function->code;
  const uint32_t by_keyword = args.is_named ? args.names()->size : 0;
  const uint32_t values = args.count - by_keyword;
  const uint32_t shift = self.is_undefined() ? 0 : 1;
  const uint32_t given = values + shift;
  if (by_keyword == 0 && given == code->positional &&
      code->keyword_only == 0 &&
      (code->code_flags & (kCodeVarArgs | kCodeVarKeywords)) == 0) {
    if (shift != 0) *registers++ = self;
    for (uint32_t i = 0; i < values; ++i) registers[i] = args[i];
    return true;
  }
  const uint32_t taken = std::min<uint32_t>(given, code->positional);
  const Value* from = args.values;
  uint32_t bound = 0;
  if (shift != 0 && taken != 0) registers[bound++] = self;
  while (bound < taken) registers[bound++] = *from++;

  uint32_t next = uint32_t{code->positional} + code->keyword_only;
  if ((code->code_flags & kCodeVarArgs) != 0) {
    Tuple* rest = make_tuple(fiber, given - taken);
    if (rest == nullptr) return false;
    Value* to = rest->items;
    if (shift != 0 && taken == 0) *to++ = self;
    std::copy(from, args.values + values, to);
    registers[next++] = Value::from_object(rest);
  }
  Dict* keywords = nullptr;
  if ((code->code_flags & kCodeVarKeywords) != 0) {
    keywords = make_dict(fiber, by_keyword);
    registers[next] = Value::from_object(keywords);
  }
  if (by_keyword > 0 &&
      !bind_keywords(fiber, function, args, values, keywords, registers))
    return false;
  if (given > taken && (code->code_flags & kCodeVarArgs) == 0)
    return too_many(fiber, function, given, registers);
  return fill_defaults(fiber, function, taken, registers);
}

}  // namespace mt::python
