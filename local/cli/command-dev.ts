import type { Workflow } from '../../asl/builder/workflow.ts';
import type { Environment } from './environment.ts';
import { servedOut } from './command-local.ts';
import { definitionReference, type WorkflowReference } from './definition/definition-reference.ts';
import type { DevServer } from './dev/dev-server.ts';
import { findPhotoFiles, sampleFolderFromHere } from './dev/photo-files.ts';
import { openOutFolder, type OutFolder } from './dev/photo-output.ts';
import type { PhotoReport } from './dev/photo-report.ts';
import { photoTable, progressLine } from './dev/photo-table.ts';
import { serverFlags, serverOptions } from './dev-server-options.ts';
import { readFlags, UsageError } from './flags.ts';
import { warnAboutHost } from './host-warning.ts';
import type { ServerOptions } from './serve.ts';

export interface DevCommand {
  readonly type: 'dev';
  readonly server: ServerOptions;
  /** What to serve instead of the project's workflows. */
  readonly modules: readonly WorkflowReference[];
  /** Files and folders to run through the image workflow first. */
  readonly paths: readonly string[];
  /** Ends after the photos instead of serving on. */
  readonly once: boolean;
  readonly json: boolean;
  /** Whether pipes run. */
  readonly withTriggers: boolean;
  /** Where thumbnails and records are written as files. */
  readonly outFolder: string;
}

const allowed = {
  samples: 'switch',
  once: 'switch',
  json: 'switch',
  'no-pipe': 'switch',
  out: 'value',
  data: 'value',
  ...serverFlags,
} as const;

export function parseDev(given: readonly string[], environment: Environment): DevCommand {
  const flags = readFlags(given, allowed, Number.POSITIVE_INFINITY);
  const named = flags.positionals.map(definitionReference);
  const modules = named.filter((one) => one.from === 'module');
  const photos = named.filter((one) => one.from !== 'module').map(({ given: path }) => path);
  const paths = photos.length > 0 || !flags.has('samples') ? photos : [sampleFolderFromHere];
  const once = flags.has('once');
  const outFolder = flags.value('out') ?? 'out/photos';
  if (once && paths.length === 0)
    throw new UsageError('--once needs photos: name files or folders, or say --samples.');
  if (flags.has('json') && !once)
    throw new UsageError('--json goes with --once: a server that stays up has no last word.');
  if (outFolder === '') throw new UsageError('--out needs a folder.');
  return {
    type: 'dev',
    server: serverOptions(flags, environment, once ? '0' : '8083'),
    modules,
    paths,
    once,
    json: flags.has('json'),
    withTriggers: !once && !flags.has('no-pipe'),
    outFolder,
  };
}

/**
 * Serves workflows with stand-ins for the cloud: those of the modules that are named, or else the project's. Photos run
 * through one of them first; a photo that fails is an outcome like any other, and the exit code stays 0.
 */
export async function devCommand(command: DevCommand): Promise<number> {
  const { servedWorkflows } = await import('./served-workflows.ts');
  const workflows = await servedWorkflows(command);
  const files = await findPhotoFiles(command.paths);
  const outFolder = files.length > 0 ? await openOutFolder(command.outFolder) : undefined;
  const { startDevServer } = await import('./dev/dev-server.ts');
  const server = await startDevServer({
    ...command.server,
    workflows,
    withTriggers: command.withTriggers,
    ...(outFolder && { logFile: outFolder.logFile }),
  });
  try {
    const say = command.json ? console.error : console.log;
    say(`Stateyard is listening on ${server.url}`);
    warnAboutHost(command.server.host);
    if (outFolder) await processPhotos({ command, server, files, outFolder, say });
    if (!command.once) await serveOn(server, workflows);
    return 0;
  } finally {
    await server.close();
  }
}

interface Processing {
  readonly command: DevCommand;
  readonly server: DevServer;
  readonly files: readonly string[];
  readonly outFolder: OutFolder;
  readonly say: (text: string) => void;
}

async function processPhotos({ command, server, files, outFolder, say }: Processing): Promise<void> {
  const { runPhotos } = await import('./dev/photo-executions.ts');
  let done = 0;
  const onDone = (report: PhotoReport) => {
    done += 1;
    say(`${done}/${files.length} ${progressLine(report)}`);
  };
  const reports = await runPhotos({ server, files, outFolder, onDone });
  if (command.json) console.log(JSON.stringify(reports, null, 2));
  else console.log(photoTable(reports, outFolder));
}

/** Until Ctrl-C. */
async function serveOn(server: DevServer, workflows: readonly Workflow[]): Promise<void> {
  const { nextSteps } = await import('./dev/next-steps.ts');
  console.log(nextSteps(server, workflows));
  server.mockedStates.listen(({ stateName, executionArn }) => {
    console.log(`Mocked: the answer of ${stateName} in ${executionArn.split(':').slice(-2).join(' ')}`);
  });
  await servedOut(server);
}
