// mktap.cc - makes a server and stores it in a tap. mktap(1).
//
// The options and all the work are in src/lib/twisted/scripts/mktap.py.

#include "cmd/program.h"

int main(int argc, char** argv) {
  return mt::cmd::run_program(argc, argv, "twisted.scripts.mktap");
}
