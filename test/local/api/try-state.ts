import { roleArn, testApi } from '../../support/api.ts';

export type Request = { readonly [member: string]: unknown };

/** The answer, with its JSON texts read. */
export async function tryState(definition: object, request: Request = {}) {
  const { input = {}, mock, variables, context, ...more } = request;
  const { result, errorOutput } = (mock ?? {}) as {
    readonly result?: unknown;
    readonly errorOutput?: object;
  };
  const { body } = await testApi().call('TestState', {
    definition: JSON.stringify(definition),
    roleArn,
    input: JSON.stringify(input),
    ...(mock !== undefined && {
      mock: { ...(result !== undefined && { result: JSON.stringify(result) }), errorOutput },
    }),
    ...(variables !== undefined && { variables: JSON.stringify(variables) }),
    ...(context !== undefined && { context: JSON.stringify(context) }),
    ...more,
  });
  return read(body) as Request;
}

function read(value: unknown): unknown {
  if (typeof value === 'string' && /^[[{"]/.test(value)) return JSON.parse(value) as unknown;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, read(inner)]));
}

/** What a Map does with each item. */
export const items = { StartAt: 'Each', States: { Each: { Type: 'Pass', End: true } } };
