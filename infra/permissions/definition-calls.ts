import type { Definition, State, StateGraph } from '../../asl/definition.ts';
import { parseResource } from '../../asl/validate/resource.ts';

/** One thing that a state asks of AWS with the machine's role. */
export interface Call {
  /** As a reader finds it: `LookAtPhoto/DetectLabels`. */
  readonly state: string;
  /** `lambda:invoke`, `aws-sdk:rekognition:detectLabels`, or `activity`. */
  readonly integration: string;
  readonly pattern: '' | '.sync' | '.sync:2' | '.waitForTaskToken';
  /** The call is made as another role, so the machine's own needs sts:AssumeRole and nothing else. */
  readonly asOtherRole: boolean;
}

/** All calls of a definition, also those in branches, items and the readers and writers of Map Runs. */
export function callsOf(definition: Definition): readonly Call[] {
  return callsOfGraph(definition, []);
}

/** Whether any Map starts child executions, which is a right of its own. */
export function hasMapRuns(graph: StateGraph): boolean {
  return Object.values(graph.States).some((state) => isMapRun(state) || innerGraphs(state).some(hasMapRuns));
}

function isMapRun(state: State): boolean {
  return state.Type === 'Map' && state.ItemProcessor?.ProcessorConfig?.Mode === 'DISTRIBUTED';
}

function callsOfGraph({ States: states }: StateGraph, trail: readonly string[]): readonly Call[] {
  return Object.entries(states).flatMap(([name, state]) => {
    const place = [...trail, name];
    return [
      ...ownResources(state).flatMap((resource) => callOf(resource, place.join('/'), state)),
      ...innerGraphs(state).flatMap((graph) => callsOfGraph(graph, place)),
    ];
  });
}

function ownResources(state: State): readonly string[] {
  if (state.Type === 'Task') return [state.Resource];
  if (state.Type !== 'Map') return [];
  const parts = [state.ItemReader, state.ResultWriter];
  return parts.map((part) => part?.Resource).filter((resource) => typeof resource === 'string');
}

function innerGraphs(state: State): readonly StateGraph[] {
  if (state.Type === 'Parallel') return state.Branches;
  if (state.Type !== 'Map') return [];
  const processor = state.ItemProcessor ?? state.Iterator;
  return processor === undefined ? [] : [processor];
}

function callOf(text: string, state: string, { Type: type, ...fields }: State): readonly Call[] {
  const resource = parseResource(text);
  const asOtherRole = type === 'Task' && 'Credentials' in fields;
  if (resource.type === 'integration') {
    const { service, action, pattern } = resource;
    return [{ state, integration: `${service}:${action}`, pattern, asOtherRole }];
  }
  if (resource.type === 'function')
    return [{ state, integration: 'lambda:invoke', pattern: '', asOtherRole }];
  return [];
}
