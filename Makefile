# Makefile - builds, checks and installs microtwisted. `make help` lists it all.
#
# Read from top to bottom: settings, lists, rules, checks, install. Everything
# built goes below $(BUILD); the source tree stays as it was found.

# ---- settings ---------------------------------------------------------------
# config.mk, if you write one, overrides what follows.

-include config.mk

PREFIX   ?= /usr/local
BINDIR   ?= $(PREFIX)/bin
LIBDIR   ?= $(PREFIX)/lib
INCDIR   ?= $(PREFIX)/include
MANDIR   ?= $(PREFIX)/share/man
SHARED   ?= ../shared
HOSTCXX  ?= g++

# Each kind of build has a directory of its own, so they can stand side by side.
kind     := $(if $(MUSL),-musl)$(if $(SAN),-san)$(if $(GCSTRESS),-gcstress)
BUILD    ?= build$(if $(CROSS),-$(CROSS:%-=%))$(kind)

ifdef MUSL
CXX      := GXX="$(CROSS)g++" scripts/muslxx
AR       := $(CROSS)ar
STATIC   := 1
else ifdef CROSS
CXX      := $(CROSS)g++
AR       := $(CROSS)ar
else ifeq ($(origin CXX),default)
CXX      := g++
endif
STRIP    ?= $(CROSS)strip

dialect  := -std=c++17 -fno-exceptions -fno-rtti -fno-threadsafe-statics \
            -Wall -Wextra -Wconversion -Wno-sign-conversion
large    := -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64
small    := -ffunction-sections -fdata-sections -fno-asynchronous-unwind-tables
paths    := -Isrc -Iinclude
defines  := $(large) $(if $(GCSTRESS),-DMT_GCSTRESS=1)

# AddressSanitizer and UndefinedBehaviorSanitizer. The collector scans the C++
# stack, so its roots must stay there and not move to a heap of fake frames.
ifdef SAN
sanitize := -fsanitize=address,undefined -fno-sanitize-recover=all \
            -fno-omit-frame-pointer -g
endif
export ASAN_OPTIONS ?= detect_stack_use_after_return=0

# make V=1 shows whole commands; otherwise one short line per step.
Q        := $(if $(V),,@)
say       = @printf '  %-8s%s\n'

# ---- lists ------------------------------------------------------------------

program_names := mktap twistd tpython tapconvert
program_main  := $(wildcard $(program_names:%=src/cmd/%.cc))
programs      := $(program_main:src/cmd/%.cc=$(BUILD)/%)

