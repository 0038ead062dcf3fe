import type { Workflow } from '../../../asl/builder/workflow.ts';
import { accountWorld } from './account-world.ts';
import { lakeWorld } from './lake-world.ts';
import { photoWorld } from './photo-world.ts';
import { shopWorld } from './shop-world.ts';
import { streamWorld } from './stream-world.ts';
import type { WorkflowWorld } from './workflow-world.ts';

/** The worlds of the workflows that Stateyard ships; a workflow that needs nothing around it has none. */
const worlds: readonly WorkflowWorld[] = [accountWorld, lakeWorld, photoWorld, shopWorld, streamWorld];

export function worldsOf(workflows: readonly Workflow[]): readonly WorkflowWorld[] {
  return worlds.filter(({ workflow }) => workflows.includes(workflow));
}
