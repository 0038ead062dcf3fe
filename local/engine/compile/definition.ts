import type { Json } from '../../../asl/json.ts';
import type { Program } from './program.ts';

/** Compiles a valid definition, once for all its executions. Throws only on what validation would have refused. */
export function compileDefinition(definition: Json): Program {
  return { definition };
}
