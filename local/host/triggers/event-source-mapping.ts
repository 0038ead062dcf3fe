import { z } from 'zod';
import type { TriggerKind } from './trigger-kind.ts';

const Mapping = z.object({ State: z.string() });

/** docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html */
export const eventSourceMapping: TriggerKind = {
  label: 'event source mapping',
  whileOff: 'kept in the stream or queue, and its position with it, as long as that retains it',
  isEnabled: async ({ physicalId: UUID }, { call }) => {
    const { State } = Mapping.parse(await call('lambda', 'getEventSourceMapping', { UUID }));
    return !['Disabled', 'Disabling'].includes(State);
  },
  setEnabled: async ({ physicalId: UUID }, Enabled, { call }) => {
    await call('lambda', 'updateEventSourceMapping', { UUID, Enabled });
  },
};
