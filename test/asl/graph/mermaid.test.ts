import { expect, test, describe } from '@jest/globals';
import { graph } from '../../../asl/graph/graph.ts';
import { toMermaid } from '../../../asl/graph/mermaid.ts';
import type { JsonObject } from '../../../asl/json.ts';

function linesOf(definition: JsonObject, options = {}): readonly string[] {
  return toMermaid(graph(definition), options)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !line.startsWith('classDef'));
}

describe('toMermaid', () => {
  test('writes states, conditions and error edges of a flowchart', () => {
    const lines = linesOf({
      StartAt: 'Charge',
      States: {
        Charge: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage',
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Failed' }],
          Next: 'Large?',
        },
        'Large?': {
          Type: 'Choice',
          Choices: [{ Variable: '$.amount', NumericGreaterThan: 9, Next: 'Failed' }],
          Default: 'Done',
        },
        Done: { Type: 'Pass', End: true },
        Failed: { Type: 'Fail' },
      },
    });
    expect(lines).toEqual([
      'flowchart TD',
      's0start((" ")):::mark',
      's0end(((" "))):::mark',
      's1["Charge<br>SQS SendMessage"]:::task',
      's2{"Large?"}:::choice',
      's3[/"Done"/]:::pass',
      's4(["Failed"]):::fail',
      's0start --> s1',
      's1 --> s2',
      's1 -.->|"any error"| s4',
      's2 -->|"amount #62; 9"| s4',
      's2 -->|"otherwise"| s3',
      's3 --> s0end',
      '',
    ]);
  });

  test('nests the branches of a Parallel', () => {
    const branch = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Succeed' } } });
    const lines = linesOf({
      StartAt: 'Fan',
      States: { Fan: { Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true } },
    });
    expect(lines.slice(3, 14)).toEqual([
      'subgraph s1["Fan<br>2 branches at once"]',
      'subgraph s2["branch 1"]',
      's2start((" ")):::mark',
      's3(["A"]):::succeed',
      's2start --> s3',
      'end',
      'subgraph s4["branch 2"]',
      's4start((" ")):::mark',
      's5(["B"]):::succeed',
      's4start --> s5',
      'end',
    ]);
  });

  test.each([
    ['TeX', '$$x$$', '#36;#36;x#36;#36;'],
    ['a line break', String.raw`a\nb`, 'a#92;nb'],
    ['an icon', 'fa:fa-car', 'fa#58;fa-car'],
  ])('shows a name that Mermaid would take for %s', (_, name, written) => {
    const lines = linesOf({ StartAt: name, States: { [name]: { Type: 'Succeed' } } });
    expect(lines).toContain(`s1(["${written}"]):::succeed`);
  });

  test('escapes what Mermaid would read as syntax', () => {
    const lines = linesOf({ StartAt: 'end', States: { 'a "b" <c> #1 `x` *y*': { Type: 'Succeed' } } });
    expect(lines).toContain('s1(["a #34;b#34; #60;c#62; #35;1 #96;x#96; #42;y#42;"]):::succeed');
    expect(lines).toContain('s0broken0["missing: end"]:::fail');
  });

  test('keeps a name from becoming a list item', () => {
    expect(linesOf({ States: { '1. Check': { Type: 'Succeed' } } })).toContain(
      's1(["1#46; Check"]):::succeed',
    );
    expect(linesOf({ States: { '- Check': { Type: 'Succeed' } } })).toContain('s1(["#45; Check"]):::succeed');
  });

  test('counts links as Mermaid does, nested ones first', () => {
    const lines = linesOf(
      {
        StartAt: 'Each',
        States: {
          Each: {
            Type: 'Map',
            ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } },
            Next: 'Done',
          },
          Done: { Type: 'Succeed' },
        },
      },
      { lines: { '/States/Each/Next': 'stroke:red' } },
    );
    const links = lines.filter((line) => line.includes('-->'));
    expect(links.indexOf('s1 --> s4')).toBe(3);
    expect(lines).toContain('linkStyle 3 stroke:red');
  });
});
