import { expect, test, describe } from '@jest/globals';
import * as fc from 'fast-check';
import { difference, differenceInWords } from '../../../asl/graph/difference.ts';
import { differenceToMermaid, differenceToSvg } from '../../../asl/graph/difference-picture.ts';
import type { GraphScope } from '../../../asl/graph/graph.ts';
import type { JsonObject } from '../../../asl/json.ts';
import { withUniqueNames } from './definitions.ts';

function task(fields: JsonObject): JsonObject {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: '${Charge}', Payload: { 'amount.$': '$.amount' } },
    ...fields,
  };
}

/** A → B → C, with a Catch to Failed and a Choice. */
const before = {
  StartAt: 'Price',
  States: {
    Price: { Type: 'Pass', Result: { currency: 'EUR' }, Next: 'Charge' },
    Charge: task({ Next: 'Large?', Catch: [{ ErrorEquals: ['CardDeclined'], Next: 'Failed' }] }),
    'Large?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.amount', NumericGreaterThan: 1000, Next: 'Review' }],
      Default: 'Ship',
    },
    Review: { Type: 'Wait', Seconds: 60, Next: 'Ship' },
    Ship: { Type: 'Succeed' },
    Failed: { Type: 'Fail', Error: 'CardDeclined' },
  },
} satisfies JsonObject;

/** The sentences about the definition before and what `change` makes of its states. */
function sentences(change: (states: { [name: string]: JsonObject }) => void): readonly string[] {
  const after = structuredClone(before) as { StartAt: string; States: { [name: string]: JsonObject } };
  change(after.States);
  return difference(before, after as JsonObject).changes.map(({ words }) => words);
}

/** A state with some fields replaced; those that are undefined are left out. */
function edited(state: JsonObject | undefined, fields: { [name: string]: unknown }): JsonObject {
  return JSON.parse(JSON.stringify({ ...state, ...fields })) as JsonObject;
}

