import { isJsonObject, type Json, type JsonObject } from '../../asl/json.ts';
import { parseJson } from '../../asl/parse-json.ts';

/**
 * Step Functions Local's MockConfigFile, unchanged
 * (docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html):
 *
 *   StateMachines.<machine>.TestCases.<test case>.<state>   the name of a mocked response
 *   MockedResponses.<name>.<"0" or "1-3">                   { Return: any JSON } or { Throw: { Error, Cause } }
 */
export interface MockFile {
  readonly testCases: (stateMachineName: string) => ReadonlyMap<string, TestCase>;
}

/** What is answered to a state, by its name. */
export type TestCase = ReadonlyMap<string, NamedResponse>;

/** A response that no execution asks for may be missing from the file. */
export interface NamedResponse {
  readonly name: string;
  readonly answers: MockedResponse | undefined;
}

/** Answers by the number of the invocation, which counts from 0. */
export type MockedResponse = readonly MockedAnswer[];

export interface MockedAnswer {
  readonly first: number;
  readonly last: number;
  readonly answer:
    | { readonly type: 'return'; readonly value: Json }
    | { readonly type: 'throw'; readonly error: string; readonly cause: string };
}

/** A place in the file (a JSON pointer, datatracker.ietf.org/doc/html/rfc6901) and what is wrong there. */
export interface MockFileMistake {
  readonly path: string;
  readonly message: string;
}

export type MockFileReading =
  | { readonly type: 'read'; readonly mockFile: MockFile }
  | { readonly type: 'mistaken'; readonly mistakes: readonly MockFileMistake[] };

/** Reads the text of a mock file, or says everything that is wrong with it. */
export function readMockFile(text: string): MockFileReading {
  let file: Json;
  try {
    file = parseJson(text);
  } catch (error) {
    return {
      type: 'mistaken',
      mistakes: [{ path: '', message: `is not JSON: ${(error as Error).message}` }],
    };
  }
  const mistakes: MockFileMistake[] = [];
  const root = new Place('', file, mistakes);
  const machines = root.optionalObject('StateMachines').map((machine) => readTestCases(machine));
  const responses = root.optionalObject('MockedResponses').map((response) => readResponse(response));
  const testCases = mapValues(machines, (names) => mapValues(names, (named) => answered(named, responses)));
  if (mistakes.length > 0) return { type: 'mistaken', mistakes };
  return { type: 'read', mockFile: { testCases: (name) => testCases.get(name) ?? new Map() } };
}

/** Several files as one. Each has its own responses: two may call different ones by the same name. */
export function mergedMockFile(files: readonly MockFile[]): MockFile {
  return { testCases: (name) => new Map(files.flatMap((file) => [...file.testCases(name)])) };
}

/** A value of the file that knows where it stands, and notes what it should have been. */
class Place {
  readonly path: string;
  readonly value: Json | undefined;
  readonly #mistakes: MockFileMistake[];

  constructor(path: string, value: Json | undefined, mistakes: MockFileMistake[]) {
    this.path = path;
    this.value = value;
    this.#mistakes = mistakes;
  }

  /** Each once, however often its place is read. */
  mistake(message: string): void {
    const { path } = this;
    if (this.#mistakes.some((each) => each.path === path && each.message === message)) return;
    this.#mistakes.push({ path, message });
  }

  member(name: string): Place {
    const value = isJsonObject(this.value) ? this.value[name] : undefined;
    return new Place(`${this.path}/${escaped(name)}`, value, this.#mistakes);
  }

  /** Nothing at all is an empty object here. */
  optionalObject(name: string): Members {
    this.object();
    const place = this.member(name);
    return place.value === undefined ? new Members([]) : place.object();
  }

  object(): Members {
    if (isJsonObject(this.value)) return this.#members(this.value);
    this.mistake('must be an object');
    return new Members([]);
  }

  text(): string {
    if (typeof this.value === 'string') return this.value;
    this.mistake('must be a string');
    return '';
  }

  #members(object: JsonObject): Members {
    return new Members(Object.keys(object).map((name) => [name, this.member(name)]));
  }
}

class Members {
  readonly entries: readonly (readonly [name: string, place: Place])[];

  constructor(entries: readonly (readonly [name: string, place: Place])[]) {
    this.entries = entries;
  }

  map<Value>(read: (place: Place, name: string) => Value): ReadonlyMap<string, Value> {
    return new Map(this.entries.map(([name, place]) => [name, read(place, name)]));
  }
}

/** By test case and state, the name of a response. */
function readTestCases(machine: Place): ReadonlyMap<string, ReadonlyMap<string, string>> {
  return machine
    .optionalObject('TestCases')
    .map((testCase) => testCase.object().map((responseName) => responseName.text()));
}

function answered(
  testCase: ReadonlyMap<string, string>,
  responses: ReadonlyMap<string, MockedResponse>,
): TestCase {
  return mapValues(testCase, (name) => ({ name, answers: responses.get(name) }));
}

function mapValues<From, To>(
  map: ReadonlyMap<string, From>,
  change: (value: From) => To,
): ReadonlyMap<string, To> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}

function readResponse(response: Place): MockedResponse {
  const answers = response.object().entries.map(([invocations, answer]) => readAnswer(invocations, answer));
  if (answers.length === 0 && isJsonObject(response.value)) response.mistake('has no answer: write "0"');
  return answers;
}

function readAnswer(invocations: string, place: Place): MockedAnswer {
  const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(invocations) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (from === undefined)
    place.mistake('must be named by an invocation, as "0", or by a range of them, as "1-3"');
  else if (first > last) place.mistake('must be a range that ends after its beginning');
  return { first, last, answer: readReturnOrThrow(place) };
}

function readReturnOrThrow(place: Place): MockedAnswer['answer'] {
  const members = new Map(place.object().entries);
  const [returned, thrown] = [members.get('Return'), members.get('Throw')];
  if ((returned === undefined) === (thrown === undefined)) place.mistake('must have either Return or Throw');
  if (thrown === undefined) return { type: 'return', value: returned?.value ?? null };
  thrown.object();
  return { type: 'throw', error: thrown.member('Error').text(), cause: readCause(thrown.member('Cause')) };
}

/** Any JSON may be a cause; what is not a string is given as its text. */
function readCause({ value }: Place): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
