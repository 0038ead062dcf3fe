import { compensationReport } from '../../asl/builder/saga.ts';
import { type CaughtError, recordedError } from '../caught-error.ts';
import type { OrderAnswer } from './checkout-result.ts';
import { type OrderEvent, orderEvent } from './order-event.ts';

/** How an order ends that is not confirmed. */
export interface OrderEnding {
  readonly status: 'REJECTED' | 'FAILED' | 'PARKED';
  readonly answer: OrderAnswer;
  readonly event: OrderEvent;
}

/** Errors that are the business's own answer, and no fault. */
const rejections: readonly string[] = ['CardDeclined', 'OutOfStock'];

/**
 * What a failure means for its order. Whatever could be undone has been; where that is not all, the order waits for an
 * operator, who finds in the message what is left.
 */
export function orderEnding(orderId: string, error: CaughtError): OrderEnding {
  const report = error.Error === 'CompensationIncomplete' ? compensationReport(error.Cause ?? '') : undefined;
  if (report) return parked(orderId, report);
  const { name: reason, message } = recordedError(error);
  if (isRejection(reason)) {
    const answer = { status: 'REJECTED', orderId, reason, message } as const;
    return { status: 'REJECTED', answer, event: orderEvent('OrderRejected', answer) };
  }
  const answer = { status: 'FAILED', orderId, reason, message } as const;
  return { status: 'FAILED', answer, event: orderEvent('OrderFailed', answer) };
}

function isRejection(name: string): name is 'CardDeclined' | 'OutOfStock' {
  return rejections.includes(name);
}

function parked(
  orderId: string,
  { failure, undos }: NonNullable<ReturnType<typeof compensationReport>>,
): OrderEnding {
  const left = Object.entries(undos).flatMap(([state, outcome]) =>
    outcome === 'UNDONE' ? [] : [`${state} (${recordedError(outcome).name})`],
  );
  const message = `After ${failure.Error} these effects could not be undone: ${left.join(', ')}.`;
  const answer = { status: 'FAILED', orderId, reason: 'CompensationIncomplete', message } as const;
  return { status: 'PARKED', answer, event: orderEvent('OrderParked', answer) };
}
