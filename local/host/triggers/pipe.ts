import { z } from 'zod';
import type { TriggerKind } from './trigger-kind.ts';

const Pipe = z.object({ DesiredState: z.string() });

/** docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_StopPipe.html */
export const pipe: TriggerKind = {
  label: 'pipe',
  whileOff: 'kept in the stream or queue, and its position with it, as long as that retains it',
  isEnabled: async ({ physicalId: Name }, { call }) => {
    const { DesiredState } = Pipe.parse(await call('pipes', 'describePipe', { Name }));
    return DesiredState === 'RUNNING';
  },
  setEnabled: async ({ physicalId: Name }, enabled, { call }) => {
    await call('pipes', enabled ? 'startPipe' : 'stopPipe', { Name });
  },
};
