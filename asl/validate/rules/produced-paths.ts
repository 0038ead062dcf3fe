import { effectiveInput, inputsAtEntry, placeOf } from '../data-flow.ts';
import { type Known, knownAt } from '../known-data.ts';
import type { Machine, Mention, State } from '../machine.ts';
import { type Finding, warning } from '../rule.ts';

/** A path leads to something that an earlier state has produced, as far as that can be told. */
export function* producedPaths(machine: Machine): Iterable<Finding> {
  if (machine.mentions.length === 0) return;
  const inputs = inputsAtEntry(machine);
  for (const mention of machine.mentions) {
    const state = mention.part.state;
    const input = state === undefined ? undefined : inputs.get(state);
    if (state === undefined || input === undefined || input === 'anything') continue;
    const read = readBy(mention, state, input);
    const place = read === undefined ? undefined : placeOf(mention.text);
    if (read === undefined || place === undefined || knownAt(read, place) !== undefined) continue;
    if (isErrorOutput(read)) continue;
    const message = `No earlier state produces '${mention.text}': ${had(read)}. Correct the path, or keep the value with a ResultPath.`;
    yield warning('UNPRODUCED_PATH', message, mention.place);
  }
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
function readBy({ field, part }: Mention, state: State, input: Known): Known | undefined {
  if (field === 'InputPath' || part.name === 'Fail') return input;
  const isChoice = part.name === 'ChoiceRule' || part.name === 'NestedRule';
  const isRead = isChoice
    ? field !== 'Assign' && !asksForPresence(state)
    : part.name === state.type && effectiveFields.has(field);
  return isRead ? effectiveInput(state, input) : undefined;
}

function asksForPresence({ fields }: State): boolean {
  return JSON.stringify(fields['Choices']).includes('"IsPresent"');
}

/** That a catcher has lost the input is for another rule to say. */
function isErrorOutput(known: Known): boolean {
  return known !== 'anything' && [...known.fields.keys()].join() === 'Error,Cause';
}

/** A message lists no more fields than these. */
const listedFieldsMax = 8;

function had(known: Known): string {
  if (known === 'anything') return '';
  const names = [...known.fields.keys()].toSorted();
  if (names.length === 0) return 'the input is empty here';
  const listed = names.slice(0, listedFieldsMax).join(', ');
  return `the input has [${names.length > listedFieldsMax ? `${listed}, …` : listed}] here`;
}
