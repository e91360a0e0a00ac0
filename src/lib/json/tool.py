"""python -m json.tool: JSON in, the same JSON out, made readable."""

import argparse
import json
import sys


def main():
    parser = argparse.ArgumentParser('python -m json.tool', description=(
        'A simple command line interface for json module to validate and '
        'pretty-print JSON objects.'))
    option = parser.add_argument
    option('infile', nargs='?', default='-', help=(
        'a JSON file to be validated or pretty-printed'))
    option('outfile', nargs='?', default='-', help=(
        'write the output of infile to outfile'))
    option('--sort-keys', action='store_true', help=(
        'sort the output of dictionaries alphabetically by key'))
    option('--no-ensure-ascii', dest='ensure_ascii', action='store_false',
           help='disable escaping of non-ASCII characters')
    option('--json-lines', action='store_true', help=(
        'parse input using the JSON Lines format. Use with --no-indent or '
        '--compact to produce valid JSON Lines output.'))
    option = parser.add_mutually_exclusive_group().add_argument
    option('--indent', default=4, type=int, help=(
        'separate items with newlines and use this number of spaces for '
        'indentation'))
    option('--tab', action='store_const', dest='indent', const='\t', help=(
        'separate items with newlines and use tabs for indentation'))
    option('--no-indent', action='store_const', dest='indent', const=None,
           help='separate items with spaces rather than newlines')
    option('--compact', action='store_true', help=(
        'suppress all whitespace separation (most compact)'))
    options = parser.parse_args()
    style = {'indent': options.indent, 'sort_keys': options.sort_keys,
             'ensure_ascii': options.ensure_ascii}
    if options.compact:
        style.update(indent=None, separators=(',', ':'))
    try:
        infile, outfile = sys.stdin, sys.stdout
        if options.infile != '-':
            infile = open(options.infile, encoding='utf-8')
        with infile:
            texts = list(infile) if options.json_lines else [infile.read()]
        values = [json.loads(text) for text in texts]
        if options.outfile != '-':
            outfile = open(options.outfile, 'w', encoding='utf-8')
        with outfile:
            for value in values:
                json.dump(value, outfile, **style)
                outfile.write('\n')
    except (OSError, ValueError) as e:
        if isinstance(e, BrokenPipeError):
            sys.exit(e.errno)
        raise SystemExit(e)


if __name__ == '__main__':
    main()
