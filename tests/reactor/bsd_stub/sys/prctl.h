// prctl.h - Linux alone has it; whoever includes it elsewhere is told so.

#error "<sys/prctl.h> is only on Linux"
