// inotify.h - Linux alone has it; whoever includes it elsewhere is told so.

#error "<sys/inotify.h> is only on Linux"
