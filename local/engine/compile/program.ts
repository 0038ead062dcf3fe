import type { Json } from '../../../asl/json.ts';

/** A compiled state machine: transitions are object references, paths and templates are closures. */
export interface Program {
  readonly definition: Json;
}
