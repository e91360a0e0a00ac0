// tapconvert.cc - turns a tap into readable source and back. tapconvert(1).
//
// The options and all the work are in src/lib/twisted/scripts/tapconvert.py.

#include "cmd/program.h"

int main(int argc, char** argv) {
  return mt::cmd::run_program(argc, argv, "twisted.scripts.tapconvert");
}
