"""Guess the MIME type of a file from its name."""

import os
import posixpath

__all__ = ['knownfiles', 'inited', 'MimeTypes', 'guess_type',
           'guess_all_extensions', 'guess_extension', 'add_type', 'init',
           'read_mime_types', 'suffix_map', 'encodings_map', 'types_map',
           'common_types']

knownfiles = ['/etc/mime.types', '/etc/httpd/mime.types',
              '/etc/httpd/conf/mime.types', '/etc/apache/mime.types',
              '/etc/apache2/mime.types', '/usr/local/etc/httpd/conf/mime.types',
              '/usr/local/lib/netscape/mime.types',
              '/usr/local/etc/mime.types']
inited = False
_db = None

suffix_map = {'.svgz': '.svg.gz', '.tgz': '.tar.gz', '.taz': '.tar.gz',
              '.tz': '.tar.gz', '.tbz2': '.tar.bz2', '.txz': '.tar.xz'}
encodings_map = {'.gz': 'gzip', '.Z': 'compress', '.bz2': 'bzip2',
                 '.xz': 'xz', '.br': 'br'}


def _table(text):
    """{'.ext': 'major/minor'} of lines 'major: minor ext ext, minor ...'."""
    table = {}
    for line in text.strip().splitlines():
        major, _, rest = line.partition(':')
        for kind in rest.split(','):
            minor, *extensions = kind.split()
            for extension in extensions:
                table['.' + extension] = major + '/' + minor
    return table


_types_map_default = types_map = _table('''\
application:javascript js mjs, json json, manifest+json webmanifest
application:msword doc dot wiz, n-quads nq, n-triples nt
application:octet-stream bin a dll exe o obj so, oda oda, pdf pdf, trig trig
application:pkcs7-mime p7c, postscript ps ai eps, vnd.apple.mpegurl m3u m3u8
application:vnd.ms-excel xls xlb, vnd.ms-powerpoint ppt pot ppa pps pwz
application:wasm wasm, x-bcpio bcpio, x-cpio cpio, x-csh csh, x-dvi dvi
application:x-gtar gtar, x-hdf hdf, x-hdf5 h5, x-latex latex, x-mif mif
application:x-netcdf cdf nc, x-pkcs12 p12 pfx, x-pn-realaudio ram
application:x-python-code pyc pyo, x-sh sh, x-shar shar
application:x-shockwave-flash swf, x-sv4cpio sv4cpio, x-sv4crc sv4crc
application:x-tar tar, x-tcl tcl, x-tex tex, x-texinfo texi texinfo
application:x-troff roff t tr, x-troff-man man, x-troff-me me, x-troff-ms ms
application:x-ustar ustar, x-wais-source src, xml xsl rdf wsdl xpdl, zip zip
audio:3gpp 3gp 3gpp, 3gpp2 3g2 3gpp2, aac aac adts loas ass, basic au snd
audio:mpeg mp3 mp2, opus opus, x-aiff aif aifc aiff, x-pn-realaudio ra
audio:x-wav wav
image:avif avif, bmp bmp, gif gif, ief ief, jpeg jpg jpe jpeg, heic heic
image:heif heif, png png, svg+xml svg, tiff tiff tif
image:vnd.microsoft.icon ico, x-cmu-raster ras, x-portable-anymap pnm
image:x-portable-bitmap pbm, x-portable-graymap pgm, x-portable-pixmap ppm
image:x-rgb rgb, x-xbitmap xbm, x-xpixmap xpm, x-xwindowdump xwd
message:rfc822 eml mht mhtml nws
text:css css, csv csv, html html htm, n3 n3
text:plain txt bat c h ksh pl srt, richtext rtx, tab-separated-values tsv
text:vtt vtt, x-python py, x-rst rst, x-setext etx, x-sgml sgm sgml
text:x-vcard vcf, xml xml
video:mp4 mp4, mpeg mpeg m1v mpa mpe mpg, quicktime mov qt, webm webm
video:x-msvideo avi, x-sgi-movie movie''')
common_types = _table('''\
application:rtf rtf
audio:midi midi mid
image:jpg jpg, pict pict pct pic, webp webp
text:xul xul''')


