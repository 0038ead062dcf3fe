import { z } from 'zod';
import type { StackResource, TriggerKind } from './trigger-kind.ts';

const Rule = z.object({ State: z.string() });

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_DisableRule.html */
export const eventRule: TriggerKind = {
  label: 'event rule',
  whileOff: 'events are lost, unless the bus has an archive: replay it, or look for what was missed',
  isEnabled: async (resource, { call }) => {
    const { State } = Rule.parse(await call('eventbridge', 'describeRule', named(resource)));
    return State !== 'DISABLED';
  },
  setEnabled: async (resource, enabled, { call }) => {
    await call('eventbridge', enabled ? 'enableRule' : 'disableRule', named(resource));
  },
};

/** Of a bus of one's own the physical id is `bus|rule`. */
function named({ physicalId }: StackResource): object {
  const [bus, rule] = physicalId.split('|');
  return rule === undefined ? { Name: bus } : { Name: rule, EventBusName: bus };
}
