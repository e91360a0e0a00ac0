# hashlib, hmac and the checksums.
import binascii
import hashlib
import hmac
import io
import zlib


def show(table):
    for line in table.strip().split('\n'):
        try:
            value = eval(line)
        except Exception as error:
            value = type(error).__name__ + ': ' + str(error)
        print(value)


def pieces(name, message, *sizes):
    made = hashlib.new(name)
    for size in sizes:
        made.update(message[:size])
        message = message[size:]
    made.update(message)
    return made.hexdigest()


long = bytes(range(256)) * 3

show(r"""
hashlib.md5().hexdigest(), hashlib.md5(b'abc').hexdigest()  # expect: ('d41d8cd98f00b204e9800998ecf8427e', '900150983cd24fb0d6963f7d28e17f72')
hashlib.sha1(b'').hexdigest(), hashlib.sha1(string=b'abc').hexdigest()  # expect: ('da39a3ee5e6b4b0d3255bfef95601890afd80709', 'a9993e364706816aba3e25717850c26c9cd0d89d')
hashlib.sha224(long).hexdigest()  # expect: 591b51555cc8c83f6951d9ec73d834d6d17865fecdb543605471a562
hashlib.sha256(b'abc', usedforsecurity=False).hexdigest()  # expect: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
hashlib.sha384(long).hexdigest()  # expect: 6bee04118003cf5630ccb22cdb53f78dc079231c7d09209955dfc34234cbab03d41da198e30bf1e77ef8b289ddd794ec
hashlib.sha512(long[:111]).hexdigest()  # expect: a1a111449b198d9b1f538bad7f3fc1022b3a5b1a5e90a0bc860de8512746cbc31599e6c834de3a3235327af0b51ff57bf7acf1974a73014d9c3953812edc7c8d
hashlib.sha512(long[:112]).hexdigest()  # expect: c5fbd731d19d2ae1180f001be72c2c1aaba1d7b094b3748880e24593b8e117a750e11c1bd867cc2f96dace8c8b74abd2d5c4f236be444e77d30d1916174070b9
hashlib.sha3_224(long).hexdigest(), hashlib.sha3_256(b'').hexdigest()  # expect: ('1e79576532395de20d67911b1f6b482bbcaaed8e6863d1e58082916e', 'a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a')
hashlib.sha3_384(long[:104]).hexdigest()  # expect: 5b8d0d5cf8b41be507be8fcbfcbdbac3a28eb368d430fed6780aaa78a93a8da4a6c50485949ca344f228be91a96005a3
hashlib.sha3_512(long[:71]).hexdigest()  # expect: 3ccc850d53a1287af7b4560b2ef0d43eb5d9a80d62a0e9cf1dbc040135921104d4395168e90bfc871773ebb34bca1bd67056e1cc7dc7a48ff7c3167d389f117c
hashlib.shake_128(b'abc').hexdigest(10), hashlib.shake_256(long).digest(300)[-8:]  # expect: ('5881092dd818bf5cf8a3', b']\xb2\x0b\xcb\xad\xe3\xac\x92')
[pieces(n, long, 1, 63, 65, 128, 200) == pieces(n, long) for n in ('md5', 'sha1', 'sha256', 'sha512', 'sha3_256')]  # expect: [True, True, True, True, True]
[hashlib.md5(long[:n]).hexdigest()[:4] for n in (55, 56, 63, 64, 65, 119, 120)]  # expect: ['6912', '51fd', '48a6', 'b2d3', '8bd7', '1c77', 'b7ba']
[(h.name, h.digest_size, h.block_size) for h in map(hashlib.new, ('MD5', 'sha512', 'sha3_512', 'shake_128'))]  # expect: [('md5', 16, 64), ('sha512', 64, 128), ('sha3_512', 64, 72), ('shake_128', 0, 168)]
hashlib.md5(bytearray(b'ab')).digest() == hashlib.md5(memoryview(b'xaby')[1:3]).digest()  # expect: True
hashlib.file_digest(io.BytesIO(long), 'sha256').hexdigest() == hashlib.sha256(long).hexdigest()  # expect: True
hashlib.md5('text')  # expect: TypeError: Strings must be encoded before hashing
hashlib.md5(5)  # expect: TypeError: object supporting the buffer API required
hashlib.new('md17')  # expect: ValueError: unsupported hash type md17
hashlib.new(5)  # expect: TypeError: name must be a string
hashlib.md5().update()  # expect: TypeError: HASH.update() takes exactly one argument (0 given)
hashlib.shake_128().digest()  # expect: TypeError: digest() missing required argument 'length' (pos 1)
hashlib.pbkdf2_hmac('sha1', b'password', b'salt', 2).hex()  # expect: ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957
hashlib.pbkdf2_hmac('sha256', b'p', b's', 10, 50).hex()  # expect: 1d6f1f7051b420b93e23f010e486cfea6ccfee906a43ffac9f5ea7adc07869dda3bd1a3c61848d121c02155be325dac1fa72
hashlib.pbkdf2_hmac('sha1', b'p', b's', 0)  # expect: ValueError: iteration value must be greater than 0.
hashlib.pbkdf2_hmac('sha1', b'p', b's', 1, 0)  # expect: ValueError: key length must be greater than 0.
hmac.new(b'Jefe', b'what do ya want for nothing?', 'md5').hexdigest()  # expect: 750c783e6ab0b503eaa86e310a5db738
hmac.new(b'k' * 200, long, hashlib.sha512).hexdigest()[:32]  # expect: eba76c1796474d4eea2bdafa7cdca232
hmac.digest(b'k', b'm', 'sha1') == hmac.new(b'k', b'm', 'sha1').digest() == hmac.digest(b'k', b'm', hashlib.sha1)  # expect: True
hmac.new(b'k', digestmod='sha256').name, hmac.new(b'k', digestmod='sha384').block_size  # expect: ('hmac-sha256', 128)
hmac.new(b'k', b'm')  # expect: TypeError: Missing required parameter 'digestmod'.
hmac.new('k', b'm', 'md5')  # expect: TypeError: key: expected bytes or bytearray, but got 'str'
hmac.new(b'k', b'm', 'md17')  # expect: ValueError: unsupported hash type md17
hmac.compare_digest('abc', 'abc'), hmac.compare_digest(b'abc', b'abd'), hmac.compare_digest(b'a', b'ab')  # expect: (True, False, False)
hmac.compare_digest('a', b'a')  # expect: TypeError: a bytes-like object is required, not 'str'
hmac.compare_digest('\xe9', '\xe9')  # expect: TypeError: comparing strings with non-ASCII characters is not supported
hmac.compare_digest(1, 1)  # expect: TypeError: unsupported operand types(s) or combination of types: 'int' and 'int'
zlib.crc32(b'hello'), zlib.crc32(b'lo', zlib.crc32(b'hel')), binascii.crc32(long, -1)  # expect: (907060870, 907060870, 3131036864)
zlib.adler32(b''), zlib.adler32(long * 30), zlib.adler32(b'x', 2 ** 32 + 5)  # expect: (1, 2467157397, 8192125)
""")

