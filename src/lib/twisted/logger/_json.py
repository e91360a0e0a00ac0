"""Events kept as JSON, and what of their fields is kept."""

import sys
from collections import defaultdict
from string import Formatter

from twisted.logger import Logger, LogLevel
from twisted.python.failure import Failure

_log = Logger('twisted.logger._json')
_formatter = Formatter()


class _Keys:
    """I name the fields of a format; the same field again is name/2."""

    def __init__(self):
        self._seen = defaultdict(int)

    def of(self, name, spec, conversion):
        key = '%s!%s:%s' % (name, conversion or '', spec or '')
        self._seen[key] += 1
        if self._seen[key] == 1:
            return key
        return '%s/%d' % (key, self._seen[key])


def flattenEvent(event):
    """Keep in log_flattened all that the format of an event shows."""
    if event.get('log_format') is None:
        return
    fields = event.get('log_flattened', {})
    keys = _Keys()
    for _, name, spec, conversion in _formatter.parse(event['log_format']):
        if name is None:
            continue
        if conversion != 'r':
            conversion = 's'
        shown = keys.of(name, spec, conversion)
        whole = keys.of(name, spec, '')
        if shown in fields:
            continue
        value = _formatter.get_field(name.removesuffix('()'), (), event)[0]
        if name.endswith('()'):
            value = value()
        fields[shown] = repr(value) if conversion == 'r' else str(value)
        fields[whole] = value
    if fields:
        event['log_flattened'] = fields


def extractField(field, event):
    """The value of what stands between braces in a format."""
    [(_, name, spec, conversion)] = _formatter.parse('{%s}' % field)
    key = _Keys().of(name, spec, conversion)
    if 'log_flattened' not in event:
        flattenEvent(event)
    return event['log_flattened'][key]


def flatFormat(event):
    """The text of an event whose fields are flattened."""
    fields, keys, text = event['log_flattened'], _Keys(), []
    for literal, name, spec, conversion in _formatter.parse(
            event['log_format']):
        text.append(literal)
        if name is not None:
            text.append(str(fields[keys.of(name, spec, conversion or 's')]))
    return ''.join(text)


# --- JSON ---------------------------------------------------------------------

# What Twisted marks its own kinds of objects with.
_LEVEL = '02e59486-f24d-46ad-8224-3acdf2a5732a'
_FAILURE = 'e76887e2-20ed-49bf-a8f8-ba25cc586f2d'


def _save(value):
    if isinstance(value, bytes):
        return value.decode('latin-1')
    if value in LogLevel.iterconstants():
        return {'name': value.name, '__class_uuid__': _LEVEL}
    if isinstance(value, Failure):
        return {**value.__getstate__(), '__class_uuid__': _FAILURE,
                'type': {'__module__': value.type.__module__,
                         '__name__': value.type.__name__}}
    return {'unpersistable': True}


def _load(found):
    if '__class_uuid__' not in found:
        return found
    kind = found['__class_uuid__'].lower()
    if kind == _LEVEL:
        return getattr(LogLevel, found['name'], None)
    if kind == _FAILURE:
        failure = Failure.__new__(Failure)
        found['type'] = type(found['type']['__name__'], (), found['type'])
        failure.__dict__.update(found)
        return failure
    raise KeyError(kind)


def eventAsJSON(event):
    """An event on one line; what JSON has no word for loses its value."""
    import json
    flattenEvent(event)
    return json.dumps(event, default=_save, skipkeys=True)


def eventFromJSON(eventText):
    import json
    return json.loads(eventText, object_hook=_load)


def jsonFileLogObserver(outFile, recordSeparator='\x1e'):
    """An observer that writes events to a file, each on a line (RFC 7464)."""
    from twisted.logger import FileLogObserver
    return FileLogObserver(outFile, lambda event: '%s%s\n' % (
        recordSeparator, eventAsJSON(event)))


def _bytes(text):
    return text if isinstance(text, bytes) else text.encode('utf-8')


def _event(record, whole):
    if not whole:
        _log.error('Unable to read truncated JSON record: {record!r}',
                   record=record)
        return None
    try:
        return eventFromJSON(record.decode('utf-8'))
    except UnicodeDecodeError:
        _log.error('Unable to decode UTF-8 for JSON record: {record!r}',
                   record=record)
    except ValueError:
        _log.error('Unable to read JSON record: {record!r}', record=record)
    return None


def eventsFromJSONLogFile(inFile, recordSeparator=None, bufferSize=4096):
    """The events of a file, one after the other, without the broken ones."""
    waiting = b''
    if recordSeparator is None:
        waiting = _bytes(inFile.read(1))
        recordSeparator = waiting if waiting == b'\x1e' else b''
    separator = _bytes(recordSeparator)
    more = True
    while more:
        more = _bytes(inFile.read(bufferSize))
        *records, waiting = (waiting + more).split(separator or b'\n')
        if not more:
            records.append(waiting)
        for record in records:
            if record:
                event = _event(record, not separator or
                               record.endswith(b'\n'))
                if event is not None:
                    yield event
