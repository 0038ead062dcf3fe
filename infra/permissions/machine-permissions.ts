import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  isEvery,
  withoutResources,
  type ActionResources,
  type ResourcesByAction,
} from './action-resources.ts';
import { actionsOf, type IamAction } from './call-actions.ts';
import type { Call } from './definition-calls.ts';

/** Statements that allow what the calls need, and the reasons of those that are about everything. */
export interface MachinePermissions {
  readonly statements: readonly PolicyStatement[];
  readonly reasonsForEverything: readonly string[];
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
): MachinePermissions {
  const classes = new Construct(scope, 'Calls');
  const needs = calls.flatMap((call) => needsOf(classes, call));
  refuseUnneeded(needs, resources);
  const byAction = new Map(needs.map((need) => [need.action, resourcesOf(need, resources)]));
  const reasons = [...byAction.values()].filter(isEvery).map(({ every }) => every);
  return {
    statements: [...byAction].map(([action, on]) => statement(action, on)),
    reasonsForEverything: [...new Set(reasons)],
  };
}

/** Whoever calls as another role needs that role's trust, and none of its rights. */
function needsOf(scope: Construct, call: Call): readonly Need[] {
  const actions: readonly IamAction[] = call.asOtherRole ? ['sts:AssumeRole'] : actionsOf(scope, call);
  return actions.map((action) => ({ action, state: call.state }));
}

function resourcesOf({ action, state }: Need, resources: ResourcesByAction): ActionResources {
  const given = resources[action];
  if (given !== undefined) return given;
  if (withoutResources.has(action)) return { every: `${action} knows no resources.` };
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

function statement(action: IamAction, on: ActionResources): PolicyStatement {
  return new PolicyStatement({
    effect: Effect.ALLOW,
    actions: [action],
    resources: isEvery(on) ? ['*'] : [...on],
  });
}
