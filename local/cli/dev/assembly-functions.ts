import type { FunctionCode } from '../../host/assembly/function-code.ts';
import { FunctionProcesses, type Variables } from '../../host/assembly/function-processes.ts';
import type { BoundFunctions } from '../../host/bound-functions.ts';
import { type Endpoints, orElse } from '../../host/endpoints.ts';
import { listen } from '../../host/http-server.ts';
import { createLambdaApi, invocationBytesMax } from '../../host/lambda-api.ts';
import { startNobody } from '../../host/stand-ins/nobody.ts';
import type { ServerOptions } from '../serve.ts';
import type { Closings } from './closings.ts';

/** What functions of an application have around them. */
export interface FunctionWorld {
  /** Of what the environment names, and of the stand-ins. */
  readonly endpoints: Endpoints;
  /** The URL of this server. */
  readonly sfn: string;
  readonly options: ServerOptions;
  readonly closings: Closings;
}

/** Has each function run from its code, in processes of its own. */
export async function bindFunctions(
  functions: BoundFunctions,
  codes: readonly FunctionCode[],
  world: FunctionWorld,
): Promise<void> {
  const variables = functionVariables(await endpointsOf(functions, world), world);
  for (const code of codes) {
    const processes = new FunctionProcesses(code, variables);
    functions.bind(code.name, processes.invoke);
    world.closings.add(() => processes.close());
  }
}

/** Functions invoke each other, too; and they reach AWS itself only where an endpoint names it, as tasks do. */
async function endpointsOf(
  functions: BoundFunctions,
  { endpoints, sfn, options, closings }: FunctionWorld,
): Promise<Endpoints> {
  const handle = createLambdaApi({ functions, place: options });
  const lambda = await listen({ port: 0, host: '127.0.0.1', handle, requestBytesMax: invocationBytesMax });
  closings.add(lambda.close);
  const nobody = await startNobody();
  closings.add(nobody.close);
  const here = { byService: { lambda: lambda.url, sfn: endpoints.byService['sfn'] ?? sfn } };
  return orElse(here, orElse(endpoints, { everyService: nobody.url, byService: {} }));
}

/** What Lambda gives to all functions, and where services are. Credentials are made up unless the user has some. */
function functionVariables(
  { everyService, byService }: Endpoints,
  { options: { environment, region } }: FunctionWorld,
): Variables {
  const hasCredentials =
    environment['AWS_ACCESS_KEY_ID'] !== undefined || environment['AWS_PROFILE'] !== undefined;
  return {
    ...environment,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_DISABLE_HOST_PREFIX_INJECTION: 'true',
    ...(!hasCredentials && { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' }),
    AWS_ENDPOINT_URL: everyService,
    ...Object.fromEntries(
      Object.entries(byService).map(([service, url]) => [`AWS_ENDPOINT_URL_${service.toUpperCase()}`, url]),
    ),
  };
}
