import { describe, expect, test } from '@jest/globals';
import { parseCommand } from '../../../local/cli/command.ts';

const parse = (line: string, environment: { readonly [name: string]: string } = {}) =>
  parseCommand(line === '' ? [] : line.split(' '), environment);

const local = { endpoint: 'http://127.0.0.1:8083', region: 'us-east-1', json: false, hasCredentials: false };

test.each(['version', '--version', '-v'])('%s asks for the version', (line) => {
  expect(parse(line)).toEqual({ type: 'version' });
});

describe('help', () => {
  test.each([
    ['', undefined],
    ['help', undefined],
    ['--help', undefined],
    ['help start', 'start'],
    ['start --help', 'start'],
    ['-h', undefined],
    ['emit Checkout -h', 'emit'],
    ['version --help', 'version'],
  ])('%j explains', (line, topic) => {
    expect(parse(line)).toEqual({ type: 'help', topic });
  });

  test('knows no command of another name', () => {
    expect(() => parse('brew')).toThrow("There is no command 'brew'.");
    expect(() => parse('help brew')).toThrow("There is no command 'brew'.");
  });
});

describe('local', () => {
  test('has the defaults of Step Functions Local', () => {
    expect(parse('local')).toMatchObject({
      server: {
        port: 8083,
        host: '127.0.0.1',
        accountId: '123456789012',
        region: 'us-east-1',
        waitTimeScale: 1,
        mockConfigPath: undefined,
      },
    });
  });

  test('lets a flag win over its variable', () => {
    const environment = { LAMBDA_ENDPOINT: 'http://a', WAIT_TIME_SCALE: '0.5' };
    const command = parse('local --lambda-endpoint http://b --wait-time-scale 0.1', environment);
    expect(command).toMatchObject({
      server: { waitTimeScale: 0.1, environment: { LAMBDA_ENDPOINT: 'http://b' } },
    });
  });

  test('reads the variables where no flag is given', () => {
    const environment = {
      SFN_MOCK_CONFIG: 'mock.json',
      AWS_ACCOUNT_ID: '999999999999',
      AWS_DEFAULT_REGION: 'eu-west-1',
    };
    expect(parse('local', environment)).toMatchObject({
      server: { mockConfigPath: 'mock.json', accountId: '999999999999', region: 'eu-west-1' },
    });
  });

  test.each([
    ['local --virtual-time --seed 7', {}],
    ['local', { STATEYARD_VIRTUAL_TIME: 'true', STATEYARD_SEED: '7' }],
    ['dev --virtual-time --seed=7', {}],
  ])('%j with %j has its own time and chance', (line, environment) => {
    expect(parse(line, environment)).toMatchObject({ server: { virtualTime: true, seed: 7 } });
  });

  test('writes the log where it is told to', () => {
    expect(parse('local --log-file out.log')).toMatchObject({ server: { logFile: 'out.log' } });
    expect(parse('local')).not.toHaveProperty('server.logFile');
  });

  test.each(['local --data kept', 'dev --data=kept'])('%j keeps executions in a folder', (line) => {
    expect(parse(line)).toMatchObject({ server: { dataFolder: 'kept' } });
  });

  test.each([
    ['local --data kept --seed 7', {}],
    ['dev --data kept', { STATEYARD_VIRTUAL_TIME: '1' }],
  ])('%j with %j cannot keep what begins anew', (line, environment) => {
    expect(() => parse(line, environment)).toThrow('leave out --virtual-time and --seed');
  });

  test.each([
    ['local --port 70000', 'The port must be a whole number from 0 to 65535'],
    ['local --account 42', "An account has twelve digits, unlike '42'."],
    ['local --wait-time-scale fast', "The wait time scale must be a number from 0 up, not 'fast'."],
    ['local --seed 1.5', 'The seed must be a whole number from 0 to 4294967295'],
    ['local --virtual-time=yes', '--virtual-time takes no value.'],
    ['local --wait-time-scale=-1', 'The wait time scale must be a number from 0 up'],
    ['local now', "'now' is one argument too many."],
  ])('%j is wrong usage', (line, message) => {
    expect(() => parse(line)).toThrow(message);
  });
});

describe('start', () => {
  test('waits, with an empty input, unless told otherwise', () => {
    expect(parse('start Checkout')).toEqual({
      type: 'start',
      client: local,
      workflow: 'Checkout',
      input: { from: 'literal', text: '{}' },
      name: undefined,
      wait: true,
    });
  });

  test.each([
    ['{"a":1}', { from: 'literal', text: '{"a":1}' }],
    ['@order.json', { from: 'file', path: 'order.json' }],
    ['-', { from: 'standardInput' }],
  ])('takes the input from %j', (given, input) => {
    expect(parse(`start Checkout --input ${given}`)).toMatchObject({ input });
  });

  test('does not wait when told so', () => {
    expect(parse('start Checkout --no-wait')).toMatchObject({ wait: false });
  });

  test.each([
    ['start', 'start needs a workflow'],
    ['start Checkout --input {a}', '--input is no JSON'],
    ['start Checkout --wait --no-wait', 'Either --wait or --no-wait, not both.'],
  ])('%j is wrong usage', (line, message) => {
    expect(() => parse(line)).toThrow(message);
  });
});

