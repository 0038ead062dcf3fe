import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { detailOf } from '../words/detail.ts';
import { fieldsOf, listIn } from '../words/fields.ts';
import { taskOf } from '../words/task.ts';
import { changed, valueInWords, type Change } from './change.ts';
import type { Pair } from './located-state.ts';

/** What a state itself does differently: all fields but those of its routes, its retries and its nested scopes. */
export function fieldChanges({ before, after }: Pair): readonly Change[] {
  const [old, now] = [before.fields, after.fields];
  const fields = [...new Set([...Object.keys(now), ...Object.keys(old)])];
  return fields
    .filter((field) => !toldElsewhere.has(field) && !equal(old[field], now[field]))
    .flatMap((field) => (sentences.get(field) ?? plainSentences)(after.name, field, old, now));
}

const toldElsewhere: ReadonlySet<string> = new Set([
  'Next',
  'End',
  'Choices',
  'Default',
  'Catch',
  'Retry',
  'Branches',
  'Iterator',
]);

function equal(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** The order of an object's fields means nothing. */
function sorted(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item: Json) => sorted(item) ?? null);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key]) ?? null]),
  );
}

type Sentences = (name: string, field: string, old: JsonObject, now: JsonObject) => readonly Change[];

const sentences: ReadonlyMap<string, Sentences> = new Map(
  Object.entries<Sentences>({
    Type: (name, _, old, now) => [
      changed(name, 'type', `${name} is now a ${wordOf(now['Type'])} instead of a ${wordOf(old['Type'])}`),
    ],
    Resource: resourceSentence,
    TimeoutSeconds: (name, field, old, now) => [
      changed(name, 'timeout', timing(name, 'times out after', 'times out', old[field], now[field])),
    ],
    HeartbeatSeconds: (name, field, old, now) => [
      changed(
        name,
        'heartbeat',
        timing(name, 'must send a heartbeat every', 'must send heartbeats', old[field], now[field]),
      ),
    ],
    Seconds: (name, field, old, now) => [
      changed(name, 'wait', timing(name, 'waits', 'waits a fixed time', old[field], now[field])),
    ],
    Parameters: payloadSentences,
    Arguments: payloadSentences,
    ResultSelector: payloadSentences,
    ItemSelector: payloadSentences,
    Output: payloadSentences,
    Assign: payloadSentences,
    Result: payloadSentences,
    Comment: (name) => [changed(name, 'comment', `The comment of ${name} is different`)],
    ItemProcessor: processorSentences,
  }),
);

function plainSentences(name: string, field: string, old: JsonObject, now: JsonObject): readonly Change[] {
  return [changed(name, field, valueSentence(`The ${field} of ${name}`, old[field], now[field]))];
}

function valueSentence(what: string, old: Json | undefined, now: Json | undefined): string {
  if (now === undefined) return `${what} is no longer set (it was ${valueInWords(old)})`;
  if (old === undefined) return `${what} is now ${valueInWords(now)}`;
  return `${what} is now ${valueInWords(now)} instead of ${valueInWords(old)}`;
}

/** `X now times out after 30 s instead of 10 s` */
function timing(
  name: string,
  verb: string,
  verbAlone: string,
  old: Json | undefined,
  now: Json | undefined,
): string {
  if (now === undefined)
    return `${name} no longer ${verbAlone.replace(/^(\w+?)s\b/, '$1')} (it was ${seconds(old)})`;
  const instead = old === undefined ? '' : ` instead of ${seconds(old)}`;
  return `${name} now ${verb} ${seconds(now)}${instead}`;
}

function seconds(value: Json | undefined): string {
  return typeof value === 'number' ? `${value} s` : valueInWords(value);
}

function wordOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : 'state without a type';
}

function resourceSentence(name: string, field: string, old: JsonObject, now: JsonObject): readonly Change[] {
  const [from, to] = [detailOf('Task', old), detailOf('Task', now)];
  if (from === to) return plainSentences(name, field, old, now);
  const sameCall = taskOf(old).action === taskOf(now).action && taskOf(old).service === taskOf(now).service;
  if (!sameCall) return [changed(name, 'resource', calleeSentence(name, old, now))];
  const waits = { response: 'only for the answer', completion: 'until it ends', callback: 'for a callback' };
  const [was, is] = [waits[taskOf(old).waitsFor], waits[taskOf(now).waitsFor]];
  return [changed(name, 'resource', `${name} now waits ${is} instead of ${was}`)];
}

function calleeSentence(name: string, old: JsonObject, now: JsonObject): string {
  return `${name} now calls ${detailOf('Task', now)} instead of ${detailOf('Task', old)}`;
}

const leavesMax = 3;

/** The first few places of a payload that differ, each with both values. */
function payloadSentences(name: string, field: string, old: JsonObject, now: JsonObject): readonly Change[] {
  const leaves = differingLeaves(old[field], now[field], '');
  const shown = leaves.slice(0, leavesMax).map((leaf) => {
    const callee = leaf.place === 'FunctionName' || leaf.place === 'StateMachineArn';
    if (callee) return changed(name, 'resource', calleeSentence(name, old, now));
    const place = leaf.place === '' ? `The ${field} of ${name}` : `${leaf.place} in the ${field} of ${name}`;
    return changed(name, 'payload', valueSentence(place, leaf.old, leaf.now));
  });
  const rest = leaves.length - shown.length;
  if (rest <= 0) return shown;
  const places = rest === 1 ? '1 more place' : `${rest} more places`;
  return [...shown, changed(name, 'payload', `The ${field} of ${name} differs in ${places}`)];
}

interface Leaf {
  readonly place: string;
  readonly old: Json | undefined;
  readonly now: Json | undefined;
}

function differingLeaves(old: Json | undefined, now: Json | undefined, place: string): readonly Leaf[] {
  if (equal(old, now)) return [];
  if (!isJsonObject(old) || !isJsonObject(now)) return [{ place, old, now }];
  const keys = [...new Set([...Object.keys(now), ...Object.keys(old)])];
  return keys.flatMap((key) => differingLeaves(old[key], now[key], place === '' ? key : `${place}.${key}`));
}

/** Only how items are run: the states inside are compared by themselves. */
function processorSentences(
  name: string,
  field: string,
  old: JsonObject,
  now: JsonObject,
): readonly Change[] {
  const [from, to] = [fieldsOf(old[field])['ProcessorConfig'], fieldsOf(now[field])['ProcessorConfig']];
  return equal(from, to)
    ? []
    : [changed(name, 'processor', valueSentence(`The ProcessorConfig of ${name}`, from, to))];
}

/** Parallel: how many branches there are, and in which order their results come. */
export function branchChanges(
  { before, after }: Pair,
  scopes: ReadonlyMap<string, string>,
): readonly Change[] {
  const name = after.name;
  const [old, now] = [listIn(before.fields, 'Branches').length, listIn(after.fields, 'Branches').length];
  if (old !== now) {
    const branches = now === 1 ? '1 branch' : `${now} branches`;
    return [changed(name, 'branches', `${name} has ${branches} instead of ${old}`)];
  }
  const paths = Array.from({ length: old }, (_, index) => `/Branches[${index}]`);
  const reordered = paths.some((place) => {
    const heir = scopes.get(before.path + place);
    return heir !== undefined && heir !== after.path + place;
  });
  return reordered
    ? [changed(name, 'branches', `The branches of ${name}, and so its results, are in another order`)]
    : [];
}
