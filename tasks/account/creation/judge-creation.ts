import { z } from 'zod';
import { defineTask } from '../../../asl/builder/define-task.ts';
import { transient } from '../../../asl/builder/retry-policy.ts';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { creationFailure } from './creation-failure.ts';

/** What DescribeCreateAccountStatus has said last, as far as it matters. */
const CreationStatus = z.object({
  State: z.string(),
  AccountId: z.string().nullish(),
  FailureReason: z.string().nullish(),
});

const Judgement = z.object({ verdict: z.enum(['CREATED', 'AGAIN']), accountId: z.string() });
type Judgement = z.output<typeof Judgement>;

/** Says whether there is an account, or another request shall be made; AccountRefused where that would be in vain. */
export const judgeCreation = defineTask('JudgeCreation', {
  input: z.object({ creation: z.object({ CreateAccountStatus: CreationStatus }) }),
  output: Judgement,
  errors: ['AccountRefused'],
  timeoutSeconds: 5,
  retry: [transient],
  handler: ({ creation: { CreateAccountStatus: creation } }): Judgement => {
    const { State, AccountId, FailureReason } = creation;
    if (State === 'SUCCEEDED' && AccountId) return { verdict: 'CREATED', accountId: AccountId };
    const { verdict, advice } = creationFailure(FailureReason ?? State);
    if (verdict === 'AGAIN') return { verdict, accountId: '' };
    throw new TaskError('AccountRefused', `${FailureReason ?? State}: ${advice}`);
  },
});