whole = hashlib.sha256(b'ab')
other = whole.copy()
other.update(b'c')
print(whole.hexdigest() == hashlib.sha256(b'ab').hexdigest(), other.hexdigest() == hashlib.sha256(b'abc').hexdigest())  # expect: True True
signed = hmac.new(b'k', b'a', 'md5')
other = signed.copy()
other.update(b'b')
print(other.hexdigest() == hmac.new(b'k', b'ab', 'md5').hexdigest() != signed.hexdigest())  # expect: True

# BLAKE2 (RFC 7693), with keys, trees and all that they are told: sums of what
# CPython gives.
for make in (hashlib.blake2b, hashlib.blake2s):
    most, told = make.MAX_DIGEST_SIZE, 0
    for size in (0, 1, 3, 63, 64, 65, 127, 128, 129, 255, 256, 257, 768):
        message = long[:size]
        grown = make(key=b'k' * (size % (most + 1)), digest_size=size % most + 1, salt=b'salt'[:size % 5],
                     person=b'person', fanout=size % 3, depth=1 + size % 2, leaf_size=size * 99,
                     node_offset=size << 30, node_depth=size % 256, inner_size=size % most, last_node=size % 2)
        for at in range(0, size, 37):
            grown.update(message[at:at + 37])
        for it in (make(message), make(message, key=b'k'), grown, grown.copy()):
            told = zlib.crc32(it.digest(), told)
    print(told, make(b'abc').hexdigest()[:32])
    print(make.SALT_SIZE, make.PERSON_SIZE, make.MAX_KEY_SIZE, make().name, make().block_size, make(digest_size=5).digest_size)
    # expect: 1800334051 ba80a53f981c4d0d6a2797b69f12f6e9
    # expect: 16 16 64 blake2b 128 5
    # expect: 1016805474 508c5e8c327c14e2e1a72ba34eeb452f
    # expect: 8 8 32 blake2s 64 5

