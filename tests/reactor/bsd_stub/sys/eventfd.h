// eventfd.h - Linux alone has it; whoever includes it elsewhere is told so.

#error "<sys/eventfd.h> is only on Linux"
