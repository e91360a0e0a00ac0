// epoll.h - Linux alone has it; whoever includes it elsewhere is told so.

#error "<sys/epoll.h> is only on Linux"