show(r"""
hashlib.new('blake2b', b'abc', digest_size=4).hexdigest(), hashlib.new('blake2s').hexdigest()[:8]  # expect: ('63906248', '69217a30')
hmac.new(b'k', b'm', 'blake2s').hexdigest()[:16], hashlib.pbkdf2_hmac('blake2b', b'p', b's', 3).hex()[:16]  # expect: ('998d5d39acad301f', '309b669a88f69e6c')
hashlib.blake2b(digest_size=65)  # expect: ValueError: digest_size must be between 1 and 64 bytes
hashlib.blake2s(digest_size=0)  # expect: ValueError: digest_size must be between 1 and 32 bytes
hashlib.blake2s(key=bytes(33))  # expect: ValueError: maximum key length is 32 bytes
hashlib.blake2b(salt=bytes(17))  # expect: ValueError: maximum salt length is 16 bytes
hashlib.blake2b(depth=0)  # expect: ValueError: depth must be between 1 and 255
hashlib.blake2b(leaf_size=2 ** 32)  # expect: OverflowError: leaf_size is too large
hashlib.blake2s(node_offset=2 ** 48)  # expect: OverflowError: node_offset is too large
hashlib.blake2b(node_offset=-1)  # expect: ValueError: value must be positive
hashlib.blake2b(inner_size=65)  # expect: ValueError: inner_size must be between 0 and is 64
hashlib.new('blake2s', data=b'abc').digest() == hashlib.blake2s(b'abc').digest()  # expect: True
hashlib.blake2b('text')  # expect: TypeError: Strings must be encoded before hashing
{'blake2b', 'blake2s'} <= hashlib.algorithms_guaranteed, isinstance(hashlib.blake2b(), hashlib.blake2b)  # expect: (True, True)
""")

# Names as OpenSSL has them, small or large; those of hashlib as they are.
for name in ('BLAKE2b512 blake2S-256 BLAKE2B blake2b_512 SHA2-256 sha2-384 SHA-224 sha512 Sha3-256 SHA3_256 shake128 SHAKE-256 '
             'SHAKE_128 MD5 md-5 sha_1 SHA-1 sha2-1 sha-3-256').split():
    try:
        h = hashlib.new(name, b'abc')
        print(name, h.name, h.hexdigest(*(4,) * (h.digest_size == 0))[:8])
    except ValueError as exc:
        print(exc)
# expect: BLAKE2b512 blake2b ba80a53f
# expect: blake2S-256 blake2s 508c5e8c
# expect: unsupported hash type BLAKE2B
# expect: unsupported hash type blake2b_512
# expect: SHA2-256 sha256 ba7816bf
# expect: sha2-384 sha384 cb00753f
# expect: SHA-224 sha224 23097d22
# expect: sha512 sha512 ddaf35a1
# expect: Sha3-256 sha3_256 3a985da7
# expect: unsupported hash type SHA3_256
# expect: shake128 shake_128 5881092d
# expect: SHAKE-256 shake_256 48336660
# expect: unsupported hash type SHAKE_128
# expect: MD5 md5 90015098
# expect: unsupported hash type md-5
# expect: unsupported hash type sha_1
# expect: SHA-1 sha1 a9993e36
# expect: unsupported hash type sha2-1
# expect: unsupported hash type sha-3-256
