# The module signal: names for numbers, handlers, masks, timers.
import signal, os, time
print(repr(signal.SIGINT), signal.SIGTERM, signal.Signals(15).name)
# expect: <Signals.SIGINT: 2> 15 SIGTERM
print(repr(signal.getsignal(signal.SIGTERM)), signal.getsignal(signal.SIGINT))
# expect: <Handlers.SIG_DFL: 0> <built-in function default_int_handler>
got = []
old = signal.signal(signal.SIGUSR1, lambda n, f: got.append((n, type(n))))
print(repr(old))
# expect: <Handlers.SIG_DFL: 0>
os.kill(os.getpid(), signal.SIGUSR1); time.sleep(.01)
print(got)
# expect: [(10, <class 'int'>)]
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN).__name__, repr(signal.getsignal(signal.SIGUSR1)))
# expect: <lambda> <Handlers.SIG_IGN: 1>
signal.signal(signal.SIGUSR1, signal.SIG_DFL)
print(signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1, signal.SIGUSR2]))
# expect: set()
print(sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])))
# expect: [<Signals.SIGUSR1: 10>, <Signals.SIGUSR2: 12>]
os.kill(os.getpid(), signal.SIGUSR1)
print(signal.sigpending(), signal.sigwait({signal.SIGUSR1, signal.SIGUSR2}), signal.sigpending())
# expect: {<Signals.SIGUSR1: 10>} 10 set()
print(signal.pthread_sigmask(signal.SIG_SETMASK, []) == {signal.SIGUSR1, signal.SIGUSR2})
# expect: True
print(list(signal.Handlers), list(signal.Sigmasks))
# expect: [<Handlers.SIG_DFL: 0>, <Handlers.SIG_IGN: 1>] [<Sigmasks.SIG_BLOCK: 0>, <Sigmasks.SIG_UNBLOCK: 1>, <Sigmasks.SIG_SETMASK: 2>]
try: signal.signal(1000, signal.SIG_DFL)
except ValueError as e: print(e)
# expect: signal number out of range
try: signal.signal(signal.SIGUSR1, 'x')
except TypeError as e: print(e)
# expect: signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object
try: signal.setitimer(99, 1)
except signal.ItimerError as e: print(repr(e), type(e))
# expect: itimer_error(22, 'Invalid argument') <class 'signal.itimer_error'>
print(signal.setitimer(signal.ITIMER_REAL, 0), signal.getitimer(signal.ITIMER_REAL))
# expect: (0.0, 0.0) (0.0, 0.0)
r, w = os.pipe()
try: signal.set_wakeup_fd(w)
except ValueError as e: print(str(e).replace(str(w), 'W'))
# expect: the fd W must be in non-blocking mode
os.set_blocking(w, False)
print(signal.set_wakeup_fd(w))
# expect: -1
signal.signal(signal.SIGUSR1, lambda n, f: None)
signal.raise_signal(signal.SIGUSR1); print(os.read(r, 9), signal.set_wakeup_fd(-1) == w)
# expect: b'\n' True
print(signal.strsignal(2), signal.strsignal(signal.SIGSEGV), signal.SIGUSR1 in signal.valid_signals(), len(signal.Signals) > 28)
# expect: Interrupt Segmentation fault True True
try: signal.pthread_sigmask(0, [0])
except ValueError as e: print(e)
# expect: signal number 0 out of range [1; 64]
print(signal.siginterrupt(signal.SIGUSR1, False), [s.name for s in signal.Signals][:5])
# expect: None ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGILL', 'SIGTRAP']
print(signal.default_int_handler)
# expect: <built-in function default_int_handler>
