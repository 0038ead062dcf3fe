import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../asl/json.ts';

const orders = ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'];

const dataTests: fc.Arbitrary<JsonObject> = fc.oneof(
  comparison('Numeric', '$.n', fc.integer({ min: -5, max: 5 }), '$.m'),
  comparison('String', '$.text', fc.constantFrom('', 'a', 'b c', 'ü'), '$.json'),
  comparison(
    'Timestamp',
    '$.stamp',
    fc.constantFrom('2024-01-01T00:00:00Z', '2021-06-01T12:00:00Z'),
    '$.stamp',
  ),
  fc.boolean().map((BooleanEquals) => ({ Variable: '$.flag', BooleanEquals })),
  fc
    .constantFrom('a*', '*c', '*', 'b\\\\*', 'a*b*')
    .map((StringMatches) => ({ Variable: '$.text', StringMatches })),
  fc
    .tuple(
      fc.constantFrom('IsNull', 'IsNumeric', 'IsString', 'IsBoolean', 'IsTimestamp', 'IsPresent'),
      fc.constantFrom('$.n', '$.text', '$.flag', '$.none', '$.stamp', '$.list', '$.deep.a'),
      fc.boolean(),
    )
    .map(([operator, Variable, expected]) => ({ Variable, [operator]: expected })),
);

function comparison(
  kind: string,
  Variable: string,
  operands: fc.Arbitrary<Json>,
  path: string,
): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(fc.constantFrom(...orders), operands, fc.boolean())
    .map(([order, operand, fromPath]) =>
      fromPath ? { Variable, [`${kind}${order}Path`]: path } : { Variable, [`${kind}${order}`]: operand },
    );
}

/** Data tests of every operator, alone and combined. */
export const choiceRules: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 3, arbitrary: dataTests },
  { weight: 1, arbitrary: fc.array(dataTests, { minLength: 1, maxLength: 3 }).map((And) => ({ And })) },
  { weight: 1, arbitrary: fc.array(dataTests, { minLength: 1, maxLength: 3 }).map((Or) => ({ Or })) },
  { weight: 1, arbitrary: dataTests.map((Not) => ({ Not })) },
);
