import { refusals } from './refusals.ts';
import type { TemplateBinding } from './rest-route.ts';

/** Mapping templates of quotes; order-templates.ts says what there is to know of such templates. */
export function startQuote({ stateMachineArn }: TemplateBinding): string {
  return String.raw`{
  "stateMachineArn": "${stateMachineArn}",
  "input": "$util.escapeJavaScript($input.json('$')).replaceAll("\\'", "'")"
}`;
}

/** An Express execution that has failed is answered with 200 all the same: what became of it, its status says. */
export const quoteEnded = `#set($error = $input.path('$.error'))
#if($input.path('$.status') == "SUCCEEDED")
$input.path('$.output')
#elseif("$!error" == "InvalidCheckout")
#set($context.responseOverride.status = 422)
{ "message": "Nobody can buy this cart: a product is unknown, sold in another currency, or asked for too often." }
#else
#set($context.responseOverride.status = 502)
{ "message": "There is no price now." }
#end`;

export const quoteNotStarted = refusals([], 'There is no price now.');