sources   := $(sort $(wildcard src/*/*.cc src/*/*/*.cc))
runtime   := $(filter src/base/runtime%.cc,$(sources))
cmd_extra := $(filter-out $(program_main),$(filter src/cmd/%,$(sources)))
library   := $(filter-out $(runtime) src/cmd/%,$(sources))
modules   := $(sort $(shell find src/lib -name '*.py' 2>/dev/null))
headers   := $(wildcard include/microtwisted/*.h)
manuals   := $(wildcard man/*.[1-8])

object     = $(patsubst %.cc,$(BUILD)/%.o,$(1))
lib_table := $(BUILD)/lib_table.o
archive   := $(BUILD)/libmicrotwisted.a

# What runs for every instruction of a Python program is built for speed, the
# rest for size.
hot       := src/python/vm% src/python/interp% src/python/heap% \
             src/python/collect% src/python/dict% src/python/str% \
             src/python/shape% src/python/list% src/python/fiber% \
             src/python/call% src/python/attr% src/python/int.cc \
             src/python/bigint% src/base/crc32c.cc src/base/hash.cc
optimise   = $(if $(filter $(hot),$<),-O2,-Os)

# ---- rules ------------------------------------------------------------------

all: $(programs) $(archive)

$(BUILD)/%.o: %.cc
	$(say) CXX $<
	@mkdir -p $(@D)
	$(Q)$(CXX) $(dialect) $(optimise) $(small) $(sanitize) $(defines) \
	    $(CXXFLAGS) $(paths) -MMD -MP -c -o $@ $<

# The Python half of the library, as one table of sources.
$(BUILD)/embed: scripts/embed.cc
	$(say) HOSTCXX $<
	@mkdir -p $(@D)
	$(Q)$(HOSTCXX) -std=c++17 -O1 -Wall -Wextra -o $@ $<

$(BUILD)/lib_modules: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(modules) | cmp -s - $@ || printf '%s\n' $(modules) > $@

$(BUILD)/lib_table.cc: $(BUILD)/embed $(BUILD)/lib_modules $(modules)
	$(say) EMBED 'src/lib ($(words $(modules)) modules)'
	$(Q)$(BUILD)/embed src/lib < $(BUILD)/lib_modules > $@.new && mv $@.new $@

$(lib_table): $(BUILD)/lib_table.cc src/lib/embedded.h
	$(say) CXX $<
	$(Q)$(CXX) $(dialect) -Os $(small) $(sanitize) $(CXXFLAGS) $(paths) \
	    -c -o $@ $<

$(archive): $(call object,$(library)) $(lib_table)
	$(say) AR $@
	$(Q)rm -f $@ && $(AR) rcs $@ $^

# Nothing but libc may be NEEDED: the parts of libstdc++ in use are linked in,
# and src/base/runtime*.cc stand in for those that would drag in the rest.
ifdef SAN
program_ld := $(sanitize)
program_rt :=
else
program_ld := -Wl,--gc-sections -Wl,--as-needed -Wl,-z,max-page-size=4096 \
              -Wl,-z,relro,-z,now $(if $(STATIC),-static,-static-libstdc++ \
              -static-libgcc)
program_rt := $(call object,$(if $(STATIC),$(filter-out \
              %/runtime_math.cc,$(runtime)),$(runtime)))
endif

$(programs): $(BUILD)/%: $(BUILD)/src/cmd/%.o $(call object,$(cmd_extra)) \
                         $(program_rt) $(archive)
	$(say) LINK $@
	$(Q)$(CXX) $(program_ld) $(LDFLAGS) -o $@ $^ -lm -ldl

-include $(patsubst %.o,%.d,$(call object,$(sources)))

# ---- checks -----------------------------------------------------------------
# tests/<room>/*.cc become one Criterion program per room, linked with the
# room's objects and those of the floors below (never from an archive and never
# with --gc-sections: both drop every test without a word). Criterion's macros
# need exceptions; the objects under test are the ones that ship. Where there is
# no Criterion for the target, tests/harness/criterion stands in.

CRITERION ?= $(if $(CROSS)$(MUSL)$(SAN),,$(wildcard \
    /usr/include/criterion/criterion.h /usr/local/include/criterion/criterion.h))

test_flags := -std=c++17 -O1 -Wall -Wextra $(sanitize) $(defines) $(CXXFLAGS) \
              $(paths) -Itests $(if $(CRITERION),,-Itests/harness)
test_libs  := $(if $(CRITERION),-lcriterion) $(if $(STATIC),-static) -lm

floor_base    := base
floor_reactor := base reactor
floor_codec   := base codec
floor_python  := base python lib
floor_tap     := base python reactor codec lib tap
floor_twisted := base python reactor codec lib tap twisted
test_rooms    := $(foreach r,base reactor codec python tap twisted,\
                   $(if $(wildcard tests/$(r)/test_*.cc),$(r)))
test_programs := $(test_rooms:%=$(BUILD)/tests/test_%)

test_sources   = $(sort $(wildcard tests/$(1)/*.cc tests/$(1)/*_double/*.cc))
under_test     = $(call object,$(filter $(floor_$(1):%=src/%/%),$(library))) \
                 $(if $(filter lib,$(floor_$(1))),$(lib_table))

define room_tests
$(BUILD)/tests/test_$(1): $(call object,$(call test_sources,$(1))) \
                          $(call under_test,$(1))
	$$(say) LINK $$@
	$$(Q)$$(CXX) $$(sanitize) $$(LDFLAGS) -o $$@ $$^ $$(test_libs)
-include $(patsubst %.o,%.d,$(call object,$(call test_sources,$(1))))
endef
$(foreach r,$(test_rooms),$(eval $(call room_tests,$(r))))

$(BUILD)/tests/%.o: tests/%.cc
	$(say) CXX $<
	@mkdir -p $(@D)
	$(Q)$(CXX) $(test_flags) $(addprefix -I,$(wildcard $(<D)/*_double)) \
	    -MMD -MP -c -o $@ $<

tests: $(test_programs)

clean:
	rm -rf $(BUILD)

FORCE:
.PHONY: all tests clean FORCE
.DELETE_ON_ERROR:
