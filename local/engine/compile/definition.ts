import type { Definition } from '../../../asl/definition.ts';
import type { Json } from '../../../asl/json.ts';
import { compileGraph } from './graph.ts';
import type { Program } from './program.ts';

/** Compiles a valid definition, once for all its executions. Throws only on what validation would have refused. */
export function compileDefinition(definition: Json): Program {
  const machine = definition as unknown as Definition; // The caller has validated it.
  return {
    definition,
    graph: compileGraph(machine, machine.QueryLanguage ?? 'JSONPath'),
    timeoutSeconds: machine.TimeoutSeconds,
  };
}
