import { refusals } from './refusals.ts';
import type { TemplateBinding } from './rest-route.ts';

/**
 * Mapping templates of orders, in the Velocity Template Language
 * (docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html).
 *
 * T1. An execution's name is CALLER.KEY. Neither has a dot, so nobody can name an execution of somebody else, neither to
 *     start nor to read it; and the same order sent again is the same execution.
 * T2. The customer is who the authorizer says, never who the body says.
 * T3. `escapeJavaScript` also escapes apostrophes, which JSON does not know: `replaceAll` takes that back.
 */

/** The model has refused other keys by now, so the body has no customerId of its own; and it is not empty. */
export function startOrder({ stateMachineArn, caller }: TemplateBinding): string {
  return String.raw`#set($customer = ${caller})
#set($body = $input.json('$'))
{
  "stateMachineArn": "${stateMachineArn}",
  "name": "$customer.$input.path('$.idempotencyKey')",
  "input": "{\"customerId\":\"$customer\",$util.escapeJavaScript($body.substring(1)).replaceAll("\\'", "'")"
}`;
}

/** Where to look: the key is what follows the last dot of the execution's ARN (T1). */
export const orderStarted = `#set($order = $input.path('$.executionArn').replaceAll(".*[.]", ""))
#set($context.responseOverride.header.Location = "$context.path/$order")
{ "status": "RUNNING", "order": "$order" }`;

export const orderNotStarted = refusals(
  [
    [
      'ExecutionAlreadyExists',
      409,
      'This idempotencyKey has been used for an order: GET orders/{idempotencyKey}.',
    ],
  ],
  'The order cannot be taken now.',
);

export function readOrder({ executionsArn, caller }: TemplateBinding): string {
  return String.raw`#set($customer = ${caller})
{
  "executionArn": "${executionsArn}:$customer.$util.escapeJavaScript($input.params('order')).replaceAll("\\'", "'")"
}`;
}

/** Not the cause of a failure: it is for those who run the shop. */
export const orderRead = `#set($output = $input.path('$.output'))
#set($error = $input.path('$.error'))
{
  "status": "$input.path('$.status')"
  #if("$!output" != ""), "result": $output #end
  #if("$!error" != ""), "error": "$util.escapeJavaScript($error)" #end
}`;

export const orderNotRead = refusals(
  [
    ['ExecutionDoesNotExist', 404, 'There is no such order.'],
    ['InvalidArn', 404, 'There is no such order.'],
  ],
  'The order cannot be read now.',
);
