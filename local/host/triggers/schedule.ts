import { z } from 'zod';
import type { AwsCalls } from './aws-calls.ts';
import type { StackResource, TriggerKind } from './trigger-kind.ts';

const Schedules = z.object({
  Schedules: z.array(z.object({ Name: z.string(), GroupName: z.string().optional() })).default([]),
});
const Schedule = z.looseObject({ State: z.string() });

/** docs.aws.amazon.com/scheduler/latest/APIReference/API_UpdateSchedule.html */
export const schedule: TriggerKind = {
  label: 'schedule',
  whileOff: 'no runs; those that were due meanwhile are not made up for',
  isEnabled: async (resource, { call }) => (await read(resource, call)).State === 'ENABLED',
  /** An update replaces the schedule, so all of it is said again; what an update does not take the SDK leaves out. */
  setEnabled: async (resource, enabled, { call }) => {
    const whole = await read(resource, call);
    await call('scheduler', 'updateSchedule', { ...whole, State: enabled ? 'ENABLED' : 'DISABLED' });
  },
};

async function read({ physicalId }: StackResource, call: AwsCalls): Promise<z.output<typeof Schedule>> {
  const Name = physicalId.split(/[|/]/).at(-1);
  const listed = Schedules.parse(await call('scheduler', 'listSchedules', { NamePrefix: Name }));
  const group = listed.Schedules.find((each) => each.Name === Name)?.GroupName ?? 'default';
  return Schedule.parse(await call('scheduler', 'getSchedule', { Name, GroupName: group }));
}
