import { expect, test } from '@jest/globals';
import { readFlags, wholeNumber } from '../../../local/cli/flags.ts';

const allowed = { port: 'value', json: 'switch' } as const;
const read = (...given: string[]) => readFlags(given, allowed, 1);

test.each([
  [['--port', '8083', 'Checkout', '--json']],
  [['Checkout', '--json', '--port=8083']],
  [['--json', '--port', '8083', '--', 'Checkout']],
])('reads %j in any order', (given) => {
  const flags = read(...given);
  expect([flags.positionals, flags.value('port'), flags.has('json')]).toEqual([['Checkout'], '8083', true]);
});

test('leaves what follows two dashes alone', () => {
  expect(read('--', '--port').positionals).toEqual(['--port']);
});

test('takes a dash for the standard input', () => {
  expect(read('-').positionals).toEqual(['-']);
});

test('keeps an equals sign within a value', () => {
  expect(read('--port=a=b').value('port')).toBe('a=b');
});

test.each([
  [['--prot', '1'], 'There is no flag --prot here.'],
  [['--port'], '--port needs a value.'],
  [['--port', '--json'], '--port needs a value.'],
  [['--json=yes'], '--json takes no value.'],
  [['--json', '--json'], '--json is given twice.'],
  [['-p', '1'], 'There is no flag -p; flags begin with --.'],
  [['a', 'b'], "'b' is one argument too many."],
  [['--constructor'], 'There is no flag --constructor here.'],
])('refuses %j', (given, message) => {
  expect(() => read(...given)).toThrow(message);
});

test.each(['', '-1', '1.5', '65536', 'many', '0x10', ' 1'])('does not take %j for a port', (text) => {
  expect(() => wholeNumber('The port', text, [0, 65_535])).toThrow(
    `The port must be a whole number from 0 to 65535, not '${text}'.`,
  );
});
