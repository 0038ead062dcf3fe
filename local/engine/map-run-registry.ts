import type { Execution } from './execution.ts';
import { ExecutionRegistry, type StartedExecution } from './execution-registry.ts';
import type { MapRun } from './map-run/map-run.ts';

/** Map Runs that are kept, those under way among them; AWS keeps them for as long as the execution they belong to. */
export const mapRunsMax = 10_000;

/**
 * All Map Runs and child executions that can be described. The children have a retention of their own, so that a
 * Distributed Map of many items does not push the executions that people have started out of memory.
 */
export class MapRunRegistry {
  readonly children = new ExecutionRegistry();
  /** In the order of their start. */
  readonly #byArn = new Map<string, MapRun>();

  add(mapRun: MapRun): void {
    this.#byArn.set(mapRun.arn, mapRun);
    for (const oldest of this.#byArn.values()) {
      if (this.#byArn.size <= mapRunsMax) break;
      if (oldest.status !== 'RUNNING') this.#byArn.delete(oldest.arn);
    }
  }

  find(arn: string): MapRun | undefined {
    return this.#byArn.get(arn);
  }

  /** The one that was started last first. */
  ofExecution(executionArn: string): readonly MapRun[] {
    return [...this.#byArn.values()].filter((run) => run.executionArn === executionArn).toReversed();
  }

  /** The child executions that are still kept, the one that was started last first. */
  childrenOf(mapRun: MapRun): readonly Execution[] {
    return this.children.ofMapRun(mapRun.arn).map(({ execution }) => execution);
  }

  findChild(arn: string): StartedExecution | undefined {
    return this.children.find(arn);
  }
}
