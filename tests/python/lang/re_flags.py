# Regular expressions: the flags.
import re

print(re.I, re.IGNORECASE, repr(re.I), str(re.I | re.M), f'{re.A}', '%s' % re.S, '%d' % re.X)  # expect: re.IGNORECASE re.IGNORECASE re.IGNORECASE re.IGNORECASE|re.MULTILINE re.ASCII re.DOTALL 64
print(re.I | re.M | re.X, ~re.I, ~(re.I | re.M), re.I & re.M, re.I & 3, re.I ^ re.M, 2 | re.M, re.I | 1 << 20, ~(1 << 20))  # expect: re.IGNORECASE|re.MULTILINE|re.VERBOSE re.ASCII|re.LOCALE|re.UNICODE|re.MULTILINE|re.DOTALL|re.VERBOSE|re.TEMPLATE|re.DEBUG re.ASCII|re.LOCALE|re.UNICODE|re.DOTALL|re.VERBOSE|re.TEMPLATE|re.DEBUG re.NOFLAG re.IGNORECASE re.IGNORECASE|re.MULTILINE re.IGNORECASE|re.MULTILINE re.IGNORECASE|0x100000 -1048577
print(re.NOFLAG, re.RegexFlag(0), re.RegexFlag(2) is re.I, re.RegexFlag['M'], re.I == 2, hash(re.I), isinstance(re.I, int))  # expect: re.NOFLAG re.NOFLAG True re.MULTILINE True 2 True
print(re.I.name, re.I.value, (re.I | re.M).name, bool(re.NOFLAG), re.M in re.I | re.M, list(re.I | re.S), re.RegexFlag)  # expect: IGNORECASE 2 IGNORECASE|MULTILINE False True [re.IGNORECASE, re.DOTALL] <flag 'RegexFlag'>
print(list(re.RegexFlag), len(re.RegexFlag), re.I + 1, type(re.I), type(re.I | 8) is re.RegexFlag, re.U, re.L, re.DOTALL)  # expect: [re.ASCII, re.IGNORECASE, re.LOCALE, re.UNICODE, re.MULTILINE, re.DOTALL, re.VERBOSE, re.TEMPLATE, re.DEBUG] 9 3 <flag 'RegexFlag'> True re.UNICODE re.LOCALE re.DOTALL
print(sorted(n for n in re.__all__ if n.isupper()), re.RegexFlag.__members__['I'])  # expect: ['A', 'ASCII', 'DOTALL', 'I', 'IGNORECASE', 'L', 'LOCALE', 'M', 'MULTILINE', 'NOFLAG', 'S', 'U', 'UNICODE', 'VERBOSE', 'X'] re.IGNORECASE
import copy
print(copy.copy(re.I) is re.I, copy.deepcopy([re.I | re.M]))  # expect: True [re.IGNORECASE|re.MULTILINE]
try:
    re.RegexFlag('x')
except ValueError as e:
    print(e)  # expect: 'x' is not a valid RegexFlag
