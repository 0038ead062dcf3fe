import { CheckoutRequest } from '../../tasks/checkout/checkout-request.ts';
import { findSample, inputOf } from '../../local/cli/samples.ts';

/** A purchase that nobody has made before, as it comes with the workflow. */
export function sampleRequest(name: string): CheckoutRequest {
  return CheckoutRequest.parse(JSON.parse(inputOf(findSample('Checkout', name))));
}
