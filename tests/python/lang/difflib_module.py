# difflib: what two sequences have in common, and how they differ.
import difflib

matcher = difflib.SequenceMatcher(None, 'abxcd', 'abcd')
print(matcher.get_matching_blocks())  # expect: [Match(a=0, b=0, size=2), Match(a=3, b=2, size=2), Match(a=5, b=4, size=0)]
print(matcher.get_opcodes())  # expect: [('equal', 0, 2, 0, 2), ('delete', 2, 3, 2, 2), ('equal', 3, 5, 2, 4)]
print(round(matcher.ratio(), 4), matcher.quick_ratio() >= matcher.ratio())  # expect: 0.8889 True
print(difflib.SequenceMatcher(lambda c: c == ' ', ' abcd', 'abcd abcd').find_longest_match(0, 5, 0, 9))  # expect: Match(a=1, b=0, size=4)
print(difflib.SequenceMatcher(None, '', '').ratio())  # expect: 1.0

# What a long sequence is full of tells nothing, unless told otherwise.
print(sorted(difflib.SequenceMatcher(None, 'b', 'b' + 'a' * 300).bpopular))  # expect: ['a']
print(difflib.SequenceMatcher(None, 'a', 'a' * 300, autojunk=False).bpopular)  # expect: set()

print(difflib.get_close_matches('appel', ['ape', 'apple', 'peach', 'puppy']))  # expect: ['apple', 'ape']
try:
    difflib.get_close_matches('a', [], n=0)
except ValueError as e:
    print(e)  # expect: n must be > 0: 0

a = 'one\ntwo\nthree\n'.splitlines(True)
b = 'ore\ntree\nemu\n'.splitlines(True)
delta = list(difflib.ndiff(a, b))
for line in delta:
    print(repr(line))
# expect: '- one\n'
# expect: '?  ^\n'
# expect: '+ ore\n'
# expect: '?  ^\n'
# expect: '- two\n'
# expect: '- three\n'
# expect: '?  -\n'
# expect: '+ tree\n'
# expect: '+ emu\n'
print(list(difflib.restore(delta, 1)) == a, list(difflib.restore(delta, 2)) == b)  # expect: True True

a = list('abcdefghijklmno')
b = list('abcdeXghijklmnop')
print('|'.join(difflib.unified_diff(a, b, 'f', 'g', 'then', 'now', n=1, lineterm='')))  # expect: --- f	then|+++ g	now|@@ -5,3 +5,3 @@| e|-f|+X| g|@@ -15 +15,2 @@| o|+p
print('|'.join(difflib.context_diff(a, b, n=1, lineterm='')))  # expect: *** |--- |***************|*** 5,7 ****|  e|! f|  g|--- 5,7 ----|  e|! X|  g|***************|*** 15 ****|--- 15,16 ----|  o|+ p
print(list(difflib.unified_diff(a, a)))  # expect: []
print(list(difflib.diff_bytes(difflib.unified_diff, [b'\xff'], [b'b'], lineterm=b''))[-2:])  # expect: [b'-\xff', b'+b']
try:
    list(difflib.unified_diff([b'a'], ['b']))
except TypeError as e:
    print(e)  # expect: lines to compare must be str, not bytes (b'a')
