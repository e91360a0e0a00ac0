// signalfd.h - Linux alone has it; whoever includes it elsewhere is told so.

#error "<sys/signalfd.h> is only on Linux"
