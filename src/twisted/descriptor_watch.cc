// descriptor_watch.cc - descriptors that Python code reads and writes itself.
//
// What addReader() and addWriter() of the reactor stand on: a DescriptorWatch
// says when its descriptor is ready, and does nothing else with it.

#include <new>

#include "python/native_tools.h"
#include "python/number.h"
#include "python/operators.h"
#include "twisted/engine.h"
#include "twisted/native_classes.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

// As the Python half counts.
constexpr int kToRead = 1;
constexpr int kToWrite = 2;

struct DescriptorWatch : Pinned {  // pinned while it waits for anything
  struct Readiness final : reactor::Source {
    DescriptorWatch* watch;
    void on_ready(reactor::Interest what) override;
    bool make_way() override {
      watch->pin.detach();
      return true;
    }
    void on_reactor_gone() override { watch->pin.detach(); }
  };
  Readiness readiness;
  Value callback;
  int fd;
};

Type* g_watch_type;

DescriptorWatch* as_watch(Value v) { return v.as<DescriptorWatch>(); }

void trace_watch(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<DescriptorWatch*>(self)->callback);
}
const Layout kLayout = {Kind::kNative,           "DescriptorWatch",
                        sizeof(DescriptorWatch), trace_watch,
                        nullptr,                 nullptr};

void DescriptorWatch::Readiness::on_ready(reactor::Interest what) {
  Fiber& fiber = engine().fiber();
  int told = what & (reactor::kHangup | reactor::kFailed);
  if ((what & reactor::kReadable) != 0) told |= kToRead;
  if ((what & reactor::kWritable) != 0) told |= kToWrite;
  if (call(fiber, watch->callback, {Value::from_int(told)}).is_error())
    engine().log_exception(fiber);
}

void let_go(DescriptorWatch* watch) {
  if (watch->pin.is_attached()) engine().made()->unwatch(watch->fd);
  watch->pin.detach();
}

// want(interest): 1 to read, 2 to write, or both; 0 for nothing, as before.
Value watch_want(Fiber& fiber, Value self, Args args) {
  DescriptorWatch* const watch = as_watch(self);
  int64_t wanted;
  if (!index_of(fiber, args[0], &wanted)) return Value::error();
  reactor::Interest interest = reactor::kNothing;
  if ((wanted & kToRead) != 0) interest |= reactor::kReadable;
  if ((wanted & kToWrite) != 0) interest |= reactor::kWritable;
  if (interest == reactor::kNothing) {
    let_go(watch);
    return Value::none();
  }
  const Status watched =
      engine().made()->watch(watch->fd, interest, watch->readiness);
  if (!watched.ok()) return raise_error(fiber, watched.error());
  watch->pin.attach();
  return Value::none();
}

constexpr MethodDef kMethods[] = {
    {"want", watch_want, 1, 1, 0, "want(interest): 1 to read, 2 to write."_doc},
    {}};
constexpr TypeDef kType = {"_reactor.DescriptorWatch",
                           &kLayout,
                           nullptr,
                           kMethods,
                           nullptr,
                           kTypeFinal | kTypeNotCreatable,
                           "I say when a descriptor is ready."};

}  // namespace

Type* init_descriptor_watch(Fiber& fiber) {
  g_watch_type = native_type(fiber, kType);
  return g_watch_type;
}

// watchDescriptor(descriptor, callback): callback(what) is told 1 when there is
// something to read, 2 when there is room, 8 or 16 when the peer is gone.
Value watch_descriptor(Fiber& fiber, Value, Args args) {
  int fd;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  if (engine().reactor(fiber) == nullptr) return Value::error();
  DescriptorWatch* const self = make<DescriptorWatch>(fiber, g_watch_type);
  new (&self->readiness) DescriptorWatch::Readiness;
  self->readiness.watch = self;
  self->callback = args[1];
  self->fd = fd;
  return Value::from_object(self);
}

}  // namespace mt::twisted
