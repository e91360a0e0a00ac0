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
HOSTCC   ?= gcc

# Each kind of build has a directory of its own, so they can stand side by side.
kind     := $(if $(MUSL),-musl)$(if $(SAN),-san)$(if $(GCSTRESS),-gcstress)$\
            $(if $(CHECK_CACHES),-checked)$(if $(NO_CACHES),-uncached)$\
            $(if $(HISTOGRAM),-histogram)
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
            -fno-sized-deallocation \
            -ffp-contract=off -Wall -Wextra -Wconversion -Wno-sign-conversion
# Flags that only some compilers know, and that others would only talk about.
known     = $(shell echo 'int x;' | $(CXX) $(LDFLAGS) -x c++ -c - $(1) -o /dev/null 2>&1 \
              | grep -q . || echo $(1))
large    := -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64
small    := -ffunction-sections -fdata-sections -fno-asynchronous-unwind-tables \
            $(call known,-fno-ipa-sra)
least    := $(or $(call known,-Oz),-Os)
paths    := -Isrc -Iinclude
# Builds that look for mistakes check every code that was compiled.
defines  := $(large) $(if $(GCSTRESS),-DMT_GCSTRESS=$(GCSTRESS)) \
            $(if $(GCSTRESS)$(SAN),-DMT_VERIFY) \
            $(if $(CHECK_CACHES),-DMT_CHECK_CACHES) \
            $(if $(NO_CACHES),-DMT_NO_CACHES) \
            $(if $(HISTOGRAM),-DMT_HISTOGRAM)

# AddressSanitizer and UndefinedBehaviorSanitizer. The collector scans the C++
# stack, so its roots must stay there and not move to a heap of fake frames.
# Nothing has type information, so there are no virtual tables to check.
ifdef SAN
sanitize := -fsanitize=address,undefined -fno-sanitize=vptr \
            -fno-sanitize-recover=all -fno-omit-frame-pointer -g
endif
export ASAN_OPTIONS ?= detect_stack_use_after_return=0:allocator_may_return_null=1

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
# rest for size. Of the front end that is a quarter, 20 KB more: a start takes
# 0.9 of the instructions then, a command of the shell 0.93. Words are not paired
# in vector registers: what is stored by halves and loaded whole a moment later
# waits for memory.
hot       := $(patsubst %,src/python/%.cc, \
             array_sequence attribute bigint bigint_divide bigint_limbs \
             bigint_text bind bool builtins_numbers builtins_objects \
             builtins_sequences bytearray bytes bytes_iterator bytes_methods \
             call codec_decode codec_encode codec_escape codec_text codecs \
             complex complex_arithmetic container dates_objects dates_text \
             dict dict_type dict_views fiber float_shortest float_text \
             format_quick generator heap heap_mark heap_stack heap_sweep int \
             int_arithmetic int_bytes int_value intern iteration \
             iterator_tools iterators json_scanner list list_type \
             memory_file mersenne_twister module_array module_combinatorics \
             module_csv module_dates module_groups module_heaps \
             module_itertools module_lru module_random module_re module_zlib \
             number operators packing percent_format range regex_match \
             regex_result set set_type shape slice sort str str_builder \
             str_concat str_format str_index str_methods str_search str_type \
             text text_case text_split tuple type_lookup \
             unicode_tables vm vm_attributes vm_build vm_calls vm_intrinsics \
             vm_masked vm_special vm_unwind) \
             src/base/crc32c.cc src/base/digest.cc src/base/hash.cc \
             src/base/packed_text.cc src/base/sha_instructions.cc \
             src/base/utf8.cc \
             $(patsubst %,src/python/%.cc, arena assembler lexer \
             name_table parser_expressions source) \
             src/tap/graph_visit.cc src/tap/graph_writer.cc \
             src/tap/item.cc src/tap/order.cc src/tap/places.cc \
             src/tap/record.cc \
            src/reactor/epoll_poller.cc src/reactor/exchange.cc \
            src/reactor/output_queue.cc \
            src/reactor/reactor.cc src/reactor/stream.cc \
            src/reactor/timer_queue.cc src/twisted/connection.cc \
            src/twisted/inherited.cc src/twisted/attribute_plan.cc \
            src/twisted/deferred.cc src/twisted/line_receivers.cc \
            src/twisted/shell_command.cc
fast      := -O2 -fno-tree-slp-vectorize $(call known,-falign-jumps=1)
optimise   = $(if $(filter $(hot),$<),$(fast),$(least))

