# cmath, uuid and secrets.
import cmath
import math
import pickle
import secrets
import uuid


def show(table):
    for line in table.strip().split('\n'):
        try:
            value = eval(line)
        except Exception as error:
            value = type(error).__name__ + ': ' + str(error)
        print(value)


def near(z, digits=12):
    return complex(round(z.real, digits), round(z.imag, digits))


z = 1.5 - 2.5j
u = uuid.UUID('{12345678-1234-5678-9234-567812345678}')

show(r"""
near(cmath.sqrt(z)), cmath.sqrt(-1), cmath.sqrt(complex(-1, -0.0)), cmath.sqrt(3 + 4j)  # expect: ((1.485845878182-0.841271640858j), 1j, -1j, (2+1j))
near(cmath.exp(z)), near(cmath.log(z)), near(cmath.log(z, 3)), near(cmath.log10(z))  # expect: ((-3.590476585568-2.682166067132j), (1.070033081748-1.030376826524j), (0.973986084796-0.93788940571j), (0.464709462857-0.44748697004j))
near(cmath.sin(z)), near(cmath.cos(z)), near(cmath.tan(z))  # expect: ((6.116928012369-0.427974534506j), (0.433780997608+6.035048637767j), (0.001927343524-1.013428778204j))
near(cmath.sinh(z)), near(cmath.cosh(z)), near(cmath.tanh(z))  # expect: ((-1.705858641164-1.407851626245j), (-1.884617944403-1.274314440887j), (0.967786802153+0.092637836268j))
near(cmath.asin(z)), near(cmath.acos(z)), near(cmath.atan(z))  # expect: ((0.515548435735-1.777662377507j), (1.05524789106+1.777662377507j), (1.380543138239-0.292517813163j))
near(cmath.asinh(z)), near(cmath.acosh(z)), near(cmath.atanh(z))  # expect: ((1.750148761318-1.003362711733j), (1.777662377507-1.05524789106j), (0.163481616852-1.276795025021j))
cmath.acos(2), cmath.asin(complex(2, -0.0)), near(cmath.atanh(2 + 0j))  # expect: (-1.3169578969248166j, (1.5707963267948966-1.3169578969248166j), (0.549306144334+1.570796326795j))
cmath.phase(-1), cmath.phase(complex(-1, -0.0)), cmath.polar(3j), near(cmath.rect(2, cmath.pi / 2))  # expect: (3.141592653589793, -3.141592653589793, (3.0, 1.5707963267948966), 2j)
cmath.isclose(1, 1 + 1e-10j), cmath.isclose(1, 1.1), cmath.isnan(complex(0, cmath.nan)), cmath.isinf(cmath.infj), cmath.isfinite(z)  # expect: (True, False, True, True, True)
cmath.log(0)  # expect: ValueError: math domain error
cmath.exp(complex(1, float('inf')))  # expect: ValueError: math domain error
cmath.exp(1000)  # expect: OverflowError: math range error
cmath.atanh(1)  # expect: ValueError: math domain error
math.ulp(1), math.ulp(-0.0), math.ulp(1.7976931348623157e308), math.ulp(math.inf)  # expect: (2.220446049250313e-16, 5e-324, 1.99584030953472e+292, inf)
cmath.e, cmath.tau, cmath.infj, cmath.nanj  # expect: (2.718281828459045, 6.283185307179586, infj, nanj)
u, str(u), u.hex, u.int, u.urn, u.bytes, u.bytes_le  # expect: (UUID('12345678-1234-5678-9234-567812345678'), '12345678-1234-5678-9234-567812345678', '12345678123456789234567812345678', 24197857161011715171395211673843553912, 'urn:uuid:12345678-1234-5678-9234-567812345678', b'\x124Vx\x124Vx\x924Vx\x124Vx', b'xV4\x124\x12xV\x924Vx\x124Vx')
u.fields, u.time, u.clock_seq, u.variant, u.version, u.node  # expect: ((305419896, 4660, 22136, 146, 52, 95073701484152), 466142576285865592, 4660, 'specified in RFC 4122', 5, 95073701484152)
uuid.UUID(bytes=u.bytes) == uuid.UUID(bytes_le=u.bytes_le) == uuid.UUID(fields=u.fields) == uuid.UUID(int=u.int), hash(u) == hash(u.int)  # expect: (True, True)
uuid.uuid3(uuid.NAMESPACE_DNS, 'python.org'), uuid.uuid5(uuid.NAMESPACE_URL, 'http://a/')  # expect: (UUID('6fa459ea-ee8a-3ca4-894e-db77e160355e'), UUID('1f1faf2c-d49d-5b8a-9216-e3ec04734e2b'))
uuid.uuid4().version, uuid.uuid1().version, uuid.uuid1(1, 2).fields[3:], uuid.uuid4() != uuid.uuid4(), uuid.uuid1() < uuid.uuid1()  # expect: (4, 1, (128, 2, 1), True, True)
pickle.loads(pickle.dumps(u)) == u, uuid.UUID(int=5) < u, u == 5  # expect: (True, True, False)
uuid.UUID('x')  # expect: ValueError: badly formed hexadecimal UUID string
uuid.UUID(bytes=b'x')  # expect: ValueError: bytes is not a 16-char string
uuid.UUID()  # expect: TypeError: one of the hex, bytes, bytes_le, fields, or int arguments must be given
uuid.UUID(int=-1)  # expect: ValueError: int is out of range (need a 128-bit value)
u.__setattr__('int', 1)  # expect: TypeError: UUID objects are immutable
len(secrets.token_bytes()), len(secrets.token_hex(5)), len(secrets.token_urlsafe(6)), secrets.randbelow(1), secrets.choice('a')  # expect: (32, 10, 8, 0, 'a')
secrets.randbelow(0)  # expect: ValueError: Upper bound must be positive.
secrets.compare_digest('a', 'a'), secrets.randbits(8) < 256  # expect: (True, True)
""")