describe('the other clients', () => {
  test('take the endpoint from the variable of the SDKs', () => {
    const environment = { AWS_ENDPOINT_URL_SFN: 'http://127.0.0.1:9000', AWS_PROFILE: 'work' };
    expect(parse('list --json', environment)).toMatchObject({
      client: { endpoint: 'http://127.0.0.1:9000', json: true, hasCredentials: true },
    });
  });

  test.each([
    ['list --status DONE', "--status is one of RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED, not 'DONE'."],
    ['list --status FAILED', '--status needs the workflow whose executions to list.'],
    ['list --limit 0', '--limit must be a whole number from 1 to 100000'],
    ['describe', 'describe needs a workflow or an execution.'],
    ['history', 'history needs an execution.'],
    ['stop', 'stop needs an execution.'],
    ['redrive', 'redrive needs an execution.'],
  ])('%j is wrong usage', (line, message) => {
    expect(() => parse(line)).toThrow(message);
  });
});

describe('emit', () => {
  test('prints JSONata unless told otherwise', () => {
    expect(parse('emit Checkout')).toEqual({
      type: 'emit',
      workflow: { given: 'Checkout', from: 'project', name: 'Checkout' },
      all: false,
      queryLanguage: 'JSONata',
      outFolder: undefined,
    });
  });

  test.each([
    ['emit', 'emit needs a workflow, or --all.'],
    ['emit a.json', "'a.json' is no workflow: write its name, or file.ts#export."],
    ['emit A --query-language XPath', "--query-language is one of JSONata, JSONPath, not 'XPath'."],
    ['emit A --out=', '--out needs a folder.'],
    ['emit A B', "'B' is one argument too many."],
  ])('%j is wrong usage', (line, message) => {
    expect(() => parse(line)).toThrow(message);
  });
});

describe('validate', () => {
  test.each([
    ['validate', 'validate needs files or workflows; - is the standard input.'],
    ['validate - -', 'The standard input can be read only once.'],
    ['validate a.json --type QUICK', "--type is one of STANDARD, EXPRESS, not 'QUICK'."],
  ])('%j is wrong usage', (line, message) => {
    expect(() => parse(line)).toThrow(message);
  });
});

describe('graph and diff', () => {
  test.each([
    ['graph A', { format: 'svg', theme: 'auto', out: undefined }],
    ['graph A --format mermaid', { format: 'mermaid', theme: 'auto', out: undefined }],
    ['graph A --out a.png', { format: 'png', theme: 'light', out: 'a.png' }],
    ['graph A --out a.png --format svg', { format: 'svg', theme: 'auto', out: 'a.png' }],
    ['graph A --theme dark --out -', { format: 'svg', theme: 'dark', out: '-' }],
    ['diff A B', { format: 'text', theme: 'auto', out: undefined }],
    ['diff A B --out a.mmd', { format: 'mermaid', theme: 'auto', out: 'a.mmd' }],
    ['diff A B --json', { format: 'json', theme: 'auto', out: undefined }],
  ])('%j knows its picture', (line, picture) => {
    expect(parse(line)).toMatchObject({ picture });
  });

  test.each([
    ['graph', 'graph needs a workflow or a file.'],
    ['graph A --format gif', "--format is one of svg, png, mermaid, not 'gif'."],
    ['graph A --theme blue', "--theme is one of auto, light, dark, not 'blue'."],
    ['graph A --theme auto --format png', 'A PNG cannot follow its reader: --theme is light or dark.'],
    ['graph A --theme dark --format mermaid', '--theme is for pictures; mermaid is text.'],
    ['graph A --out=', '--out needs a file.'],
    ['diff A', 'diff needs two workflows or files: before, and after.'],
    ['diff - -', 'The standard input can be read only once.'],
    ['diff A B --json --format svg', 'Either --json or --format, not both.'],
    ['diff A B --theme dark', '--theme is for pictures; text is text.'],
  ])('%j is wrong usage', (line, message) => {
    expect(() => parse(line)).toThrow(message);
  });
});

describe('respond', () => {
  const action = (line: string) => parse(`respond ${line}`);

  test.each([
    ['T', { type: 'succeed', taskToken: 'T', output: '{}' }],
    ['T --output 42', { type: 'succeed', taskToken: 'T', output: '42' }],
    ['T --error No', { type: 'fail', taskToken: 'T', error: 'No', cause: undefined }],
    ['T --heartbeat', { type: 'heartbeat', taskToken: 'T' }],
    ['Ask/one --list', { type: 'list', execution: 'Ask/one' }],
  ])('%s is understood', (line, expected) => {
    expect(action(line)).toMatchObject({ action: expected });
  });

  test.each([
    ['', 'respond needs a task token.'],
    ['--list', 'respond --list needs an execution.'],
    ['T --output {', '--output is no JSON'],
    ['T --output 1 --error No', 'Only one of --output and --error.'],
  ])('%j is refused', (line, message) => {
    expect(() => parse(`respond ${line}`.trim())).toThrow(message);
  });
});

describe('lambda', () => {
  test('listens on port 3001 of this machine unless told otherwise', () => {
    expect(parse('lambda')).toMatchObject({ port: 3001, host: '127.0.0.1', modules: [] });
    expect(parse('lambda orders.ts --port 0')).toMatchObject({ port: 0, modules: [{ path: 'orders.ts' }] });
  });

  test('refuses what is no module', () => {
    expect(() => parse('lambda orders.asl.json')).toThrow("'orders.asl.json' is no workflow");
  });
});
