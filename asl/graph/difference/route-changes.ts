import type { JsonObject } from '../../json.ts';
import { conditionInWords } from '../words/condition.ts';
import { errorsInWords } from '../words/error-words.ts';
import { fieldsOf, listIn, textIn } from '../words/fields.ts';
import { changed, rerouted, valueSentence, type Change } from './change.ts';
import { changesLanguage } from './language-change.ts';
import type { Pair } from './located-state.ts';
import { newOrder } from './order-words.ts';
import { differingLeaves } from './payload-changes.ts';
import { withArticle } from './retry-changes.ts';

/** The name that a state of the definition before has now; its own where it is gone. */
export type NameNow = (nameBefore: string) => string;

/** Where a state leads differently: Next and End, rules and Default, catchers. */
export function routeChanges(pair: Pair, nameNow: NameNow): readonly Change[] {
  const { before, after } = pair;
  const now = after.fields;
  const old = renamedTargets(before.fields, nameNow);
  return [
    ...onwardChanges(after.name, old, now),
    ...choiceChanges(after.name, old, now),
    ...defaultChanges(after.name, old, now),
    ...catchChanges(after.name, old, now),
    ...(changesLanguage(pair)
      ? []
      : [...effectChanges(after.name, 'Choices', old, now), ...effectChanges(after.name, 'Catch', old, now)]),
  ];
}

/** The fields as if the states of the definition before had already been called what they are called now. */
function renamedTargets(fields: JsonObject, nameNow: NameNow): JsonObject {
  const renamed = (holder: JsonObject): JsonObject => {
    const next = textIn(holder, 'Next');
    const otherwise = textIn(holder, 'Default');
    return {
      ...holder,
      ...(next === undefined ? {} : { Next: nameNow(next) }),
      ...(otherwise === undefined ? {} : { Default: nameNow(otherwise) }),
    };
  };
  return {
    ...renamed(fields),
    Choices: listIn(fields, 'Choices').map((rule) => renamed(fieldsOf(rule))),
    Catch: listIn(fields, 'Catch').map((catcher) => renamed(fieldsOf(catcher))),
  };
}

function onwardChanges(name: string, old: JsonObject, now: JsonObject): readonly Change[] {
  const [from, to] = [textIn(old, 'Next'), textIn(now, 'Next')];
  if (from === to) return [];
  if (to === undefined) return [rerouted(name, 'Next', `${name} no longer leads to ${from}${endWords(now)}`)];
  if (from === undefined)
    return [
      rerouted(name, 'Next', `${name} now leads to ${to}${old['End'] === true ? ' instead of ending' : ''}`),
    ];
  return [rerouted(name, 'Next', `${name} now leads to ${to} instead of ${from}`)];
}

function endWords(fields: JsonObject): string {
  return fields['End'] === true ? ': it ends there' : '';
}

/** Rules and catchers alike: what they wait for, and where they lead then. */
interface Way {
  readonly when: string;
  readonly to: string;
  /** What else it does, field by field: ResultPath, Assign, Output. */
  readonly effects: JsonObject;
}

/** In order; of several that wait for the same, only the first can ever be taken. */
function waysOf(fields: JsonObject, field: 'Choices' | 'Catch'): readonly Way[] {
  const ways = new Map<string, Way>();
  for (const holder of listIn(fields, field).map(fieldsOf)) {
    const when = field === 'Choices' ? conditionInWords(holder) : errorsInWords(holder['ErrorEquals']);
    if (!ways.has(when)) {
      ways.set(when, { when, to: textIn(holder, 'Next') ?? 'nowhere', effects: effectsOf(holder) });
    }
  }
  return [...ways.values()];
}

const effectFields = ['ResultPath', 'Assign', 'Output'] as const;

function effectsOf(holder: JsonObject): JsonObject {
  const entries = effectFields.flatMap((field) => {
    const value = holder[field];
    return value === undefined ? [] : [[field, value] as const];
  });
  return Object.fromEntries(entries);
}

/** What the ways that stayed do differently on the way. */
function effectChanges(
  name: string,
  field: 'Choices' | 'Catch',
  old: JsonObject,
  now: JsonObject,
): readonly Change[] {
  const before = new Map(waysOf(old, field).map((way) => [way.when, way.effects]));
  return waysOf(now, field).flatMap(({ when, effects }) => {
    const cause = field === 'Choices' ? `When ${when}` : `After ${withArticle(when)}`;
    return differingLeaves(before.get(when) ?? effects, effects).map((leaf) =>
      changed(
        name,
        field === 'Choices' ? 'choice' : 'catch',
        `${cause}, ${valueSentence(`the ${leaf.place} of ${name}`, leaf.old, leaf.now)}`,
      ),
    );
  });
}

