import { eq, executionId, format, gt, isPresent, length } from '../asl/builder/operators.ts';
import type { Ref } from '../asl/builder/reference.ts';
import { attempt } from '../asl/builder/states/attempt.ts';
import { choice } from '../asl/builder/states/choice.ts';
import { fail, succeed } from '../asl/builder/states/end.ts';
import type { CaughtError } from '../asl/builder/states/handlers.ts';
import { invoke } from '../asl/builder/states/invoke.ts';
import { workflow } from '../asl/builder/workflow.ts';
import { chargeCard } from '../tasks/checkout/charge-card.ts';
import { CheckoutRequest } from '../tasks/checkout/checkout-request.ts';
import { closeOrder } from '../tasks/checkout/close-order.ts';
import { commitStock } from '../tasks/checkout/commit-stock.ts';
import { confirmOrder } from '../tasks/checkout/confirm-order.ts';
import { findOrder } from '../tasks/checkout/find-order.ts';
import { holdStock } from '../tasks/checkout/hold-stock.ts';
import { lookUpCharge } from '../tasks/checkout/look-up-charge.ts';
import { openOrder } from '../tasks/checkout/open-order.ts';
import type { OrderEvent } from '../tasks/checkout/order-event.ts';
import { priceCart } from '../tasks/checkout/price-cart.ts';
import type { Cart } from '../tasks/checkout/pricing.ts';
import { publishOrderEvent } from '../tasks/checkout/publish-order-event.ts';
import { releaseStock } from '../tasks/checkout/release-stock.ts';
import { reverseCharge } from '../tasks/checkout/reverse-charge.ts';
import { holdSeconds } from '../tasks/checkout/store/stock-table.ts';

/**
 * A customer buys what is in the cart: the goods are held, the card is charged, the order is confirmed. Or nothing is
 * held and nothing is charged, and the order says why. The same idempotency key is the same order, so the whole may be
 * repeated at any time.
 */
export const checkout = workflow(
  'Checkout',
  {
    input: CheckoutRequest,
    timeoutSeconds: holdSeconds,
    comment: 'Cart in; goods kept and money taken, or neither',
  },
  (request) => {
    const executionArn = executionId();
    const { orderId, answer } = invoke(findOrder, { request });
    choice(isPresent(answer), () => succeed(answer, { as: 'AnswerAgain' }), { as: 'IsAnswered' });

    const cart = invoke(priceCart, { request });
    const { changes, lines, total, currency } = cart;
    const pricesChanged = { status: 'REJECTED', reason: 'PriceChanged', orderId, changes };
    choice(gt(length(changes), 0), () => succeed(pricesChanged, { as: 'PricesChanged' }), {
      as: 'HavePricesChanged',
    });

    return attempt(
      () => {
        invoke(
          openOrder,
          { orderId, executionArn, request, cart },
          { catch: { OrderTaken: inProgress(orderId) } },
        );
        invoke(holdStock, { orderId, lines }, { undoByKey: () => invoke(releaseStock, { orderId, lines }) });
        const { chargeId } = pay(orderId, cart, request.paymentMethod);
        invoke(commitStock, { orderId, lines });
        const confirmed = invoke(confirmOrder, { orderId, executionArn, chargeId, total, currency });
        announce(confirmed.event, 'PublishConfirmation');
        return confirmed.answer;
      },
      { 'States.ALL': (error) => close(orderId, executionArn, error) },
    );
  },
);

function inProgress(orderId: Ref<string>): () => never {
  return () => succeed({ status: 'IN_PROGRESS', orderId }, { as: 'InProgress' });
}

/**
 * Nobody is charged twice, and nobody pays for nothing: a charge that failed without saying that it did nothing is
 * looked up, and from then on it will be reversed if anything goes wrong, the looking up included.
 */
function pay(orderId: Ref<string>, { total: amount, currency }: Ref<Cart>, paymentMethod: Ref<string>) {
  const payment = invoke(
    chargeCard,
    { orderId, amount, currency, paymentMethod },
    {
      catch: {
        CardDeclined: failAgain('CardDeclined'),
        PaymentRefused: failAgain('PaymentRefused'),
        PaymentUnavailable: failAgain('PaymentUnavailable'),
        'States.ALL': () => ({ status: 'UNKNOWN' as const, chargeId: '' }),
      },
      undo: () => invoke(reverseCharge, { orderId }),
    },
  );
  return choice(
    eq(payment.status, 'UNKNOWN'),
    () => invoke(lookUpCharge, { orderId }),
    () => payment,
    { as: 'IsPaymentUnknown' },
  );
}

function failAgain(name: string) {
  return (error: Ref<CaughtError>): never => fail(name, error.Cause);
}

/**
 * When all that can be undone is undone. This is also the undo of OpenOrder and ConfirmOrder, for only here it is known
 * how the order ends; that of CommitStock is ReleaseStock, which gives back what is held for a while or for good.
 */
function close(orderId: Ref<string>, executionArn: Ref<string>, error: Ref<CaughtError>) {
  const closed = invoke(
    closeOrder,
    { orderId, executionArn, error },
    { catch: { 'States.ALL': () => failUnrecorded(error) } },
  );
  announce(closed.event, 'PublishEnd');
  return choice(
    eq(closed.status, 'REJECTED'),
    () => closed.answer,
    () => fail(closed.error.name, closed.error.cause, { as: 'CheckoutFailed' }),
    { as: 'IsRejected' },
  );
}

/** The order stays open in the table; the rule for executions that have failed closes it (close-abandoned-order.ts). */
function failUnrecorded(error: Ref<CaughtError>): never {
  return fail(error.Error, format`${error.Cause}`, { as: 'CheckoutFailedUnrecorded' });
}

/** What has been told cannot be taken back, so it is told last. If this fails, the event waits in the order's outbox. */
function announce(event: Ref<OrderEvent>, as: string): void {
  invoke(
    publishOrderEvent,
    { event },
    { as, catch: { 'States.ALL': () => ({ published: false, because: 'It waits in the outbox.' }) } },
  );
}
