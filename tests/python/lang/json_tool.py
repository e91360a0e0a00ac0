import json.tool
import os
import sys
import tempfile

with tempfile.TemporaryDirectory() as where:
    name = os.path.join(where, 'in')
    for text, *options in [
            ('{"b": [1, 2], "a": "\xe4"}',),
            ('{"b": [1, 2], "a": "\xe4"}', '--sort-keys', '--no-ensure-ascii'),
            ('{"b": [1, 2], "a": null}', '--compact'),
            ('1\n[2]\n', '--json-lines', '--no-indent'),
            ('[2]', '--tab'), ('[2]', '--indent', '1')]:
        with open(name, 'w', encoding='utf-8') as file:
            file.write(text)
        sys.argv = ['tool', *options, name, name + '.out']
        json.tool.main()
        with open(name + '.out', encoding='utf-8') as file:
            print(repr(file.read()))
            # expect: '{\n    "b": [\n        1,\n        2\n    ],\n    "a": "\\u00e4"\n}\n'
            # expect: '{\n    "a": "ä",\n    "b": [\n        1,\n        2\n    ]\n}\n'
            # expect: '{"b":[1,2],"a":null}\n'
            # expect: '1\n[2]\n'
            # expect: '[\n\t2\n]\n'
            # expect: '[\n 2\n]\n'
    with open(name, 'w') as file:
        file.write('[1,')
    try:
        json.tool.main()
    except SystemExit as e:
        print(e)  # expect: Expecting value: line 1 column 4 (char 3)
