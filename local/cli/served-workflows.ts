import type { Workflow } from '../../asl/builder/workflow.ts';
import { imageRecognition } from '../../workflows/image-recognition.ts';
import type { WorkflowReference } from './definition/definition-reference.ts';
import { findWorkflows, projectWorkflows } from './definition/workflows.ts';

export interface Wanted {
  /** Modules that the user names. */
  readonly modules: readonly WorkflowReference[];
  /** Photos that the user names. */
  readonly paths: readonly string[];
}

/** What `stateyard dev` serves: the named modules, or else the project; and the workflow that the photos go through. */
export async function servedWorkflows({ modules, paths }: Wanted): Promise<readonly Workflow[]> {
  const found = modules.length === 0 ? await projectWorkflows() : await allOf(modules);
  const workflows = new Set(found.map(({ workflow }) => workflow));
  if (paths.length > 0) workflows.add(imageRecognition);
  return [...workflows];
}

async function allOf(modules: readonly WorkflowReference[]) {
  return (await Promise.all(modules.map(findWorkflows))).flat();
}
