import { type Call, parseCall } from '../expressions/intrinsic/parse.ts';
import type { Mention } from './machine.ts';

/** The calls of intrinsic functions in a text that has been compiled, from the outside in. */
export function intrinsicCallsIn({ text, kind, expression }: Mention): Call[] {
  const hasCalls = kind !== 'jsonata' && (expression?.references.functions.length ?? 0) > 0;
  return hasCalls ? withNested(parseCall({ text, position: 0 })) : [];
}

function withNested(call: Call): Call[] {
  const nested = call.arguments.flatMap((argument) => (argument.type === 'call' ? withNested(argument) : []));
  return [call, ...nested];
}