# ---- rules ------------------------------------------------------------------

all: $(programs) $(archive)

$(BUILD)/%.o: %.cc
	$(say) CXX $<
	@mkdir -p $(@D)
	$(Q)$(CXX) $(dialect) $(optimise) $(small) $(sanitize) $(defines) \
	    $(CXXFLAGS) $(paths) -MMD -MP -c -o $@ $<

# The Python half of the library, as one table of packed sources.
$(BUILD)/embed: scripts/embed.cc scripts/pack_text.cc scripts/pack_text.h \
                src/base/packed_text.cc src/base/packed_text.h
	$(say) HOSTCXX $<
	@mkdir -p $(@D)
	$(Q)$(HOSTCXX) -std=c++17 -O1 -Wall -Wextra -Isrc -o $@ \
	    $(filter %.cc,$^)

$(BUILD)/lib_modules: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(modules) | cmp -s - $@ || printf '%s\n' $(modules) > $@

# Docstrings of native functions are packed with it.
documented := $(library) $(wildcard src/python/*.h src/twisted/*.h)
$(BUILD)/collect_docs: scripts/collect_docs.cc
	$(say) HOSTCXX $<
	@mkdir -p $(@D)
	$(Q)$(HOSTCXX) -std=c++17 -O1 -Wall -Wextra -o $@ $<

$(BUILD)/native_docs: $(BUILD)/collect_docs $(documented)
	$(Q)$< $(documented) > $@.new
	$(Q)if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

$(BUILD)/lib_table.cc: $(BUILD)/embed $(BUILD)/lib_modules \
                       $(BUILD)/native_docs $(modules)
	$(say) EMBED 'src/lib ($(words $(modules)) modules)'
	$(Q)$(BUILD)/embed src/lib $(BUILD)/native_docs < $(BUILD)/lib_modules \
	    > $@.new && mv $@.new $@

$(lib_table): $(BUILD)/lib_table.cc src/lib/embedded.h src/base/packed_text.h
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
              -Wl,-z,relro,-z,now $(if $(STATIC),-static)
program_rt := $(call object,$(if $(STATIC),$(filter-out \
              %/runtime_math.cc,$(runtime)),$(runtime)))
endif

# A position-independent program begins by adding its address to every pointer
# in its tables. Packed, the list of those is 5 KB instead of 96; a loader that
# does not know the packed form (glibc before 2.36) gets the long one. Servers
# pay for it, since nobody shall know where their code is; tpython stands at one
# place, as Debian's python3 does.
packed     := -Wl,-z,pack-relative-relocs
links       = $(shell echo 'int main() { return 0; }' | $(CXX) -x c++ - \
                $(1) -o /dev/null 2>&1 | grep -q . || echo $(1))
ifeq ($(STATIC)$(SAN),)
program_ld += $(call links,$(packed))
$(BUILD)/tpython: program_ld += $(call links,-no-pie)
endif

# What a start needs stands together, where the linker understands such wishes:
# in the order of scripts/link_order, which scripts/gen-link-order makes. Short
# strings, most of them names, are kept apart from the packed library.
order      := $(BUILD)/order.ld
ordered    := $(if $(SAN),,-Wl,-T,$(order))
rows        = sed -n 's/^$(1) \(.*\)/*($(2))/p' $<
$(order): scripts/link_order Makefile
	@mkdir -p $(@D)
	@{ echo 'SECTIONS { .text.first : { *crt*.o(.text)'; \
	   echo '*(.text.startup .text.startup.*)'; \
	   $(call rows,prompt,.text.\1 .text.\1.*); \
	   $(call rows,server,.text.\1 .text.\1.*); \
	   echo '} } INSERT BEFORE .text;'; \
	   echo 'SECTIONS { .rodata.first : {'; \
	   echo '*(EXCLUDE_FILE(*lib_table.o) .rodata .rodata.cst*)'; \
	   sed -n 's/^file \(.*\)/*\1(.rodata.str1.1)/p' $<; \
	   $(call rows,table,.rodata.\1); \
	   $(call rows,prompt,.rodata.\1.str1.1); \
	   $(call rows,text,.rodata.\1.str1.1); \
	   echo '} .rodata.last : {'; \
	   $(call rows,server,.rodata.\1.str1.1 .rodata.\1); \
	   echo '*(.rodata .rodata.*) } } INSERT AFTER .rodata;'; \
	   echo 'SECTIONS { .data.rel.ro.first : {'; \
	   $(call rows,table,.data.rel.ro.\1 .data.rel.ro.local.\1); \
	   echo '} } INSERT AFTER .data.rel.ro;'; \
	   echo 'SECTIONS { .data.rel.ro.last : {'; \
	   echo '*(.data.rel.ro .data.rel.ro.*) } } INSERT BEFORE .init_array;'; \
	   echo 'SECTIONS { .data.last : {'; \
	   $(call rows,table,.data.\1 .data.rel.\1 .data.rel.local.\1); \
	   echo '} } INSERT AFTER .data;'; \
	   echo 'SECTIONS { .bss.first : {'; $(call rows,table,.bss.\1); \
	   echo '} } INSERT BEFORE .bss;'; \
	} > $@

# Without the default libraries nothing of libstdc++ can creep in, and ldexp and
# its like come from libc, which has them too, and not from libm.
program_libs := $(if $(STATIC)$(SAN),-lm -ldl,-nodefaultlibs -lc -lgcc)
$(programs): $(BUILD)/%: $(BUILD)/src/cmd/%.o $(call object,$(cmd_extra)) \
                         $(program_rt) $(archive) $(order)
	$(say) LINK $@
	$(Q)$(CXX) $(program_ld) $(call links,$(ordered)) \
	    $(LDFLAGS) -o $@ $(filter-out $(order),$^) $(program_libs)

-include $(patsubst %.o,%.d,$(call object,$(sources)))

# ---- checks -----------------------------------------------------------------
# tests/<room>/*.cc become one Criterion program per room, linked with the room
# and the floors below it. Test objects never go through an archive, and never
# meet --gc-sections: both drop every test without a word. Criterion's macros
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
$(BUILD)/tests/$(1).a: $(call under_test,$(1))
	@mkdir -p $$(@D)
	$$(Q)rm -f $$@ && $(AR) rcs $$@ $$^

$(BUILD)/tests/test_$(1): $(call object,$(call test_sources,$(1))) \
                          $(BUILD)/tests/$(1).a
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

# Fuzz targets replay their corpus, one test for each input. `make fuzz` builds
# them as libFuzzer wants them; run those by hand, with the corpus as argument.
fuzz_sources  := $(wildcard tests/fuzz/fuzz_*.cc)
fuzz_replays  := $(fuzz_sources:tests/fuzz/fuzz_%.cc=$(BUILD)/tests/replay/%)
fuzz_targets  := $(fuzz_sources:tests/fuzz/%.cc=$(BUILD)/%)

$(BUILD)/tests/replay/%.o: tests/fuzz/fuzz_%.cc
	$(say) CXX $<
	@mkdir -p $(@D)
	$(Q)$(CXX) $(test_flags) -MMD -MP -c -o $@ $<

$(BUILD)/tests/replay/main.o: tests/fuzz/replay.cc
	$(say) CXX $<
	@mkdir -p $(@D)
	$(Q)$(CXX) $(test_flags) -MMD -MP -c -o $@ $<

$(fuzz_replays): %: %.o $(BUILD)/tests/replay/main.o $(archive)
	$(say) LINK $@
	$(Q)$(CXX) $(sanitize) $(LDFLAGS) -o $@ $^ $(if $(STATIC),-static) -lm

$(fuzz_targets): $(BUILD)/%: tests/fuzz/%.cc $(archive)
	$(say) FUZZ $@
	$(Q)$(CXX) $(test_flags) -fsanitize=fuzzer -o $@ $^ -lm

.SECONDARY: $(fuzz_replays:%=%.o)
-include $(fuzz_replays:%=%.d) $(BUILD)/tests/replay/main.d

# The conversation partner of the shell tests runs on the machine that tests.
talk := $(BUILD)/tests/talk
$(talk): tests/harness/talk.cc
	$(say) HOSTCXX $<
	@mkdir -p $(@D)
	$(Q)$(HOSTCXX) -std=c++17 -O1 -Wall -Wextra -o $@ $<

# musl builds have no library for tests with exceptions; their programs are
# tested from the outside.
tests: all $(talk) $(if $(MUSL),,$(test_programs) $(fuzz_replays))

# make check [ONLY=part-of-a-suite's-name] [JOBS=2]
check: tests
	$(Q)MT_GCSTRESS='$(GCSTRESS)' MT_KIND='$(kind)$(if $(CROSS),-cross)' sh tests/harness/run $(BUILD) $(ONLY)

# One room alone: make check-reactor. Builds no other room than it needs.
$(test_rooms:%=check-%): check-%: $(BUILD)/tests/test_%
	$(Q)sh tests/harness/suite $(BUILD) unit:$<

# The same tests on a 32-bit, a 32-bit big-endian and a 64-bit big-endian
# machine, as static programs under qemu-user.
cross_targets ?= arm-linux-gnueabihf powerpc-linux-gnu s390x-linux-gnu
qemu_arm-linux-gnueabihf := qemu-arm-static
qemu_aarch64-linux-gnu   := qemu-aarch64-static
qemu_riscv64-linux-gnu   := qemu-riscv64-static
qemu_mips-linux-gnu      := qemu-mips-static
qemu_powerpc-linux-gnu   := qemu-ppc-static
qemu_s390x-linux-gnu     := qemu-s390x-static

check-cross: $(cross_targets:%=check-on-%)
$(cross_targets:%=check-on-%): check-on-%: all
	$(Q)MT_RUN=$(qemu_$*) MT_NATIVE_BIN=$(abspath $(BUILD)) \
	    $(MAKE) --no-print-directory CROSS=$*- STATIC=1 BUILD=$(BUILD)-$* \
	    CXX=$*-g++ AR=$*-ar STRIP=$*-strip check

fuzz:
	$(Q)$(MAKE) --no-print-directory CXX=clang++ SAN=1 BUILD=$(BUILD)-fuzz \
	    CXXFLAGS='-O1 -fsanitize=fuzzer-no-link' fuzz-targets
fuzz-targets: $(fuzz_targets)

$(BUILD)/tests/rate: tests/harness/rate.cc
	$(say) HOSTCXX $<
	@mkdir -p $(@D)
	$(Q)$(HOSTCXX) -std=c++17 -O1 -Wall -Wextra -o $@ $<

# What bench/run starts beside the programs. The yardsticks may lie in a place
# that cannot be written: the one for the network is built in a copy. Without
# them we measure our own programs alone. BARRIER=1 also builds what it costs to
# collect in steps: the same without the store barrier, collecting at one go.
yardsticks := $(SHARED)/bench
benches    := $(BUILD)/bench
$(benches)/measure: bench/measure.cc
	$(say) HOSTCXX $<
	@mkdir -p $(@D)
	$(Q)$(HOSTCXX) -std=c++17 -O1 -Wall -Wextra -o $@ $<

$(benches)/call: bench/call.cc $(archive)
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CXX) $(dialect) -O2 $(sanitize) $(CXXFLAGS) $(paths) -o $@ $^ -lm

$(benches)/timers: bench/timers.cc bench/timers.h $(archive)
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CXX) $(dialect) -O2 $(sanitize) $(CXXFLAGS) -I. $(paths) -o $@ \
	    $(filter-out %.h,$^) -lm

# A peer: without its library, one figure less.
$(benches)/timers-uv: bench/timers_uv.c bench/timers.h
	$(say) HOSTCC $@
	@mkdir -p $(@D)
	$(Q)$(HOSTCC) -O2 -o $@ $< -luv || echo 'no libuv: its timers are not measured'

bench: all $(BUILD)/tests/talk $(BUILD)/tests/rate $(benches)/measure \
       $(benches)/call $(benches)/timers $(benches)/timers-uv
	@mkdir -p $(benches)/main
	$(Q)ln -sfn $(abspath $(BUILD)) $(benches)/main/build
	$(Q)ln -sfn $(abspath bench) $(benches)/main/bench
	$(if $(BARRIER),$(Q)$(MAKE) --no-print-directory BUILD=$(BUILD)-unguarded \
	    CXXFLAGS='$(CXXFLAGS) -DMT_NO_BARRIER' $(BUILD)-unguarded/tpython)
	$(Q)$(if $(BARRIER),UNGUARDED=$(BUILD)-unguarded) bench/run $(BUILD) \
	    $(if $(wildcard $(yardsticks)/vm/py),$(yardsticks)) | \
	    tee $(benches)/vm.txt
	$(Q)if test -x $(yardsticks)/net/run; then \
	    rm -rf $(benches)/net && cp -r $(yardsticks)/net $(benches)/net && \
	    chmod -R u+w $(benches)/net && $(MAKE) -C $(benches)/net && \
	    bench/network $(abspath $(BUILD)) $(abspath $(benches))/net | \
	    tee $(benches)/net.txt; fi
	$(Q)scripts/figures $(BUILD) | tee $(benches)/figures.txt

# ---- install ----------------------------------------------------------------

install: all
	$(say) INSTALL $(DESTDIR)$(PREFIX)
	@mkdir -p $(DESTDIR)$(BINDIR) $(DESTDIR)$(LIBDIR)/microtwisted/plugins \
	    $(DESTDIR)$(INCDIR)/microtwisted
	$(Q)for p in $(programs); do \
	    cp $$p $(DESTDIR)$(BINDIR)/ && chmod 755 $(DESTDIR)$(BINDIR)/$${p##*/} && \
	    $(STRIP) $(DESTDIR)$(BINDIR)/$${p##*/} || exit 1; done
	$(Q)cp $(archive) $(DESTDIR)$(LIBDIR)/
	$(Q)for h in $(headers); do \
	    cp $$h $(DESTDIR)$(INCDIR)/microtwisted/ || exit 1; done
	$(Q)for m in $(manuals); do \
	    mkdir -p $(DESTDIR)$(MANDIR)/man$${m##*.} && \
	    cp $$m $(DESTDIR)$(MANDIR)/man$${m##*.}/ || exit 1; done

uninstall:
	$(say) REMOVE $(DESTDIR)$(PREFIX)
	$(Q)rm -f $(program_names:%=$(DESTDIR)$(BINDIR)/%) \
	    $(DESTDIR)$(LIBDIR)/$(notdir $(archive))
	$(Q)rm -rf $(DESTDIR)$(INCDIR)/microtwisted
	$(Q)rmdir $(DESTDIR)$(LIBDIR)/microtwisted/plugins \
	    $(DESTDIR)$(LIBDIR)/microtwisted 2>/dev/null || true
	$(Q)for m in $(manuals); do \
	    rm -f $(DESTDIR)$(MANDIR)/man$${m##*.}/$${m##*/}; done

version   := 0.1
dist_name := microtwisted-$(version)

dist:
	$(say) DIST $(BUILD)/$(dist_name).tar.gz
	@mkdir -p $(BUILD)
	$(Q)git archive --prefix=$(dist_name)/ HEAD | gzip -9n \
	    > $(BUILD)/$(dist_name).tar.gz

# What was packed builds, passes, installs, and leaves nothing when uninstalled.
distcheck: dist
	$(Q)rm -rf $(BUILD)/distcheck && mkdir -p $(BUILD)/distcheck
	$(Q)tar -xzf $(BUILD)/$(dist_name).tar.gz -C $(BUILD)/distcheck
	$(Q)cd $(BUILD)/distcheck/$(dist_name) && \
	    unset BUILD DESTDIR MAKEFLAGS MFLAGS && root=$$PWD/root && \
	    make -j2 all && make check && make install DESTDIR=$$root && \
	    make uninstall DESTDIR=$$root && test -z "$$(find $$root -type f)"
	@echo '$(dist_name).tar.gz is good'

clean:
	rm -rf $(BUILD)

define help_text
make                 the programs, in $(BUILD)/
make check           every test of this build; ONLY=name for some of them
make check-ROOM      the unit tests of one room: $(test_rooms)
make check-cross     the same on other machines, under qemu-user
make bench           speed, memory and size against their bounds: bench/README
make fuzz            fuzz targets for libFuzzer (clang)
make install         into $$(DESTDIR)$$(PREFIX), now $(DESTDIR)$(PREFIX)
make uninstall       takes that away again
make dist distcheck  a tarball; one that was tried out
make clean           removes $(BUILD)/

V=1            whole commands        SAN=1       ASan and UBSan
CXX CXXFLAGS   compiler, yours       GCSTRESS=n  collect at each n-th allocation
BUILD=dir      where to build        MUSL=1      static, with musl
STATIC=1       static, with glibc    CROSS=arm-linux-gnueabihf-

SAN, GCSTRESS, MUSL and CROSS build in directories of their own.
Settings can stand in config.mk.
endef
help:
	$(info $(help_text))
	@:

FORCE:
.PHONY: all tests check check-cross fuzz fuzz-targets bench install uninstall \
        dist distcheck clean help FORCE $(test_rooms:%=check-%) \
        $(cross_targets:%=check-on-%)
.DELETE_ON_ERROR:
