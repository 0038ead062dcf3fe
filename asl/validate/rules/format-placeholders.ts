import { intrinsicCallsIn } from '../intrinsic-calls.ts';
import type { Machine } from '../machine.ts';
import { type Finding, warning } from '../rule.ts';

/**
 * States.Format has as many values as its template has `{}` (states-language.net/spec.html#appendix-b). Else the state
 * fails with States.IntrinsicFailure whenever it runs.
 */
export function* formatPlaceholders(machine: Machine): Iterable<Finding> {
  for (const mention of machine.mentions) {
    for (const call of intrinsicCallsIn(mention)) {
      const [template, ...values] = call.arguments;
      if (call.name !== 'States.Format' || template?.type !== 'string') continue;
      const places = template.raw.replaceAll(/\\./gs, '').split('{}').length - 1;
      if (places === values.length) continue;
      const message = `States.Format has ${places} {} for ${values.length} values. Make them as many.`;
      yield warning('FORMAT_MISMATCH', message, mention.place);
    }
  }
}
