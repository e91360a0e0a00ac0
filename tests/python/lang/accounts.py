# Who may use the machine, as the system tells.
import grp
import pwd

root = pwd.getpwuid(0)
print(root.pw_name, root[2:4], len(root))  # expect: root (0, 0) 7
print(pwd.getpwnam('root') == root, root in pwd.getpwall())  # expect: True True
print(type(root))  # expect: <class 'pwd.struct_passwd'>
none = grp.getgrgid(0)
print(none.gr_name, none.gr_gid, type(none.gr_mem))
# expect: root 0 <class 'list'>
print(grp.getgrnam(none.gr_name) == none, none in grp.getgrall())
# expect: True True
for function, argument in (
        (pwd.getpwnam, 'no such user'), (pwd.getpwuid, 99999999),
        (pwd.getpwuid, -1), (pwd.getpwuid, 1 << 70), (pwd.getpwuid, 1.5),
        (pwd.getpwnam, b'root'), (pwd.getpwnam, 'a\0b'),
        (grp.getgrnam, 'no such group'), (grp.getgrgid, -2),
        (grp.getgrgid, 'x')):
    try:
        function(argument)
    except (KeyError, TypeError, ValueError, OverflowError) as e:
        print(type(e).__name__, e)
# expect: KeyError "getpwnam(): name not found: 'no such user'"
# expect: KeyError 'getpwuid(): uid not found: 99999999'
# expect: KeyError 'getpwuid(): uid not found: -1'
# expect: KeyError 'getpwuid(): uid not found'
# expect: TypeError uid should be integer, not float
# expect: TypeError getpwnam() argument must be str, not bytes
# expect: ValueError embedded null byte
# expect: KeyError "getgrnam(): name not found: 'no such group'"
# expect: OverflowError gid is less than minimum
# expect: TypeError gid should be integer, not str
