"""Of the era's module for web forms what needs no request."""

from urllib.parse import parse_qs, parse_qsl


def escape(s, quote=None):
    """The text with &, < and > written for HTML, and with quote also "."""
    s = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    return s.replace('"', '&quot;') if quote else s


def parse_header(line):
    """The value of a header, and its parameters: ('text/html', {...})."""
    parts = []
    for part in (';' + line).split(';')[1:]:
        # A quote that is open goes over what separates.
        if parts and (parts[-1].count('"') - parts[-1].count('\\"')) % 2:
            parts[-1] += ';' + part
        else:
            parts.append(part)
    options = {}
    for part in parts[1:]:
        name, equals, value = part.partition('=')
        if not equals:
            continue
        value = value.strip()
        if len(value) >= 2 and value[0] == value[-1] == '"':
            value = value[1:-1].replace('\\\\', '\\').replace('\\"', '"')
        options[name.strip().lower()] = value
    return parts[0].strip(), options
