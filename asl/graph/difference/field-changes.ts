import type { JsonObject } from '../../json.ts';
import { detailOf } from '../words/detail.ts';
import { fieldsOf, listIn, textIn } from '../words/fields.ts';
import { taskOf } from '../words/task.ts';
import { changed, equal, secondsInWords, valueInWords, valueSentence, type Change } from './change.ts';
import { changesLanguage, inWords, shapingChanges } from './language-change.ts';
import type { Pair } from './located-state.ts';
import { differingLeaves, payloadChanges } from './payload-changes.ts';

/** What a state itself does differently: all fields but those of its routes, its retries and its nested scopes. */
export function fieldChanges(pair: Pair): readonly Change[] {
  const { before, after } = pair;
  const name = after.name;
  if (before.fields['Type'] !== after.fields['Type']) return [typeChange(name, before.fields, after.fields)];
  if (!changesLanguage(pair)) return comparedFields(name, before.fields, after.fields);
  return [...comparedFields(name, inWords(before.fields), inWords(after.fields)), ...shapingChanges(pair)];
}

/** What another Type brings along goes without saying. */
function typeChange(name: string, old: JsonObject, now: JsonObject): Change {
  const words = `${name} is now a ${wordOf(now)} instead of a ${wordOf(old)}`;
  return changed(name, 'type', words);
}

function wordOf({ Type: type }: JsonObject): string {
  return typeof type === 'string' ? type : 'state without a type';
}

function comparedFields(name: string, old: JsonObject, now: JsonObject): readonly Change[] {
  const callee = calleeChanges(name, old, now);
  const told = new Set([...toldElsewhere, ...(callsAnother(old, now) ? input : [])]);
  const fields = [...new Set([...Object.keys(now), ...Object.keys(old)])];
  const changes = fields
    .filter((field) => !told.has(field) && !equal(old[field], now[field]))
    .flatMap((field) => (sentences.get(field) ?? plainSentences)(name, field, old, now));
  return [...callee, ...changes];
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

/** Of another service they are of another shape: both versions side by side would tell nothing. */
const input = ['Parameters', 'Arguments', 'Resource'] as const;

function callsAnother(old: JsonObject, now: JsonObject): boolean {
  const [from, to] = [taskOf(old), taskOf(now)];
  return old['Type'] === 'Task' && (from.service !== to.service || callOf(old) !== callOf(now));
}

/** `lambda:invoke` whichever function it names, and however the state waits. */
function callOf(fields: JsonObject): string {
  return /:::(?:aws-sdk:)?([^.]+)/.exec(textIn(fields, 'Resource') ?? '')?.[1] ?? 'lambda:invoke';
}

function calleeChanges(name: string, old: JsonObject, now: JsonObject): readonly Change[] {
  const [from, to] = [detailOf('Task', old), detailOf('Task', now)];
  if (old['Type'] !== 'Task' || from === to) return [];
  const [was, is] = [taskOf(old), taskOf(now)];
  if (was.action === is.action && was.service === is.service) {
    const words = `${name} now waits ${waits[is.waitsFor]} instead of ${waits[was.waitsFor]}`;
    return [changed(name, 'resource', words)];
  }
  return [changed(name, 'resource', `${name} now calls ${to} instead of ${from}`)];
}

const waits = {
  response: 'only for the answer',
  completion: 'until it ends',
  callback: 'for a callback',
} as const;

type Sentences = (name: string, field: string, old: JsonObject, now: JsonObject) => readonly Change[];

const sentences: ReadonlyMap<string, Sentences> = new Map<string, Sentences>([
  ['TimeoutSeconds', timing('timeout', 'now times out after', 'no longer times out')],
  [
    'HeartbeatSeconds',
    timing('heartbeat', 'must now send a heartbeat every', 'no longer has to send heartbeats'),
  ],
  ['Seconds', timing('wait', 'now waits', 'no longer waits a fixed time')],
  ['Resource', resourceSentences],
  ['Parameters', payloadSentences],
  ['Arguments', payloadSentences],
  ['ResultSelector', payloadSentences],
  ['ItemSelector', payloadSentences],
  ['Output', payloadSentences],
  ['Assign', payloadSentences],
  ['Result', payloadSentences],
  ['Comment', commentSentences],
  ['ItemProcessor', processorSentences],
]);

function plainSentences(name: string, field: string, old: JsonObject, now: JsonObject): readonly Change[] {
  return [changed(name, field, valueSentence(`The ${field} of ${name}`, old[field], now[field]))];
}

/** `X now times out after 30 s instead of 10 s` */
function timing(subject: string, verb: string, never: string): Sentences {
  return (name, field, old, now) => {
    const [from, to] = [secondsInWords(old[field]), secondsInWords(now[field])];
    if (now[field] === undefined) return [changed(name, subject, `${name} ${never} (it was ${from})`)];
    const instead = old[field] === undefined ? '' : ` instead of ${from}`;
    return [changed(name, subject, `${name} ${verb} ${to}${instead}`)];
  };
}

/** Only what the callee does not tell: another version, account or region of the same. */
function resourceSentences(name: string, field: string, old: JsonObject, now: JsonObject): readonly Change[] {
  return calleeChanges(name, old, now).length > 0 ? [] : plainSentences(name, field, old, now);
}

/** The fields that name what a task calls are told by the callee. */
const calleeFields: ReadonlySet<string> = new Set(['FunctionName', 'StateMachineArn']);

function payloadSentences(name: string, field: string, old: JsonObject, now: JsonObject): readonly Change[] {
  const told = calleeChanges(name, old, now).length > 0;
  const leaves = differingLeaves(old[field], now[field]);
  return payloadChanges(
    name,
    field,
    leaves.filter(({ place }) => !(told && calleeFields.has(place))),
  );
}

function commentSentences(name: string, field: string, _old: JsonObject, now: JsonObject): readonly Change[] {
  const words =
    now[field] === undefined
      ? `${name} has no comment any more`
      : `The comment of ${name} is now ${valueInWords(now[field])}`;
  return [changed(name, 'comment', words)];
}

/** Only how items are run: the states inside are compared by themselves. */
function processorSentences(
  name: string,
  field: string,
  old: JsonObject,
  now: JsonObject,
): readonly Change[] {
  const [from, to] = [old, now].map((fields) => fieldsOf(fieldsOf(fields[field])['ProcessorConfig']));
  return differingLeaves(from, to).map((leaf) => {
    const words =
      leaf.place === 'Mode'
        ? `${name} is ${leaf.now === 'DISTRIBUTED' ? 'now' : 'no longer'} a distributed Map`
        : valueSentence(`${leaf.place} in the ProcessorConfig of ${name}`, leaf.old, leaf.now);
    return changed(name, 'processor', words);
  });
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
