"""Running our own interpreter, as CPython's tests ask for it."""

import collections
import os
import sys

_Result = collections.namedtuple('_Result', 'rc out err')


def interpreter_requires_environment():
    return False


def run_python_until_end(*args, **env_vars):
    import subprocess
    env_vars.pop('__isolated', None)
    env = {} if env_vars.pop('__cleanenv', None) else dict(os.environ)
    cwd = env_vars.pop('__cwd', None)
    if '-I' not in args and '-E' not in args:
        env['PYTHONPATH'] = os.environ['MT_STDLIB_BORROWED']
    env.update(env_vars)
    words = [word for word in args if word not in ('-I', '-E', '-s', '-S')]
    done = subprocess.run([sys.executable] + words, env=env, cwd=cwd,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
    return _Result(done.returncode, done.stdout, done.stderr), words


def _assert_python(expected_success, /, *args, **env_vars):
    result, words = run_python_until_end(*args, **env_vars)
    if (result.rc == 0) != expected_success:
        raise AssertionError('exit code %d of %r\n%s\n%s' % (
            result.rc, words, result.out.decode('utf-8', 'replace')[-2000:],
            result.err.decode('utf-8', 'replace')[-2000:]))
    return result


def assert_python_ok(*args, **env_vars):
    return _assert_python(True, *args, **env_vars)


def assert_python_failure(*args, **env_vars):
    return _assert_python(False, *args, **env_vars)


def spawn_python(*args, **kw):
    import subprocess
    kw.setdefault('stdin', subprocess.PIPE)
    return subprocess.Popen([sys.executable] + list(args),
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            **kw)


def kill_python(p):
    p.stdin.close()
    data = p.stdout.read()
    p.stdout.close()
    p.wait()
    return data


def make_script(script_dir, script_basename, source, omit_suffix=False):
    name = script_basename if omit_suffix else script_basename + '.py'
    path = os.path.join(script_dir, name)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(source)
    return path


def run_test_script(script):
    assert_python_ok(script)
