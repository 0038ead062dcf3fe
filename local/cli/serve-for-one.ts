import type { WorkflowReference } from './definition/definition-reference.ts';
import { findWorkflow } from './definition/workflows.ts';
import type { ServerSettings } from './serve.ts';
import { type DevServer, startDevServer } from './dev/dev-server.ts';

/** A workflow of a module, and how to serve it. */
export interface ModuleWorkflow {
  readonly reference: WorkflowReference;
  readonly settings: ServerSettings;
}

/** Serves it with its stand-ins, as `stateyard dev` does, for as long as `use` takes. */
export async function serveForOne<Result>(
  { reference, settings }: ModuleWorkflow,
  use: (server: DevServer, name: string) => Promise<Result>,
): Promise<Result> {
  const { workflow } = await findWorkflow(reference);
  const server = await startDevServer({ ...settings, port: 0, host: '127.0.0.1', workflows: [workflow] });
  try {
    return await use(server, workflow.name);
  } finally {
    await server.close();
  }
}
