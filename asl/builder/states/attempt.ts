import { AuthoringError } from '../authoring-error.ts';
import { sourceOf } from '../expression.ts';
import { checkHandlers } from '../raised-errors.ts';
import { reference, type BlockValue, type Ref } from '../reference.ts';
import { append, newSource, traceBlock } from '../trace.ts';
import { traceHandlers, type HandledResults, type HandledValue, type Handlers } from './handlers.ts';

/**
 * Catch over a block: an error of any state in it is handled here, unless the state itself or an attempt further in
 * handles it. It is no state of its own; each state of the block gets the catchers of errors that it may fail with. Its value is the block's or that
 * of the handler (states-language.net/spec.html#fallback-states).
 */
export function attempt<const Result, const Caught extends HandledResults>(
  body: () => Result,
  handlers: Handlers<Caught, string>,
): Ref<BlockValue<Result> | HandledValue<Caught>> {
  const source = newSource('result', 'attempt');
  const block = traceBlock(body);
  if (block.constructs.length === 0) {
    throw new AuthoringError('This attempt has no state in it that could fail: leave out the attempt.');
  }
  const traced = traceHandlers(handlers);
  checkHandlers(traced, [block]);
  append({
    kind: 'attempt',
    name: 'Attempt',
    comment: undefined,
    source,
    body: block,
    handlers: traced,
  });
  return reference(sourceOf(source));
}
