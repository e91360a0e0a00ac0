# ours alone
# CPython writes identifiers anew in normal form NFKC. Here one that is in
# another form is an error, never a second name that looks the same.


def tried(text):
    try:
        exec(text)
    except SyntaxError as e:
        print(e.msg, e.offset)
    else:
        print('fine')


tried('\xb5s = 1')
# expect: character 'µ' (U+00B5) in an identifier is not in normal form NFKC 1
tried('\u03bcs = 1')  # expect: fine
tried('caf\xe9 = 1')  # expect: fine
tried('cafe\u0301 = 1')
# expect: character '́' (U+0301) in an identifier is not in normal form NFKC 5
tried('x\u0301 = 1')  # expect: fine
# A mark between the two does not keep them apart.
tried('e\u0316\u0301 = 1')
# expect: character '́' (U+0301) in an identifier is not in normal form NFKC 3
tried('x\u2099 = 1')
# expect: character 'ₙ' (U+2099) in an identifier is not in normal form NFKC 2
tried('\U0001d431 = 1')
# expect: character '𝐱' (U+1D431) in an identifier is not in normal form NFKC 1
tried('\ud55c = 1')  # expect: fine
tried('\u1112\u1161 = 1')
# expect: character 'ᅡ' (U+1161) in an identifier is not in normal form NFKC 2
tried('"\xb5 e\u0301"')  # expect: fine
tried('# \xb5')  # expect: fine
