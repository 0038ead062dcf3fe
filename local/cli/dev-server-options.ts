import { dataFolder, readSettings } from './command-local.ts';
import type { Environment } from './environment.ts';
import { type Flags, wholeNumber } from './flags.ts';
import type { ServerOptions } from './serve.ts';

/** The flags of `stateyard dev` that say how to serve, whatever is served. */
export const serverFlags = {
  port: 'value',
  host: 'value',
  'virtual-time': 'switch',
  seed: 'value',
} as const;

export function serverOptions(flags: Flags, environment: Environment, port = '8083'): ServerOptions {
  const settings = {
    ...environment,
    ...(flags.has('virtual-time') && { STATEYARD_VIRTUAL_TIME: '1' }),
    ...(flags.has('seed') && { STATEYARD_SEED: flags.value('seed') }),
  };
  return {
    port: wholeNumber('The port', flags.value('port') ?? port, [0, 65_535]),
    host: flags.value('host') ?? '127.0.0.1',
    ...dataFolder(flags.value('data'), settings),
    ...readSettings(settings),
  };
}
