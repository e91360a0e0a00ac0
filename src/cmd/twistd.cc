// twistd.cc - runs a tap, in the background or not. twistd(1).
//
// The options and all the work are in src/lib/twisted/scripts/twistd.py.

#include "cmd/program.h"

int main(int argc, char** argv) {
  return mt::cmd::run_program(argc, argv, "twisted.scripts.twistd");
}
