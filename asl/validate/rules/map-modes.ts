import { isJsonObject, type JsonObject } from '../../json.ts';
import type { Machine, State } from '../machine.ts';
import { at, type Place } from '../place.ts';
import { type Finding, schemaError, warning } from '../rule.ts';

/**
 * A Map's processor says how it runs, and what belongs to Distributed Maps stands in none that runs inline.
 * docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 */
export function* mapModes(machine: Machine): Iterable<Finding> {
  for (const state of machine.states) {
    if (state.type !== 'Map') continue;
    for (const field of ['ItemProcessor', 'Iterator']) {
      const processor = state.fields[field];
      if (isJsonObject(processor)) yield* wrongMode(state, processor, at(state.place, field));
    }
  }
}

const distributedOnly = ['ItemReader', 'ItemBatcher', 'ResultWriter'];
/** AWS accepts these in a Map that runs inline, where they do nothing. */
const idleInline = [
  'Label',
  'ToleratedFailureCount',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentage',
  'ToleratedFailurePercentagePath',
];

function* wrongMode({ fields, place, graph }: State, processor: JsonObject, inner: Place): Iterable<Finding> {
  const config = isJsonObject(processor['ProcessorConfig']) ? processor['ProcessorConfig'] : {};
  const configPlace = at(inner, 'ProcessorConfig');
  const hasType = Object.hasOwn(config, 'ExecutionType');
  if (config['Mode'] === 'DISTRIBUTED') {
    if (!hasType) yield schemaError('These fields are required: [ExecutionType]', configPlace);
    if (graph.express) yield inExpress(at(configPlace, 'Mode'));
    return;
  }
  if (hasType) {
    yield schemaError(
      "Field 'ExecutionType' is not supported",
      at(configPlace, 'ExecutionType'),
      configPlace,
    );
  }
  for (const name of distributedOnly) {
    if (Object.hasOwn(fields, name))
      yield schemaError(`Field '${name}' is not supported`, at(place, name), place);
  }
  for (const name of idleInline) {
    const message = `'${name}' does nothing in a Map that runs inline. Set "Mode": "DISTRIBUTED", or remove it.`;
    if (Object.hasOwn(fields, name)) yield warning('FIELD_WITHOUT_EFFECT', message, at(place, name));
  }
}

function inExpress(place: Place): Finding {
  return schemaError(
    "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines",
    place,
  );
}