describe('difference', () => {
  test.each<[string, { [name: string]: unknown }, string]>([
    [
      'a new retry',
      { Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 3 }] },
      'Charge is now retried after a timeout, up to 3 times',
    ],
    ['a new timeout', { TimeoutSeconds: 30 }, 'Charge now times out after 30 s'],
    ['another route', { Next: 'Review' }, 'Charge now leads to Review instead of Large?'],
    ['an ending', { Next: undefined, End: true }, 'Charge no longer leads to Large?: it ends there'],
    [
      'another handler',
      { Catch: [{ ErrorEquals: ['CardDeclined'], Next: 'Review' }] },
      'After CardDeclined, Charge now leads to Review instead of Failed',
    ],
    [
      'another caught error',
      { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Failed' }] },
      'Charge leads to Failed after any error, instead of after CardDeclined',
    ],
    ['no catch any more', { Catch: [] }, 'Charge no longer catches CardDeclined to lead to Failed'],
    [
      'another function',
      { Parameters: { FunctionName: '${Debit}', Payload: { 'amount.$': '$.amount' } } },
      'Charge now calls Lambda Debit instead of Lambda Charge',
    ],
    [
      'another payload',
      { Parameters: { FunctionName: '${Charge}', Payload: { 'amount.$': '$.total' } } },
      'Payload.amount.$ in the Parameters of Charge is now "$.total" instead of "$.amount"',
    ],
    [
      'a callback',
      { Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken' },
      'Charge now waits for a callback instead of only for the answer',
    ],
    ['another field', { ResultPath: '$.charge' }, 'The ResultPath of Charge is now "$.charge"'],
    ['another comment', { Comment: 'Once' }, 'The comment of Charge is now "Once"'],
    [
      'what a catcher keeps of the error',
      { Catch: [{ ErrorEquals: ['CardDeclined'], ResultPath: '$.error', Next: 'Failed' }] },
      'After CardDeclined, the ResultPath of Charge is now "$.error"',
    ],
    ['a long timeout', { TimeoutSeconds: 7200 }, 'Charge now times out after 2 hours'],
    [
      'another service',
      { Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: { QueueUrl: '${Queue}' } },
      'Charge now calls SQS SendMessage instead of Lambda Charge',
    ],
  ])('tells of %s', (_, fields, sentence) => {
    expect(sentences((states) => (states['Charge'] = edited(states['Charge'], fields)))).toEqual([sentence]);
  });

  test('tells how a retry changed', () => {
    const retried = (MaxAttempts: number, IntervalSeconds: number) => ({
      StartAt: 'A',
      States: { A: task({ End: true, Retry: [{ ErrorEquals: ['Busy'], MaxAttempts, IntervalSeconds }] }) },
    });
    expect(differenceInWords(difference(retried(3, 1), retried(5, 2)))).toBe(
      '- A is retried after Busy up to 5 times instead of 3, and first after 2 s instead of 1 s.\n',
    );
  });

  test.each<[string, JsonObject, JsonObject, string]>([
    [
      'more errors',
      { ErrorEquals: ['Busy'] },
      { ErrorEquals: ['Busy', 'Slow'] },
      'A is now also retried after Slow',
    ],
    [
      'no attempts',
      { ErrorEquals: ['Busy'], MaxAttempts: 2 },
      { ErrorEquals: ['Busy'], MaxAttempts: 0 },
      'A is now never retried after Busy (it was up to 2 times)',
    ],
    [
      'fewer errors',
      { ErrorEquals: ['Busy', 'Slow'], MaxAttempts: 2 },
      { ErrorEquals: ['Busy'], MaxAttempts: 5 },
      'A is no longer retried after Slow, and up to 5 times instead of 2',
    ],
    [
      'some other errors',
      { ErrorEquals: ['Busy', 'Slow'] },
      { ErrorEquals: ['Busy', 'States.Timeout'] },
      'A is now retried after a timeout, and no longer after Slow',
    ],
    [
      'very many errors',
      {},
      { ErrorEquals: ['E1', 'E2', 'E3', 'E4', 'E5', 'E6'] },
      'A is now retried after E1, E2, E3 or 3 other errors, up to 3 times',
    ],
  ])('tells that a retry covers %s', (_, old, now, sentence) => {
    const retried = (retrier: JsonObject) => ({
      States: { A: task('ErrorEquals' in retrier ? { Retry: [retrier] } : {}) },
    });
    expect(difference(retried(old), retried(now)).changes.map(({ words }) => words)).toEqual([sentence]);
  });

  describe('of a variable under another name', () => {
    const keeping = (state: string, variable: string, read = variable) => ({
      QueryLanguage: 'JSONata',
      StartAt: state,
      States: {
        [state]: task({ Assign: { [variable]: '{% $states.result %}' }, Next: 'Ask' }),
        Ask: {
          Type: 'Choice',
          Choices: [{ Condition: `{% $${read}.total > 5 and $charges %}`, Next: 'End' }],
          Default: 'End',
        },
        End: { Type: 'Succeed', Output: { text: `{% $${read}.id %}`, note: `$${read} stays` } },
      },
    });

    test('is told once, and not wherever it is read', () => {
      expect(difference(keeping('Charge', 'charge'), keeping('Pay', 'pay')).changes).toMatchObject([
        { type: 'renamed', state: 'Pay', words: 'Charge is now called Pay' },
        { type: 'renamed', state: undefined, words: 'The variable charge is now called pay' },
      ]);
    });

    test('hides no other change', () => {
      const words = difference(keeping('Charge', 'charge'), keeping('Charge', 'pay', 'charge')).changes.map(
        (change) => change.words,
      );
      expect(words).toContain('The variable charge is now called pay');
      expect(words).toContain(
        'text in the Output of End is now "{% $charge.id %}" instead of "{% $pay.id %}"',
      );
    });
  });

  test('knows a state again that is more patient now and catches more', () => {
    const charging = (name: string, more: JsonObject) => ({
      StartAt: 'Price',
      States: {
        Price: { Type: 'Pass', Next: name },
        [name]: task({ Next: 'Ship', ...more }),
        Ship: { Type: 'Succeed' },
        Late: { Type: 'Fail' },
      },
    });
    const Catch = [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }];
    const patient = { TimeoutSeconds: 60, Retry: [{ ErrorEquals: ['Busy'] }], Catch };
    expect(difference(charging('Charge', {}), charging('Pay', patient)).changes[0]?.words).toBe(
      'Charge is now called Pay',
    );
  });

  test('tells what a rule assigns', () => {
    const [rule] = before.States['Large?'].Choices;
    const Choices = [{ ...rule, Assign: { large: true } }];
    expect(sentences((states) => (states['Large?'] = edited(states['Large?'], { Choices })))).toEqual([
      'When amount > 1000, the Assign of Large? is now {"large":true}',
    ]);
  });

  test('tells of another type without what that brings along', () => {
    expect(sentences((states) => (states['Review'] = { Type: 'Pass', Next: 'Ship' }))).toEqual([
      'Review is now a Pass instead of a Wait',
    ]);
  });

  test('tells only what the other query language means', () => {
    const payload = { amount: '{% $states.input.amount %}' };
    const all = sentences((states) => {
      const Choices = [{ Condition: '{% $states.input.amount > 1000 %}', Next: 'Review' }];
      const Arguments = { FunctionName: '${Charge}', Payload: payload };
      states['Large?'] = edited(states['Large?'], { QueryLanguage: 'JSONata', Choices });
      states['Charge'] = edited(states['Charge'], {
        QueryLanguage: 'JSONata',
        Parameters: undefined,
        Arguments: { ...Arguments, Qualifier: 'live' },
        Output: '{% $states.result.Payload %}',
      });
    });
    expect(all).toEqual([
      'Qualifier in the Arguments of Charge is now "live"',
      'Charge shapes its data by Output',
    ]);
  });

  test('tells how a Map runs its items', () => {
    const each = (ProcessorConfig: JsonObject) => ({
      States: { Each: { Type: 'Map', ItemProcessor: { ProcessorConfig, States: {} }, End: true } },
    });
    const both = difference(
      each({ Mode: 'INLINE' }),
      each({ Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' }),
    );
    expect(both.changes.map(({ words }) => words)).toEqual([
      'Each is now a distributed Map',
      'ExecutionType in the ProcessorConfig of Each is now "EXPRESS"',
    ]);
  });

  test('tells of another condition to the same state', () => {
    const Choices = [{ Variable: '$.amount', NumericGreaterThan: 500, Next: 'Review' }];
    expect(sentences((states) => (states['Large?'] = edited(states['Large?'], { Choices })))).toEqual([
      'Large? leads to Review when amount > 500, instead of when amount > 1000',
    ]);
  });

  test('tells of another default', () => {
    const states = sentences((all) => (all['Large?'] = edited(all['Large?'], { Default: 'Failed' })));
    expect(states).toEqual(['When no rule matches, Large? now leads to Failed instead of Ship']);
  });

  test('tells of a state put between two others in one sentence', () => {
    const all = sentences((states) => {
      states['Price'] = edited(states['Price'], { Next: 'Check' });
      states['Check'] = task({ Next: 'Charge' });
    });
    expect(all).toEqual(['Check (Task, Lambda Charge) is added between Price and Charge']);
  });

  test('tells of a state taken out from between two others in one sentence', () => {
    const all = sentences((states) => {
      states['Charge'] = edited(states['Charge'], { Next: 'Review' });
      delete states['Large?'];
    });
    expect(all).toContain('Large? (Choice) is removed');
    const shorter = sentences((states) => {
      states['Price'] = edited(states['Price'], { Next: 'Large?' });
      delete states['Charge'];
    });
    expect(shorter).toContain('Charge (Task, Lambda Charge) is removed between Price and Large?');
  });

  test('recognises a renamed state, and follows its name', () => {
    const all = sentences((states) => {
      states['ReviewByHand'] = states['Review'] ?? {};
      delete states['Review'];
      const Choices = [{ Variable: '$.amount', NumericGreaterThan: 1000, Next: 'ReviewByHand' }];
      states['Large?'] = edited(states['Large?'], { Choices });
    });
    expect(all).toEqual(['Review is now called ReviewByHand']);
  });

  test('does not take an unrelated newcomer for a renamed state', () => {
    const all = sentences((states) => {
      delete states['Review'];
      states['Sleep'] = { Type: 'Wait', Seconds: 5, Next: 'Failed' };
    });
    expect(all).toContain('Review (Wait) is removed');
    expect(all).toContain('Sleep (Wait) is added');
  });

  test('recognises a state that moved to another branch', () => {
    const scope = (...names: string[]) => ({
      StartAt: names[0] ?? '',
      States: Object.fromEntries(names.map((name) => [name, { Type: 'Succeed' }])),
    });
    const fan = (...branches: JsonObject[]): JsonObject => ({
      StartAt: 'Fan',
      States: { Fan: { Type: 'Parallel', Branches: branches, End: true } },
    });
    const moved = difference(fan(scope('A', 'B'), scope('C', 'D')), fan(scope('C', 'D', 'B'), scope('A')));
    expect(moved.changes.map(({ words }) => words)).toEqual([
      'B moved from the branch of Fan that starts at A to the branch of Fan that starts at C',
      'The branches of Fan, and so its results, are in another order',
    ]);
  });

  test('tells of a container with what is in it once', () => {
    const all = sentences((states) => {
      states['Price'] = edited(states['Price'], { Next: 'Fan' });
      const Branches = [{ StartAt: 'X', States: { X: { Type: 'Succeed' }, Y: { Type: 'Fail' } } }];
      states['Fan'] = { Type: 'Parallel', Branches, Next: 'Charge' };
    });
    expect(all).toEqual(['Fan (Parallel with 2 states) is added between Price and Charge']);
  });

  test('takes a state named like a property of every object for a state', () => {
    const named = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Succeed' } } });
    const both = difference(named('other'), named('constructor'));
    expect(both.merged.states['constructor']).toEqual({ type: 'added', note: '' });
    expect(differenceToMermaid(both)).toContain('"#43; constructor"');
    expect(differenceToMermaid(difference(named('constructor'), named('constructor')))).not.toContain(
      'style',
    );
  });

  test('tells of the machine itself', () => {
    const after = { ...before, StartAt: 'Charge', TimeoutSeconds: 60 };
    expect(difference(before, after).changes.map(({ words }) => words)).toEqual([
      "The machine's TimeoutSeconds is now 60",
      'The machine now starts at Charge instead of Price',
    ]);
  });

  test('explains the signs of lines, and tells of the machine, below the picture', () => {
    const Choices = [
      ...before.States['Large?'].Choices,
      { Variable: '$.again', IsPresent: true, Next: 'Price' },
    ];
    const States = { ...before.States, 'Large?': { ...before.States['Large?'], Choices } };
    const picture = differenceToSvg(difference(before, { ...before, States, TimeoutSeconds: 60 }));
    expect(picture).toContain('>added<');
    expect(picture).toContain("The machine's TimeoutSeconds is now 60");
  });

  test('finds nothing where only the order of fields changed', () => {
    const after = { States: before.States, StartAt: before.StartAt };
    expect(differenceInWords(difference(before, after))).toBe('The two definitions mean the same.\n');
  });

  test('finds nothing between any definition and itself', () => {
    fc.assert(
      fc.property(withUniqueNames, (definition) => {
        const { changes, merged } = difference(definition, structuredClone(definition));
        expect(changes).toEqual([]);
        expect(merged.states).toEqual({});
        expect(merged.transitions).toEqual({});
      }),
      { numRuns: 40 },
    );
  });

  test('shows every state of both definitions in one graph', () => {
    const after = structuredClone(before) as { States: { [name: string]: JsonObject } };
    delete after.States['Review'];
    const { merged } = difference(before, after);
    expect(namesIn(merged.graph.scope).toSorted()).toEqual(Object.keys(before.States).toSorted());
    expect(merged.states['Review']).toEqual({ type: 'removed', note: '' });
    expect(merged.transitions['before:/States/Review/Next']).toBe('removed');
  });

  test('draws any two definitions, with a ghost for all that is gone', () => {
    fc.assert(
      fc.property(withUniqueNames, withUniqueNames, (one, other) => {
        const both = difference(one, other);
        const names = namesIn(both.merged.graph.scope);
        const statuses = Object.entries(both.merged.states);
        expect(statuses.filter(([name]) => !names.includes(name))).toEqual([]);
        expect(differenceToSvg(both, { theme: 'light' })).toContain('</svg>');
        expect(differenceToMermaid(both)).not.toMatch(/-> unknown|unknown -/);
      }),
      { numRuns: 15 },
    );
  });
});

function namesIn(scope: GraphScope): readonly string[] {
  return scope.states.flatMap((state) => [state.name, ...state.scopes.flatMap(namesIn)]);
}
