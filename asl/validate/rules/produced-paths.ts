import { effectiveInput, inputsAtEntry } from '../data-flow.ts';
import type { Place } from '../../expressions/json-path/place.ts';
import { inputPlacesIn } from '../input-reads.ts';
import { type Known, knownAt, type KnownObject } from '../known-data.ts';
import type { Machine, Mention, Part, State } from '../machine.ts';
import { type Finding, warning } from '../rule.ts';

/** A path leads to something that an earlier state has produced, as far as that can be told. */
export function* producedPaths(machine: Machine): Iterable<Finding> {
  if (machine.mentions.length === 0) return;
  const inputs = inputsAtEntry(machine);
  const asking = statesThatAskForPresence(machine);
  for (const mention of machine.mentions) {
    const state = mention.part.state;
    const input = state === undefined ? undefined : inputs.get(state);
    if (state === undefined || input === undefined || input === 'anything') continue;
    const read = readBy(mention, state, input, asking);
    if (read === undefined || read === 'anything' || isErrorOutput(read)) continue;
    const missing = placesIn(mention).find((place) => knownAt(read, place) === undefined);
    if (missing !== undefined) yield unproduced(mention, missing, read);
  }
}

function placesIn({ kind, text, path }: Mention): readonly Place[] {
  if (kind === 'jsonata') return inputPlacesIn(text);
  return path?.place !== undefined && path.root.type === 'input' ? [path.place] : [];
}

function unproduced({ kind, text, place }: Mention, missing: Place, read: KnownObject): Finding {
  const [path, remedy] =
    kind === 'jsonata'
      ? [`$states.input.${missing.join('.')}`, 'an Output or a variable']
      : [text, 'a ResultPath'];
  const message = `No earlier state produces '${path}': ${had(read)}. Correct the path, or keep the value with ${remedy}.`;
  return warning('UNPRODUCED_PATH', message, place);
}

/** Fields that read the input after InputPath; Assign, ResultSelector and OutputPath read the result. */
const effectiveFields: ReadonlySet<string> = new Set([
  'Parameters',
  'ItemsPath',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'MaxConcurrencyPath',
]);

/** What the path starts at; undefined where that is not the input, or where its absence is asked about. */
function readBy(
  { kind, field, part }: Mention,
  state: State,
  input: Known,
  asking: ReadonlySet<State | undefined>,
): Known | undefined {
  if (kind === 'jsonata' || field === 'InputPath' || part.name === 'Fail') return input;
  const isRead = isRule(part)
    ? field !== 'Assign' && !asking.has(state)
    : part.name === state.type && effectiveFields.has(field);
  return isRead ? effectiveInput(state, input) : undefined;
}

function statesThatAskForPresence({ parts }: Machine): Set<State | undefined> {
  const asking = parts.filter((part) => isRule(part) && Object.hasOwn(part.fields, 'IsPresent'));
  return new Set(asking.map(({ state }) => state));
}

function isRule({ name }: Part): boolean {
  return name === 'ChoiceRule' || name === 'NestedRule';
}

/** That a catcher has lost the input is for another rule to say. */
function isErrorOutput(known: KnownObject): boolean {
  return [...known.fields.keys()].join() === 'Error,Cause';
}

/** A message lists no more fields than these. */
const listedFieldsMax = 8;

function had(known: KnownObject): string {
  const names = [...known.fields.keys()].toSorted();
  if (names.length === 0) return 'the input is empty here';
  const listed = names.slice(0, listedFieldsMax).join(', ');
  return `the input has [${names.length > listedFieldsMax ? `${listed}, …` : listed}] here`;
}
