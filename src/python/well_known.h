// well_known.h - names the interpreter itself looks up, interned once.
//
// names().dunder_init is the Str "__init__". Add a row here rather than
// interning a literal on a hot path.

#pragma once

namespace mt::python {

struct Str;

// NAME(identifier, "text")
#define MT_WELL_KNOWN_NAMES(NAME)                                            \
  NAME(dunder_init, "__init__") NAME(dunder_new, "__new__")                  \
  NAME(dunder_del, "__del__") NAME(dunder_name, "__name__")                  \
  NAME(dunder_qualname, "__qualname__") NAME(dunder_module, "__module__")    \
  NAME(dunder_doc, "__doc__") NAME(dunder_dict, "__dict__")                  \
  NAME(dunder_class, "__class__") NAME(dunder_slots, "__slots__")            \
  NAME(dunder_weakref, "__weakref__") NAME(meta_path, "meta_path")           \
  NAME(dunder_bases, "__bases__") NAME(dunder_mro, "__mro__")                \
  NAME(dunder_file, "__file__") NAME(dunder_path, "__path__")                \
  NAME(dunder_package, "__package__") NAME(dunder_loader, "__loader__")      \
  NAME(dunder_spec, "__spec__") NAME(dunder_all, "__all__")                  \
  NAME(dunder_builtins, "__builtins__") NAME(dunder_main, "__main__")        \
  NAME(dunder_import, "__import__") NAME(dunder_call, "__call__")            \
  NAME(dunder_repr, "__repr__") NAME(dunder_str, "__str__")                  \
  NAME(dunder_hash, "__hash__") NAME(dunder_eq, "__eq__")                    \
  NAME(dunder_len, "__len__") NAME(dunder_bool, "__bool__")                  \
  NAME(dunder_iter, "__iter__") NAME(dunder_next, "__next__")                \
  NAME(dunder_contains, "__contains__") NAME(dunder_getitem, "__getitem__")  \
  NAME(dunder_setitem, "__setitem__") NAME(dunder_delitem, "__delitem__")    \
  NAME(dunder_missing, "__missing__") NAME(dunder_getattr, "__getattr__")    \
  NAME(default_factory, "default_factory")                                   \
  NAME(dunder_getattribute, "__getattribute__")                              \
  NAME(dunder_setattr, "__setattr__") NAME(dunder_delattr, "__delattr__")    \
  NAME(dunder_get, "__get__") NAME(dunder_set, "__set__")                    \
  NAME(dunder_delete, "__delete__") NAME(dunder_set_name, "__set_name__")    \
  NAME(dunder_init_subclass, "__init_subclass__")                            \
  NAME(dunder_class_getitem, "__class_getitem__")                            \
  NAME(dunder_prepare, "__prepare__") NAME(metaclass, "metaclass")           \
  NAME(dunder_instancecheck, "__instancecheck__")                            \
  NAME(dunder_subclasscheck, "__subclasscheck__")                            \
  NAME(dunder_mro_entries, "__mro_entries__")                                \
  NAME(dunder_orig_bases, "__orig_bases__")                                  \
  NAME(dunder_classcell, "__classcell__")                                    \
  NAME(dunder_enter, "__enter__") NAME(dunder_exit, "__exit__")              \
  NAME(dunder_aenter, "__aenter__") NAME(dunder_aexit, "__aexit__")          \
  NAME(dunder_await, "__await__") NAME(dunder_aiter, "__aiter__")            \
  NAME(dunder_anext, "__anext__") NAME(dunder_format, "__format__")          \
  NAME(dunder_index, "__index__") NAME(dunder_int, "__int__")                \
  NAME(dunder_float, "__float__") NAME(dunder_complex, "__complex__")        \
  NAME(dunder_bytes, "__bytes__") NAME(dunder_round, "__round__")            \
  NAME(dunder_trunc, "__trunc__") NAME(dunder_floor, "__floor__")            \
  NAME(dunder_ceil, "__ceil__") NAME(dunder_abs, "__abs__")                  \
  NAME(dunder_reversed, "__reversed__") NAME(dunder_dir, "__dir__")          \
  NAME(dunder_length_hint, "__length_hint__")                                \
  NAME(dunder_annotations, "__annotations__")                                \
  NAME(dunder_defaults, "__defaults__") NAME(dunder_code, "__code__")        \
  NAME(dunder_kwdefaults, "__kwdefaults__")                                  \
  NAME(dunder_closure, "__closure__") NAME(dunder_globals, "__globals__")    \
  NAME(dunder_wrapped, "__wrapped__") NAME(dunder_self, "__self__")          \
  NAME(dunder_func, "__func__") NAME(dunder_match_args, "__match_args__")    \
  NAME(dunder_abc_tpflags, "__abc_tpflags__")                                  \
  NAME(dunder_abstractmethods, "__abstractmethods__")                        \
  NAME(dunder_isabstractmethod, "__isabstractmethod__")                      \
  NAME(dunder_reduce, "__reduce__") NAME(dunder_reduce_ex, "__reduce_ex__")  \
  NAME(dunder_getstate, "__getstate__") NAME(dunder_setstate, "__setstate__") \
  NAME(dunder_getnewargs, "__getnewargs__")                                  \
  NAME(dunder_getnewargs_ex, "__getnewargs_ex__")                            \
  NAME(dunder_newobj, "__newobj__")                                          \
  NAME(dunder_cause, "__cause__") NAME(dunder_context, "__context__")        \
  NAME(dunder_suppress_context, "__suppress_context__")                      \
  NAME(dunder_traceback, "__traceback__") NAME(dunder_notes, "__notes__")    \
  NAME(send, "send") NAME(throw_, "throw") NAME(close, "close")              \
  NAME(keys, "keys") NAME(values, "values") NAME(items, "items")             \
  NAME(get, "get") NAME(write, "write") NAME(flush, "flush")                 \
  NAME(stdout_, "stdout") NAME(stderr_, "stderr") NAME(stdin_, "stdin")      \
  NAME(args, "args") NAME(value, "value") NAME(name, "name")                 \
  NAME(sep, "sep") NAME(end, "end") NAME(file, "file") NAME(key, "key")      \
  NAME(reverse, "reverse") NAME(default_, "default") NAME(append, "append")  \
  NAME(underscore, "_") NAME(displayhook, "displayhook")                     \
  NAME(modules, "modules") NAME(path, "path") NAME(softspace, "softspace")   \
  NAME(encode, "encode") NAME(decode, "decode") NAME(fileno, "fileno")       \
  NAME(build_class, "__build_class__") NAME(lambda, "<lambda>")              \
  NAME(module_body, "<module>")

struct Names {
  // In the order of the list.
#define MT_DECLARE_NAME(identifier, text) Str* identifier;
  MT_WELL_KNOWN_NAMES(MT_DECLARE_NAME)
#undef MT_DECLARE_NAME
  // The methods behind operators, by CompareOp, UnaryOp and BinaryOp; slots.cc
  // fills them in.
  Str* compare[6];
  Str* unary[4];
  struct Binary {
    Str *forward, *reflected, *inplace;  // no inplace: null
  } binary[14];
  // Those of the rows there, when they have been needed.
  Str* slots[80];
};

}  // namespace mt::python
