// timerfd.h - Linux alone has it; whoever includes it elsewhere is told so.

#error "<sys/timerfd.h> is only on Linux"
