import type { Definition } from '../../../asl/definition.ts';
import type { Json, JsonObject } from '../../../asl/json.ts';
import { machineLanguage } from '../../../asl/query-language.ts';
import { compileGraph } from './graph.ts';
import type { Program } from './program.ts';

/** Compiles a valid definition, once for all its executions. Throws only on what validation would have refused. */
export function compileDefinition(definition: Json): Program {
  const machine = definition as unknown as Definition; // The caller has validated it.
  return {
    definition,
    graph: compileGraph(machine, machineLanguage(definition as JsonObject)),
    timeoutSeconds: machine.TimeoutSeconds,
  };
}
