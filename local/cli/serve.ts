import { readFileSync } from 'node:fs';
import { createHandler, requestBytesMax } from '../api/handler.ts';
import { Engine } from '../engine/engine.ts';
import type { Clock, IdSource, Random } from '../engine/ports.ts';
import { SeededRandom } from '../engine/random.ts';
import { virtualEpochMs } from '../engine/virtual-clock.ts';
import type { BoundFunctions } from '../host/bound-functions.ts';
import { type Endpoints, noEndpoints, orElse, readEndpoints } from '../host/endpoints.ts';
import type { HttpService } from '../host/http-message.ts';
import { listen } from '../host/http-server.ts';
import { serviceModels } from '../host/integrations/result-model.ts';
import { JumpingClock } from '../host/jumping-clock.ts';
import { createMapRunStorage } from '../host/map-run-storage.ts';
import { type LogLines, logLines } from '../host/log-lines.ts';
import { mergedMockFile, type MockFile, readMockFile } from '../host/mock-file.ts';
import { Mocks } from '../host/mocks.ts';
import { randomIds, requestIds, systemRandom } from '../host/random-ids.ts';
import type { ResolutionObserver } from '../host/resolution.ts';
import { systemClock } from '../host/system-clock.ts';
import { createTaskRunner } from '../host/task-runner.ts';
import type { Environment } from './environment.ts';
import { CommandError } from './failure.ts';
import { type KeptData, openKeptData } from './kept-data.ts';

/** The settings that have an environment variable. */
export interface ServerSettings {
  readonly accountId: string;
  readonly region: string;
  /** 0.1 makes a wait of ten seconds last one. */
  readonly waitTimeScale: number;
  /** Time jumps to the next timer as soon as nothing else is to be done (`host/jumping-clock.ts`). */
  readonly virtualTime?: boolean;
  /** Names, tokens, jitter and all else that is made up follow from it; unsigned, 32 bits. */
  readonly seed?: number;
  /** Where what the machines' loggingConfiguration asks for is written; the standard error unless given. */
  readonly logFile?: string;
  /** Mocked answers in Step Functions Local's format. */
  readonly mockConfigPath: string | undefined;
  /** Where the endpoints of services stand, and credentials for them. */
  readonly environment: Environment;
}

export interface ServerOptions extends ServerSettings {
  /** 0 lets the system choose. */
  readonly port: number;
  /** The address to listen on. */
  readonly host: string;
  /** Where state machines, activities and executions are kept; in memory alone unless given. */
  readonly dataFolder?: string;
  /** Task functions that run in this process, by name or ARN. */
  readonly functions?: BoundFunctions;
  /** For services that the environment names no endpoint of: stand-ins in this process, say. */
  readonly standIns?: Endpoints;
  /** Mock files that are used where the user brings none. */
  readonly recordings?: readonly string[];
  /** The test case of executions that ask for none. */
  readonly defaultTestCase?: string;
  /** Told who carries out each task. */
  readonly onResolved?: ResolutionObserver;
}

export interface RunningServer {
  readonly engine: Engine;
  /** Without a slash at its end. */
  readonly url: string;
  /** Settles when the server can keep nothing any more, and so do nothing: the journal's disk is full, say. */
  readonly whenFailed: Promise<Error>;
  readonly close: () => Promise<void>;
}

/** Puts engine, host and API together, and serves them. Whatever runs Stateyard on a machine begins here. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const log = logLines(options.logFile);
  const kept = await openKeptData(options.dataFolder);
  try {
    const engine = createEngine(options, { stepFunctionsApi: (request) => answerTask(request), log, kept });
    const answerTask = kept.guard(createHandler(engine));
    const handle = kept.guard(createHandler(engine, requestIds()));
    kept.restore(engine);
    const { port, host } = options;
    const server = await listen({ port, host, handle, requestBytesMax });
    const close = async (): Promise<void> => {
      await server.close();
      kept.close();
      await log.close();
    };
    return { engine, url: server.url, whenFailed: kept.whenFailed, close };
  } catch (error) {
    kept.close();
    throw error;
  }
}

/**
 * Tasks that call Step Functions itself are answered by `stepFunctionsApi`, without a detour over the network. Their
 * requests' identifiers stand in histories, and so follow from the seed; those of clients must not use it up.
 */
function createEngine(options: ServerOptions, { stepFunctionsApi, log, kept }: Surroundings): Engine {
  const { region, accountId, waitTimeScale, environment, functions, onResolved } = options;
  const place = { region, accountId };
  const endpoints = orElse(readEndpoints(environment), options.standIns ?? noEndpoints);
  const mocks = loadMocks(options);
  const { clock, ids, random } = timeAndChance(options);
  const own = { place, endpoints, environment, stepFunctionsApi, clock, ids };
  return new Engine({
    place,
    clock,
    clientClock: systemClock,
    ids,
    random,
    waitTimeScale,
    ...(kept.journal && { journal: kept.journal }),
    serviceModels,
    onLogged: log.write,
    mapRunStorage: createMapRunStorage({ endpoints, environment, region, warn: console.warn }),
    taskRunner: (services) =>
      createTaskRunner({
        services,
        ...own,
        ...(functions && { functions }),
        ...(mocks && { mocks }),
        ...(onResolved && { onResolved }),
      }),
    onDefect: (defect, execution) => {
      console.error(`A defect of Stateyard has ended ${execution.start.arn}:`, defect);
    },
  });
}

interface Surroundings {
  readonly stepFunctionsApi: HttpService;
  readonly log: LogLines;
  readonly kept: KeptData;
}

/** With a seed virtual time begins at a fixed moment: the same requests give the same histories, byte for byte. */
function timeAndChance({ virtualTime = false, seed }: ServerSettings): {
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly random: Random;
} {
  const beginning = seed === undefined ? systemClock.now() : virtualEpochMs;
  const clock = virtualTime ? new JumpingClock(beginning) : systemClock;
  if (seed === undefined) return { clock, ids: randomIds, random: systemRandom };
  return { clock, ids: new SeededRandom(seed), random: new SeededRandom(seed) };
}

function loadMocks({ mockConfigPath, recordings = [], defaultTestCase }: ServerOptions): Mocks | undefined {
  const paths = mockConfigPath === undefined ? recordings : [mockConfigPath];
  if (paths.length === 0) return undefined;
  return new Mocks(mergedMockFile(paths.map(loadMockFile)), defaultTestCase);
}

function loadMockFile(path: string): MockFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandError(`Cannot read the mock file ${path}: ${(error as Error).message}.`);
  }
  const reading = readMockFile(text);
  if (reading.type === 'read') return reading.mockFile;
  const mistakes = reading.mistakes.map((mistake) => `  ${mistake.path || '/'} ${mistake.message}`);
  throw new CommandError(`The mock file ${path} is wrong:\n${mistakes.join('\n')}`);
}
