import type { Workflow } from '../../../asl/builder/workflow.ts';
import * as shipped from '../../../workflows/index.ts';

/** Every workflow that Stateyard ships: what `workflows/index.ts` exports. */
export const projectWorkflows: readonly Workflow[] = Object.values(shipped);
