# unittest.mock: objects that remember what was done to them.
import unittest
from unittest import mock
from unittest.mock import ANY, DEFAULT, MagicMock, Mock, call, patch, sentinel

m = Mock(return_value=3)
print(m(1, a=2), m.called, m.call_count, m.call_args)  # expect: 3 True 1 call(1, a=2)
m.child.method('x')
m.child().other()
print(m.mock_calls == [call(1, a=2), call.child.method('x'), call.child(), call.child().other()])  # expect: True
print(m.method_calls)  # expect: [call.child.method('x'), call.child()]
print(m.child is m.child, m.call_args.args, m.call_args.kwargs)  # expect: True (1,) {'a': 2}
m.assert_called_once_with(1, a=ANY)


def says(function, *args, **kwargs):
    try:
        function(*args, **kwargs)
        print('holds')
    except (AssertionError, AttributeError, TypeError) as e:
        print(type(e).__name__, str(e).replace('\n', '|'))


says(m.assert_called_with, 2)  # expect: AssertionError expected call not found.|Expected: mock(2)|  Actual: mock(1, a=2)
says(m.assert_any_call, 2)  # expect: AssertionError mock(2) call not found
says(Mock().assert_called)  # expect: AssertionError Expected 'mock' to have been called.
says(Mock().assert_called_with, 1)  # expect: AssertionError expected call not found.|Expected: mock(1)|  Actual: not called.
named = Mock(name='bell')
named.ring(3)
says(named.ring.assert_not_called)  # expect: AssertionError Expected 'ring' to not have been called. Called 1 times.|Calls: [call(3)].
says(named.assert_has_calls, [call.ring(3)])  # expect: holds
says(named.assert_has_calls, [call.ring(4)])  # expect: AssertionError Calls not found.|Expected: [call.ring(4)]|  Actual: [call.ring(3)]
says(getattr, named, 'assert_nonsense')  # expect: AttributeError 'assert_nonsense' is not a valid assertion. Use a spec for the mock if 'assert_nonsense' is meant to be an attribute.
print(repr(named.ring().x).split(' id=')[0])  # expect: <Mock name='bell.ring().x'
named.reset_mock()
print(named.ring.call_count, named.mock_calls)  # expect: 0 []

m = Mock(side_effect=[1, KeyError('two'), DEFAULT], return_value='three')
print(m())  # expect: 1
try:
    m()
except KeyError as e:
    print(e)  # expect: 'two'
print(m())  # expect: three
m.side_effect = lambda x: x + 1
print(m(4))  # expect: 5


class Kettle:
    size = 2

    def boil(self, cups, hot=True):
        return cups


says(getattr, Mock(spec=Kettle), 'whistle')  # expect: AttributeError Mock object has no attribute 'whistle'
says(setattr, Mock(spec_set=Kettle), 'lid', 1)  # expect: AttributeError Mock object has no attribute 'lid'
print(isinstance(Mock(spec=Kettle), Kettle))  # expect: True
auto = mock.create_autospec(Kettle)
auto().boil(3)
says(auto().boil)  # expect: TypeError missing a required argument: 'cups'

magic = MagicMock()
magic.__len__.return_value = 4
magic.__getitem__.side_effect = lambda key: key * 2
magic.__iter__.return_value = 'ab'
print(len(magic), magic['x'], list(magic), bool(magic), int(magic), 3 in magic)  # expect: 4 xx ['a', 'b'] True 1 False
with magic as inside:
    print(inside is magic.__enter__.return_value)  # expect: True
print(magic == magic, magic != magic, magic == 1)  # expect: True False False
print(len(MagicMock(**{'__len__.return_value': 3})))  # expect: 3
print(magic.__getitem__.call_args)  # expect: call('x')

with patch('builtins.ascii', return_value=9) as fake:
    print(ascii([]), fake.call_count)  # expect: 9 1
print(ascii([]))  # expect: []
with patch.object(Kettle, 'size', 5):
    print(Kettle.size)  # expect: 5
print(Kettle.size)  # expect: 2


@patch.object(Kettle, 'boil', autospec=True)
@patch.object(Kettle, 'size')
def patched(size, boil):
    Kettle().boil(2)
    return boil.call_count, Kettle.size is size


print(patched(), Kettle().boil(1))  # expect: (1, True) 1
says(patch.object(Kettle, 'lid').start)  # expect: AttributeError <class '__main__.Kettle'> does not have the attribute 'lid'
table = {'a': 1}
with patch.dict(table, {'b': 2}, c=3):
    print(table)  # expect: {'a': 1, 'b': 2, 'c': 3}
print(table)  # expect: {'a': 1}
with patch.multiple(Kettle, size=7, boil=DEFAULT) as made:
    print(Kettle.size, list(made))  # expect: 7 ['boil']

print(sentinel.tea, sentinel.tea is sentinel.tea, sentinel.tea == sentinel.milk)  # expect: sentinel.tea True False
print(call(1), call.a.b(2, c=3), call == ANY)  # expect: call(1) call.a.b(2, c=3) True
print(call.a(1).b().call_list())  # expect: [call.a(1), call.a().b()]
opened = mock.mock_open(read_data='one\ntwo\n')
with patch('builtins.open', opened):
    with open('nowhere') as file:
        print(file.readline(), end='')  # expect: one
        print(list(file))  # expect: ['two\n']
opened.assert_called_once_with('nowhere')
m = Mock()
m.known.x = 1
mock.seal(m)
says(getattr, m, 'unknown')  # expect: AttributeError mock.unknown
prop = mock.PropertyMock(return_value=6)
with patch.object(Kettle, 'size', new_callable=mock.PropertyMock) as prop:
    prop.return_value = 6
    print(Kettle().size)  # expect: 6
