import { expect, test, describe } from '@jest/globals';
import * as fc from 'fast-check';
import { graph } from '../../../asl/graph/graph.ts';
import type { JsonObject } from '../../../asl/json.ts';
import { anyDefinition } from './definitions.ts';

const order: JsonObject = {
  Comment: 'Sells things',
  StartAt: 'Charge',
  States: {
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: '${ChargeCard}' },
      Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 4 }],
      Catch: [{ ErrorEquals: ['CardDeclined'], Next: 'Refused' }],
      Next: 'Large?',
    },
    'Large?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.amount', NumericGreaterThan: 1000, Next: 'Missing' }],
      Default: 'Ship',
    },
    Ship: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        StartAt: 'Pack',
        States: { Pack: { Type: 'Pass', End: true } },
      },
      End: true,
    },
    Refused: { Type: 'Fail', Error: 'CardDeclined' },
  },
};

function transitionsOf(definition: JsonObject) {
  return graph(definition).scope.transitions;
}

function stateOf(definition: JsonObject, name: string) {
  return graph(definition).scope.states.find((state) => state.name === name);
}

describe('graph', () => {
  test('lists states in document order with their types', () => {
    const states = graph(order).scope.states.map(({ name, type }) => [name, type]);
    expect(states).toEqual([
      ['Charge', 'Task'],
      ['Large?', 'Choice'],
      ['Ship', 'Map'],
      ['Refused', 'Fail'],
    ]);
  });

  test('lists every way out with its reason in words', () => {
    expect(transitionsOf(order)).toEqual([
      {
        path: '/States/Charge/Next',
        type: 'Next',
        from: 'Charge',
        to: { name: 'Large?', broken: false },
        label: '',
      },
      {
        path: '/States/Charge/Catch[0]',
        type: 'Catch',
        from: 'Charge',
        to: { name: 'Refused', broken: false },
        label: 'CardDeclined',
      },
      {
        path: '/States/Large?/Choices[0]',
        type: 'Choice',
        from: 'Large?',
        to: { name: 'Missing', broken: true },
        label: 'amount > 1000',
      },
      {
        path: '/States/Large?/Default',
        type: 'Default',
        from: 'Large?',
        to: { name: 'Ship', broken: false },
        label: 'otherwise',
      },
    ]);
  });

  test('tells how a task is retried', () => {
    expect(stateOf(order, 'Charge')?.retries).toEqual([
      { attempts: 4, words: 'retries timeout up to 4 times, first after 1 s, then 2× longer each time' },
    ]);
  });

  test('nests the scope of a distributed Map', () => {
    const ship = stateOf(order, 'Ship');
    expect(ship?.distributed).toBe(true);
    expect(ship?.detail).toBe('distributed, for each item, express');
    expect(ship?.scopes.map(({ path, start }) => ({ path, start }))).toEqual([
      { path: '/States/Ship/ItemProcessor', start: { name: 'Pack', broken: false } },
    ]);
  });

  test('nests the older Iterator under its own path', () => {
    const definition = { States: { Each: { Type: 'Map', Iterator: { StartAt: 'A', States: {} } } } };
    expect(stateOf(definition, 'Each')?.scopes[0]?.path).toBe('/States/Each/Iterator');
  });

  test('marks terminal states', () => {
    const terminal = graph(order).scope.states.filter((state) => state.terminal);
    expect(terminal.map((state) => state.name)).toEqual(['Ship', 'Refused']);
  });

  test('shows a missing Next and a missing StartAt as broken', () => {
    const { start, transitions } = graph({ States: { Lost: { Type: 'Pass' } } }).scope;
    expect(start).toEqual({ name: '', broken: true });
    expect(transitions[0]?.to).toEqual({ name: '', broken: true });
  });

  test('calls a type that does not exist Unknown', () => {
    expect(stateOf({ States: { Odd: { Type: 'Loop' } } }, 'Odd')).toMatchObject({
      type: 'Unknown',
      detail: 'unknown type "Loop"',
    });
  });

  test('is plain data that survives JSON', () => {
    fc.assert(
      fc.property(anyDefinition, (definition) => {
        const model = graph(definition);
        expect(JSON.parse(JSON.stringify(model))).toEqual(model);
      }),
      { numRuns: 50 },
    );
  });

  test('accepts any JSON in any field without throwing', () => {
    const state = fc.dictionary(
      fc.constantFrom('Type', 'Next', 'Choices', 'Catch', 'Retry', 'Branches', 'ItemProcessor', 'Resource'),
      fc.oneof(fc.constantFrom('Choice', 'Parallel', 'Map', 'Task'), fc.jsonValue()),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(state, fc.jsonValue())), (States) => {
        expect(graph({ StartAt: 'A', States } as JsonObject).scope.states).toHaveLength(
          Object.keys(States).length,
        );
      }),
    );
  });
});
