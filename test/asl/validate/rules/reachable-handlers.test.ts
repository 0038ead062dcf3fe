import { expect, test } from '@jest/globals';
import { validate } from '../../../../asl/validate/validate.ts';
import { callFunction, findingsOf, machineOf, machineWith, succeed } from '../harness.ts';

const retry = (...ErrorEquals: string[]) => ({ ErrorEquals });
const never = (...ErrorEquals: string[]) => ({ ErrorEquals, MaxAttempts: 0 });

/** The places of the retriers that no error reaches. */
const unreached = (...Retry: object[]) =>
  validate(machineWith({ ...callFunction, Retry }))
    .filter(({ code }) => code === 'UNREACHABLE_HANDLER')
    .map(({ pointer }) => pointer);

test('warns of a retrier whose errors an earlier one takes', () => {
  expect(unreached(retry('A', 'B'), retry('A'))).toEqual(['/States/A/Retry/1']);
  expect(unreached(retry('A'), retry('B'), retry('B', 'A'))).toEqual(['/States/A/Retry/2']);
  expect(unreached(retry('A'), retry('A', 'B'))).toEqual([]);
});

test('says who takes them, and what to do', () => {
  const Retry = [retry('A'), retry('B'), retry('C'), retry('C', 'A')];
  expect(findingsOf('reachable-handlers', machineWith({ ...callFunction, Retry }))).toEqual([
    '/States/A/Retry/3 No error reaches this retrier: Retry/0 and Retry/2 take all that it names. Put it before, or remove it.',
  ]);
});

test('warns of a catcher too, apart from the retriers', () => {
  const states = (Retry: object[], Catch: object[]) =>
    machineOf({ A: { ...callFunction, Retry, Catch, End: true }, Mend: succeed });
  const caught = (...ErrorEquals: string[]) => ({ ErrorEquals, Next: 'Mend' });
  expect(findingsOf('reachable-handlers', states([retry('A')], [caught('A')]))).toEqual([]);
  expect(findingsOf('reachable-handlers', states([], [caught('States.TaskFailed'), caught('A')]))).toEqual([
    '/States/A/Catch/1 No error reaches this catcher: Catch/0 takes all that it names. Put it before, or remove it.',
  ]);
});

test.each(['Lambda.Unknown', 'Own', 'States.Permissions', 'States.BranchFailed', 'States.Http.Socket'])(
  'lets States.TaskFailed take %s',
  (name) => {
    expect(unreached(retry('States.TaskFailed'), retry(name))).toEqual(['/States/A/Retry/1']);
  },
);

test.each([
  'States.Timeout',
  'States.HeartbeatTimeout',
  'States.Runtime',
  'States.DataLimitExceeded',
  'States.ALL',
])('lets States.TaskFailed not take %s', (name) => {
  expect(unreached(retry('States.TaskFailed'), retry(name))).toEqual([]);
});

test('takes a missed heartbeat for a timeout, and no timeout for a missed heartbeat', () => {
  expect(unreached(retry('States.Timeout'), retry('States.HeartbeatTimeout'))).toEqual(['/States/A/Retry/1']);
  expect(unreached(retry('States.HeartbeatTimeout'), retry('States.Timeout'))).toEqual([]);
});

test('lets a retrier without attempts exclude errors, and not when it comes too late', () => {
  expect(unreached(never('A'), retry('States.TaskFailed'))).toEqual([]);
  expect(unreached(never('A'), retry('A'))).toEqual(['/States/A/Retry/1']);
  expect(unreached(retry('States.TaskFailed'), never('A'))).toEqual(['/States/A/Retry/1']);
});

test('leaves States.ALL to its own rule', () => {
  expect(unreached(retry('States.ALL'), retry('A'))).toEqual([]);
  expect(unreached(retry('States.TaskFailed'), retry('States.Timeout'), retry('States.ALL'))).toEqual([]);
});

test.each([[[]], [[7]], [['A', null]], ['A'], [undefined]])('does not judge the names %j', (ErrorEquals) => {
  expect(unreached({ ErrorEquals: ['A'] }, { ErrorEquals })).toEqual([]);
});
