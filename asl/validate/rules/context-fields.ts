import { withoutQuotes } from '../called-names.ts';
import type { Machine, Mention, State } from '../machine.ts';
import { parseResource } from '../resource.ts';
import { type Finding, warning } from '../rule.ts';

/**
 * A path into the context object leads to what is there: to the task token where there is one, to the item within a Map
 * (docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html). Else the state fails whenever it runs.
 */
export function* contextFields(machine: Machine): Iterable<Finding> {
  for (const mention of machine.mentions) {
    const { state } = mention.part;
    if (state === undefined || mention.problem !== undefined) continue;
    const absent = placesIn(mention).find((place) => complaintAbout(place, state) !== undefined);
    if (absent === undefined) continue;
    const root = mention.kind === 'jsonata' ? '$states.context.' : '$$.';
    const message = `There is no '${root}${absent.join('.')}' here: ${complaintAbout(absent, state)}.`;
    yield warning('UNKNOWN_CONTEXT_FIELD', message, mention.place);
  }
}

const name = '([A-Za-z_]\\w*)';
const inPath = new RegExp(`\\$\\$\\.${name}(?:\\.${name})?`, 'g');
const inQuery = new RegExp(`(?<!\\$exists\\(\\s*)\\$states\\.context\\.${name}(?:\\.${name})?`, 'g');

/** The first two names of every path that leads into the context object. */
function placesIn({ text, kind }: Mention): string[][] {
  const [mark, pattern] = kind === 'jsonata' ? ['$states.context.', inQuery] : ['$$.', inPath];
  if (!text.includes(mark)) return [];
  return [...withoutQuotes(text).matchAll(pattern)].map(([, ...names]) =>
    names.filter((part) => part !== undefined),
  );
}

const fieldsOfContext: ReadonlyMap<string, readonly string[]> = new Map([
  ['Execution', ['Id', 'Input', 'Name', 'RedriveCount', 'RedriveTime', 'RoleArn', 'StartTime']],
  ['State', ['EnteredTime', 'Name', 'RetryCount']],
  ['StateMachine', ['Id', 'Name']],
  ['Task', ['Token']],
  ['Map', ['Item']],
]);

function complaintAbout([object = '', field]: readonly string[], state: State): string | undefined {
  const fields = fieldsOfContext.get(object);
  if (fields === undefined) return `the context object has ${[...fieldsOfContext.keys()].join(', ')}`;
  if (field !== undefined && !fields.includes(field)) return `${object} has ${fields.join(', ')}`;
  if (object === 'Task' && !mayHaveToken(state))
    return 'only a Task whose Resource ends in .waitForTaskToken has a token';
  if (object === 'Map' && !isAtItem(state)) return 'no Map is around this state';
  return undefined;
}

function mayHaveToken({ type, fields }: State): boolean {
  if (type !== 'Task' || typeof fields['Resource'] !== 'string') return false;
  const resource = parseResource(fields['Resource']);
  return resource.type === 'integration'
    ? resource.pattern === '.waitForTaskToken'
    : resource.type !== 'function';
}

function isAtItem({ type, graph }: State): boolean {
  return type === 'Map' || (graph.owner !== undefined && isAtItem(graph.owner));
}