class MimeTypes:
    """Tables of types, encodings and suffixes."""

    def __init__(self, filenames=(), strict=True):
        if not inited:
            init()
        self.encodings_map = encodings_map.copy()
        self.suffix_map = suffix_map.copy()
        self.types_map = ({}, {})
        self.types_map_inv = ({}, {})
        for table, strictly in ((_types_map_default, True),
                                (common_types, False)):
            for ext, kind in table.items():
                self.add_type(kind, ext, strictly)
        for name in filenames:
            self.read(name, strict)

    def add_type(self, type, ext, strict=True):
        self.types_map[strict][ext] = type
        known = self.types_map_inv[strict].setdefault(type, [])
        if ext not in known:
            known.append(ext)

    def guess_type(self, url, strict=True):
        """(type, encoding) of a path or URL."""
        url = os.fspath(url)
        scheme, colon, rest = url.partition(':')
        if colon and len(scheme) > 1 and scheme[0].isalpha() and \
                scheme.isascii() and all(c.isalnum() or c in '+-.'
                                         for c in scheme):
            if scheme == 'data':
                comma = rest.find(',')
                if comma < 0:
                    return None, None
                kind = rest[:comma].partition(';')[0]
                return (kind if '/' in kind and '=' not in kind
                        else 'text/plain'), None
            url = rest
            if url.startswith('//'):
                from urllib.parse import urlsplit
                url = urlsplit(url).path
        base, ext = posixpath.splitext(url)
        while ext.lower() in self.suffix_map:
            base, ext = posixpath.splitext(
                base + self.suffix_map[ext.lower()])
        encoding = None
        if ext in self.encodings_map:
            encoding = self.encodings_map[ext]
            base, ext = posixpath.splitext(base)
        ext = ext.lower()
        for table in (self.types_map[True],) + (
                () if strict else (self.types_map[False],)):
            if ext in table:
                return table[ext], encoding
        return None, encoding

    def guess_all_extensions(self, type, strict=True):
        real, other = [self.types_map_inv[kind].get(type.lower(), [])
                       for kind in (True, False)]
        return real + ([] if strict else [e for e in other if e not in real])

    def guess_extension(self, type, strict=True):
        extensions = self.guess_all_extensions(type, strict)
        return extensions[0] if extensions else None

    def read(self, filename, strict=True):
        with open(filename, encoding='utf-8') as fp:
            self.readfp(fp, strict)

    def readfp(self, fp, strict=True):
        for line in fp:
            words = line.split()
            for i, word in enumerate(words):
                if word[0] == '#':
                    del words[i:]
                    break
            for ext in words[1:]:
                self.add_type(words[0], '.' + ext, strict)


def _database():
    if _db is None:
        init()
    return _db


def guess_type(url, strict=True):
    return _database().guess_type(url, strict)


def guess_all_extensions(type, strict=True):
    return _database().guess_all_extensions(type, strict)


def guess_extension(type, strict=True):
    return _database().guess_extension(type, strict)


def add_type(type, ext, strict=True):
    return _database().add_type(type, ext, strict)


def init(files=None):
    global inited, _db, suffix_map, encodings_map, types_map, common_types
    inited = True
    db = _db
    if files is None or db is None:
        db, files = MimeTypes(), knownfiles + list(files or ())
    for file in filter(os.path.isfile, files):
        db.read(file)
    encodings_map, suffix_map = db.encodings_map, db.suffix_map
    common_types, types_map = db.types_map
    _db = db


def read_mime_types(file):
    db = MimeTypes()
    try:
        db.read(file)
    except OSError:
        return None
    return db.types_map[True]
