import { constructsOf, type Block, type Construct } from '../construct.ts';
import { sourceOf, sourcesOf, type Expression, type Source } from '../expression.ts';

type Maybe = Expression | undefined;

/**
 * The sources whose values somebody reads. The value of an arm or a handler is read only if the value of the whole
 * construct is, so these are followed from use to use until nothing new appears.
 */
export function usedSources(root: Block): ReadonlySet<Source> {
  const constructs = constructsOf(root);
  const passedOn = new Map(
    constructs.flatMap((one) => ('source' in one ? [[one.source, valuesPassedOn(one)]] : [])),
  );
  const used = new Set<Source>();
  const use = (expressions: readonly Maybe[]) => {
    for (const source of expressions.flatMap((expression) => (expression ? sourcesOf(expression) : []))) {
      if (used.has(source)) continue;
      used.add(source);
      use(passedOn.get(source) ?? []);
    }
  };
  use([root.value, ...constructs.flatMap(valuesRead)]);
  return used;
}

/** What the value of a construct may be made of. */
function valuesPassedOn(construct: Construct): readonly Maybe[] {
  const handled = 'handlers' in construct ? construct.handlers.map((handler) => handler.block.value) : [];
  switch (construct.kind) {
    case 'choice':
      return [...construct.rules.map((rule) => rule.block.value), construct.otherwise.value];
    case 'attempt':
      return [construct.body.value, ...handled];
    case 'poll':
      return [construct.check.value];
    default:
      return handled;
  }
}

/** What a construct reads whenever it runs. */
function valuesRead(construct: Construct): readonly Maybe[] {
  switch (construct.kind) {
    case 'task':
      return [
        construct.parameters,
        construct.timeoutSeconds,
        construct.heartbeatSeconds,
        construct.credentials,
      ];
    case 'pass':
    case 'succeed':
      return [construct.output];
    case 'wait':
      return [construct.seconds, construct.timestamp];
    case 'fail':
      return [construct.error, construct.cause];
    case 'raw':
      return [construct.state];
    case 'choice':
      return construct.rules.map((rule) => rule.condition);
    case 'parallel':
      return construct.branches.map((branch) => branch.value);
    case 'map':
      return [
        construct.items,
        construct.maxConcurrency,
        construct.processor.value,
        ...construct.parts.map((part) => part.value),
        ...Object.values(construct.distributed ?? {}).filter((value) => typeof value === 'object'),
      ];
    case 'poll':
      return [construct.until, sourceOf(construct.start.source), construct.pause.seconds];
    case 'attempt':
      return [];
    default:
      return construct satisfies never;
  }
}
