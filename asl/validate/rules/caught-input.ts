import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { Machine, Mention, Part, State } from '../machine.ts';
import { at, type Place } from '../place.ts';
import { parseResource } from '../resource.ts';
import { type Finding, warning } from '../rule.ts';

/**
 * A catcher keeps the input where somebody after it still needs it. Without ResultPath, or in JSONata without Output,
 * the error output takes its place (states-language.net/spec.html#fallback-states).
 *
 * It is said only where the loss is felt, before another state has replaced the input: by a state that reads more of it
 * than `Error` and `Cause`, that hands all of it to a function, or that works without knowing anything, such as a
 * notice that cannot say which order has failed. Variables and the context object are other ways to know.
 */
export function* caughtInput(machine: Machine): Iterable<Finding> {
  const catching = machine.states.filter(({ fields }) => Array.isArray(fields['Catch']));
  if (catching.length === 0) return;
  const readers = readersOfInput(machine);
  for (const state of catching) {
    const catchers = state.fields['Catch'] as readonly Json[];
    for (const [index, catcher] of catchers.entries()) {
      if (!isJsonObject(catcher) || keepsInput(catcher, state)) continue;
      const victim = firstReader(state, catcher['Next'], readers);
      if (victim !== undefined) yield lost(state, victim, at(state.place, 'Catch', index));
    }
  }
}

function lost({ language }: State, victim: State, place: Place): Finding {
  const remedy =
    language === 'JSONPath'
      ? 'Add a ResultPath such as "$.error".'
      : 'Add an Output that merges $states.input, or keep what is needed in variables.';
  const message = `The error output replaces the input, which '${victim.name}' needs. ${remedy}`;
  return warning('CATCH_LOSES_INPUT', message, place);
}

function keepsInput(catcher: JsonObject, { language }: State): boolean {
  if (language === 'JSONata') return Object.hasOwn(catcher, 'Output');
  return catcher['ResultPath'] !== undefined && catcher['ResultPath'] !== '$';
}

/** Nobody is looked for further away; it bounds the work on a long chain of states that hand the input on. */
const statesFollowedMax = 100;

/** The first state from `next` on that reads the input, going on while the input is passed on as it is. */
function firstReader(from: State, next: unknown, readers: ReadonlySet<State>): State | undefined {
  const names = new Set([next]);
  for (const name of names) {
    const state = typeof name === 'string' ? from.graph.states.get(name) : undefined;
    if (state === undefined || names.size > statesFollowedMax) continue;
    if (readers.has(state)) return state;
    if (passesInputOn(state)) for (const { target } of state.transitions) names.add(target);
  }
  return undefined;
}

function passesInputOn({ type, language, fields }: State): boolean {
  if (type === 'Choice' || type === 'Wait') return !Object.hasOwn(fields, 'Output');
  if (language === 'JSONata') return type === 'Pass' && !Object.hasOwn(fields, 'Output');
  const replaces = fields['ResultPath'] === undefined || fields['ResultPath'] === '$';
  if (type === 'Pass')
    return !replaces || !(Object.hasOwn(fields, 'Result') || Object.hasOwn(fields, 'Parameters'));
  return !replaces;
}

function readersOfInput(machine: Machine): Set<State> {
  const byMention = machine.mentions.filter(readsInput).flatMap(({ part }) => part.state ?? []);
  const informed = new Set(machine.mentions.map(({ part }) => part).filter(({ name }) => name !== 'Catcher'));
  const blind = machine.parts
    .filter((part) => isWork(part) && !informed.has(part))
    .flatMap(({ state }) => state ?? []);
  return new Set([...byMention, ...blind, ...machine.states.filter(handsOverWhole)]);
}

function isWork({ name }: Part): boolean {
  return name === 'Task' || name === 'Map' || name === 'Parallel';
}

/** The fields whose paths start at the state's input; the others read its result. */
const inputFields: ReadonlySet<string> = new Set([
  'InputPath',
  'Parameters',
  'Variable',
  'ItemsPath',
  'SecondsPath',
  'TimestampPath',
]);

function readsInput({ field, kind, text, path, part }: Mention): boolean {
  if (kind === 'jsonata')
    return part.name !== 'Catcher' && readsMoreThanError(text, /\$states\.input\.(\w+)/g);
  if (!inputFields.has(field)) return false;
  if (path !== undefined && path.root.type !== 'input') return false;
  return readsMoreThanError(text, /(?<![$\w])\$\.(\w+)/g);
}

function readsMoreThanError(text: string, fields: RegExp): boolean {
  return [...text.matchAll(fields)].some(([, name]) => name !== 'Error' && name !== 'Cause');
}

/** A function that is given everything expects what its author knew as the input. */
function handsOverWhole({ type, language, fields }: State): boolean {
  if (type !== 'Task' || language !== 'JSONPath' || typeof fields['Resource'] !== 'string') return false;
  const resource = parseResource(fields['Resource']);
  if (resource.type === 'function' || resource.type === 'placeholder') {
    return !Object.hasOwn(fields, 'Parameters') && !Object.hasOwn(fields, 'InputPath');
  }
  const { Parameters: parameters } = fields;
  const isInvoke = resource.type === 'integration' && resource.service === 'lambda';
  return isInvoke && isJsonObject(parameters) && parameters['Payload.$'] === '$';
}
