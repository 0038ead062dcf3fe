import * as fc from 'fast-check';

/** States whose expressions are well formed and mean anything, so that what they ask for is executed. */

const names = ['a', 'b', '__proto__', 'constructor', 'length', 'items'];
const name = fc.constantFrom(...names);

const literal = fc.constantFrom(
  '0',
  '-1',
  '1e308',
  '0.1',
  'true',
  'null',
  '""',
  '"text"',
  '"\\ud800"',
  '[]',
  '{}',
);

const functionName = fc.constantFrom(
  ...`sum count max string length substring uppercase split join match replace number abs power round boolean not
  map filter reduce each sift keys lookup append spread merge reverse sort distinct zip type now millis fromMillis
  toMillis formatNumber formatBase pad trim contains base64encode encodeUrl shuffle partition range hash random uuid
  parse clone`.split(/\s+/),
);

/** JSONata in which every construct of the language may stand in every other. */
const { jsonata } = fc.letrec<{ jsonata: string }>((tie) => {
  const inner = tie('jsonata');
  return {
    jsonata: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      literal,
      name.map((each) => `$states.input.\`${each}\``),
      fc.constantFrom('$states', '$states.context.**', '$x', '$', '/(a+)+$/', '$sum'),
      fc
        .tuple(functionName, fc.array(inner, { maxLength: 3 }))
        .map(([f, given]) => `$${f}(${given.join(', ')})`),
      fc
        .tuple(
          inner,
          fc.constantFrom('+', '-', '*', '/', '%', '&', '=', '!=', '<', 'and', 'or', 'in', '~>'),
          inner,
        )
        .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      fc.tuple(inner, inner).map(([from, to]) => `[${from}..${to}]`),
      fc.tuple(inner, inner).map(([value, filter]) => `(${value})[${filter}]`),
      fc
        .tuple(inner, fc.constantFrom('.*', '.**', '.a', '^($)', '[]', '{a: $}'))
        .map(([on, step]) => `(${on})${step}`),
      fc.tuple(name, inner).map(([key, value]) => `{"${key}": ${value}, "b": ${value}}`),
      fc.tuple(inner, inner).map(([value, body]) => `($x := ${value}; ${body})`),
      fc.tuple(inner, inner, inner).map((parts) => `(${parts[0]} ? ${parts[1]} : ${parts[2]})`),
      inner.map((body) => `($f := function($x) { ${body} }; $f($f(1)))`),
      inner.map((body) => `$map([1..9], function($x) { ${body} })`),
      inner.map(
        (body) => `($f := function($n, $x) { $n = 0 ? $x : $f($n - 1, {"a": $x, "b": ${body}}) }; $f(30, 1))`,
      ),
    ),
  };
});

const path = fc
  .array(
    fc.oneof(
      name.map((each) => `.${each}`),
      fc.constantFrom('..*', '[*]', '[0]', '[-1:]', "['a']", '[?(@.a > 1)]', '.length()'),
    ),
    {
      maxLength: 4,
    },
  )
  .map((steps) => `$${steps.join('')}`);

const intrinsicName = fc.constantFrom(
  ...`Array ArrayContains ArrayGetItem ArrayLength ArrayPartition ArrayRange ArrayUnique Base64Encode Base64Decode Format
  Hash JsonMerge JsonToString MathAdd MathRandom StringSplit StringToJson UUID`.split(/\s+/),
);

const { intrinsic } = fc.letrec<{ intrinsic: string }>((tie) => ({
  intrinsic: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    path,
    fc.constantFrom('1', '-5', '1e9', "'text'", "'{}'", "'SHA-1'", 'true', 'null', "'[[['"),
    fc
      .tuple(intrinsicName, fc.array(tie('intrinsic'), { maxLength: 3 }))
      .map(([f, given]) => `States.${f}(${given.join(', ')})`),
  ),
}));

const jsonataState = fc.oneof(
  jsonata.map((text) => ({ Type: 'Pass', Output: `{% ${text} %}`, End: true })),
  fc.tuple(jsonata, jsonata).map(([text, other]) => ({
    Type: 'Pass',
    Assign: { a: `{% ${text} %}`, b: `{% ${other} %}` },
    End: true,
  })),
  jsonata.map((text) => ({ Type: 'Wait', Seconds: `{% ${text} %}`, End: true })),
  jsonata.map((text) => ({
    Type: 'Map',
    Items: `{% ${text} %}`,
    ItemProcessor: { StartAt: 'In', States: { In: { Type: 'Pass', End: true } } },
    End: true,
  })),
);

const jsonPathState = fc.oneof(
  intrinsic.map((text) => ({ Type: 'Pass', Parameters: { 'a.$': text, 'b.$': text }, End: true })),
  fc.tuple(path, path).map(([InputPath, OutputPath]) => ({ Type: 'Pass', InputPath, OutputPath, End: true })),
  fc.array(name, { minLength: 1, maxLength: 3 }).map((to) => ({
    Type: 'Pass',
    Result: { a: [1] },
    ResultPath: `$.${to.join('.')}`,
    End: true,
  })),
);

/** A state that says its own query language. */
export const arbitraryState: fc.Arbitrary<object> = fc.oneof(
  jsonataState.map((state) => ({ QueryLanguage: 'JSONata', ...state })),
  jsonPathState,
);

/** JSON text that is hard on whoever reads it. */
export const arbitraryHostileJson: fc.Arbitrary<string> = fc.oneof(
  { weight: 10, arbitrary: fc.json({ maxDepth: 4 }) },
  {
    weight: 10,
    arbitrary: fc.constantFrom(
      '{"__proto__":{"a":1},"constructor":{"prototype":{"a":1}},"a":{"b":[1,{"a":2}]}}',
      '{"a":1e999,"b":-0,"a":2}',
      '{"items":["\\ud800","\\u0000","\u2028"]}',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '['.repeat(900) + ']'.repeat(900),
      '['.repeat(10_000) + ']'.repeat(10_000),
      JSON.stringify({ a: 'x'.repeat(270_000) }),
      JSON.stringify({ items: Array.from({ length: 5_000 }, (_, index) => index) }),
    ),
  },
);
