import type { Construct } from 'constructs';

/**
 * Whether a trigger starts anything. `-c triggers=off` turns all off, `-c trigger.NAME=off` one; all are on otherwise.
 * The trigger stays in the template, so turning it on again is a change of one property, and while it is off nobody
 * loses a policy, a queue or a position that belongs to it.
 */
export function isTriggerOn(scope: Construct, name: string): boolean {
  const contexts = [`trigger.${name}`, 'triggers'];
  const [said = 'on'] = contexts.map((context) => scope.node.tryGetContext(context)).filter(isSaid);
  if (said === 'on' || said === 'off') return said === 'on';
  throw new Error(`The context ${contexts.join(' or ')} is on or off, not ${JSON.stringify(said)}.`);
}

function isSaid(value: unknown): value is string {
  return value !== undefined;
}