/**
 * Ways are told apart by what they wait for; of the rest, one that is gone and one that is new are the same with
 * another condition when they lead to the same state.
 */
interface Comparison {
  readonly retargeted: readonly { readonly when: string; readonly from: string; readonly to: string }[];
  readonly reworded: readonly { readonly to: string; readonly from: string; readonly when: string }[];
  readonly gone: readonly Way[];
  readonly come: readonly Way[];
  /** In words; undefined where those that stayed come as they came. */
  readonly order: string | undefined;
}

function compareWays(old: readonly Way[], now: readonly Way[]): Comparison {
  const oldTargets = new Map(old.map((way) => [way.when, way.to]));
  const nowTargets = new Map(now.map((way) => [way.when, way.to]));
  const lost = old.filter((way) => !nowTargets.has(way.when));
  const fresh = now.filter((way) => !oldTargets.has(way.when));
  const reworded = lost.flatMap((way) => {
    const heir = fresh.find((candidate) => candidate.to === way.to);
    return heir === undefined ? [] : [{ to: way.to, from: way.when, when: heir.when }];
  });
  return {
    retargeted: now.flatMap(({ when, to }) => {
      const from = oldTargets.get(when);
      return from === undefined || from === to ? [] : [{ when, from, to }];
    }),
    reworded,
    gone: lost.filter((way) => !reworded.some((change) => change.from === way.when)),
    come: fresh.filter((way) => !reworded.some((change) => change.when === way.when)),
    order: newOrder(
      old.map((way) => way.when),
      now.map((way) => way.when),
    ),
  };
}

function choiceChanges(name: string, old: JsonObject, now: JsonObject): readonly Change[] {
  const { retargeted, reworded, gone, come, order } = compareWays(
    waysOf(old, 'Choices'),
    waysOf(now, 'Choices'),
  );
  return [
    ...retargeted.map(({ when, from, to }) =>
      rerouted(name, 'choice', `When ${when}, ${name} now leads to ${to} instead of ${from}`),
    ),
    ...reworded.map(({ to, from, when }) =>
      changed(name, 'condition', `${name} leads to ${to} when ${when}, instead of when ${from}`),
    ),
    ...gone.map(({ when, to }) => rerouted(name, 'choice', `${name} no longer leads to ${to} when ${when}`)),
    ...come.map(({ when, to }) => rerouted(name, 'choice', `When ${when}, ${name} now leads to ${to}`)),
    ...(order === undefined ? [] : [changed(name, 'order', `${name} now checks ${order}`)]),
  ];
}

function defaultChanges(name: string, old: JsonObject, now: JsonObject): readonly Change[] {
  const [from, to] = [textIn(old, 'Default'), textIn(now, 'Default')];
  if (from === to) return [];
  if (to === undefined)
    return [
      rerouted(name, 'default', `${name} no longer leads to ${from} when no rule matches: it fails then`),
    ];
  const instead = from === undefined ? 'failing' : from;
  return [
    rerouted(name, 'default', `When no rule matches, ${name} now leads to ${to} instead of ${instead}`),
  ];
}

function catchChanges(name: string, old: JsonObject, now: JsonObject): readonly Change[] {
  const { retargeted, reworded, gone, come, order } = compareWays(waysOf(old, 'Catch'), waysOf(now, 'Catch'));
  return [
    ...retargeted.map(({ when, from, to }) =>
      rerouted(name, 'catch', `After ${withArticle(when)}, ${name} now leads to ${to} instead of ${from}`),
    ),
    ...reworded.map(({ to, from, when }) =>
      changed(
        name,
        'catch',
        `${name} leads to ${to} after ${withArticle(when)}, instead of after ${withArticle(from)}`,
      ),
    ),
    ...gone.map(({ when, to }) =>
      changed(name, 'catch', `${name} no longer catches ${withArticle(when)} to lead to ${to}`),
    ),
    ...come.map(({ when, to }) =>
      changed(name, 'catch', `${name} now catches ${withArticle(when)} and leads to ${to}`),
    ),
    ...(order === undefined ? [] : [changed(name, 'catch', `${name} now catches ${order}`)]),
  ];
}
