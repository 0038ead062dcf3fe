import * as fc from 'fast-check';

/** The text of a call of an intrinsic function. */
export type IntrinsicCall = string;

/** Calls of every function that gives the same twice, nested once at most; arguments fit, mostly. */
export function intrinsicCalls(): fc.Arbitrary<IntrinsicCall> {
  const flat = callsOf(lists, texts, numbers);
  return fc.oneof(
    { weight: 4, arbitrary: flat },
    { weight: 1, arbitrary: flat.map((call) => `States.JsonToString(${call})`) },
    { weight: 1, arbitrary: fc.tuple(flat, flat).map(([one, other]) => `States.Array(${one}, ${other})`) },
    { weight: 1, arbitrary: flat.map((call) => `States.Format('<{}>', ${call})`) },
  );
}

const lists = fc.constantFrom(
  '$.list',
  '$.words',
  '$.rows',
  '$.list[1:]',
  'States.Array(1, 2, 2, $.n)',
  "States.Array('a', $.text, true)",
  'States.ArrayRange(1, 7, 2)',
);

const texts = fc.constantFrom('$.text', "'plain'", "''", "'ü€'", 'States.JsonToString($.deep)', '$.words[0]');

const numbers = fc.constantFrom('$.n', '$.m', '0', '1', '3', '-2', 'States.ArrayLength($.list)');

function callsOf(
  list: fc.Arbitrary<string>,
  text: fc.Arbitrary<string>,
  number: fc.Arbitrary<string>,
): fc.Arbitrary<IntrinsicCall> {
  const any = fc.oneof(list, text, number, fc.constantFrom('$.flag', '$.deep', 'true'));
  return fc.oneof(
    call('Array', any, any),
    call('ArrayPartition', list, number),
    call('ArrayContains', list, any),
    call('ArrayRange', number, number, number),
    call('ArrayGetItem', list, number),
    call('ArrayLength', list),
    call('ArrayUnique', list),
    call('Base64Encode', text),
    call('Base64Decode', fc.constantFrom("'YWJj'", "'w7w='", 'States.Base64Encode($.text)')),
    call('Hash', text, fc.constantFrom("'MD5'", "'SHA-1'", "'SHA-256'", "'SHA-384'", "'SHA-512'")),
    call('JsonMerge', fc.constantFrom('$.deep', '$.deep.a'), fc.constant('$.deep.a'), fc.constant('false')),
    call('StringToJson', fc.constantFrom('$.json', '\'{"a": [1, null]}\'', "'1.5'")),
    call('JsonToString', any),
    call('MathAdd', number, number),
    call('StringSplit', text, fc.constantFrom("','", "' '", "'b'", "',c'")),
    call('Format', fc.constantFrom("'{} and {}'", "'{}{}'"), any, any),
  );
}

function call(name: string, ...values: readonly fc.Arbitrary<string>[]): fc.Arbitrary<IntrinsicCall> {
  return fc.tuple(...values).map((given) => `States.${name}(${given.join(', ')})`);
}
