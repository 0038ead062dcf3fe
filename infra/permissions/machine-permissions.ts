import { Construct } from 'constructs';
import {
  type ManyResources,
  manyResources,
  type ResourcesByAction,
  withoutResources,
} from './action-resources.ts';
import { actionsOf, type IamAction } from './call-actions.ts';
import type { Call } from './definition-calls.ts';

/** An action, and what a machine may do it on. */
export interface MachinePermission extends ManyResources {
  readonly action: IamAction;
}

interface Need {
  readonly action: IamAction;
  readonly state: string;
}

/**
 * What the machine's role needs for calls other than of functions and machines. Throws where nothing says what an action
 * may touch, and where something is allowed that no state asks for.
 */
export function machinePermissions(
  scope: Construct,
  calls: readonly Call[],
  resources: ResourcesByAction,
): readonly MachinePermission[] {
  const classes = new Construct(scope, 'Calls');
  const needs = calls.flatMap((call) => needsOf(classes, call));
  refuseUnneeded(needs, resources);
  const byAction = new Map(needs.map((need) => [need.action, resourcesOf(need, resources)]));
  return [...byAction].map(([action, on]) => ({ action, ...on }));
}

/** Whoever calls as another role needs that role's trust, and none of its rights. */
function needsOf(scope: Construct, call: Call): readonly Need[] {
  const actions: readonly IamAction[] = call.asOtherRole ? ['sts:AssumeRole'] : actionsOf(scope, call);
  return actions.map((action) => ({ action, state: call.state }));
}

function resourcesOf({ action, state }: Need, resources: ResourcesByAction): ManyResources {
  const given = resources[action];
  if (given !== undefined) return manyResources(given);
  if (withoutResources.has(action)) return { arns: ['*'], because: `${action} knows no resources.` };
  throw new Error(
    `${state} needs ${action}, and nothing says on what. Add resources: { '${action}': [the ARNs] } to the machine.`,
  );
}

function refuseUnneeded(needs: readonly Need[], resources: ResourcesByAction): void {
  const needed = new Set(needs.map(({ action }) => action));
  const [surplus] = Object.keys(resources).filter((action) => !needed.has(action as IamAction));
  if (surplus === undefined) return;
  throw new Error(`No state of the definition needs ${surplus}: take it out of the machine's resources.`);
}
