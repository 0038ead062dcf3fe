import type { Diagnostic, DiagnosticCode } from './diagnostic.ts';
import type { ErrorCode, WarningCode } from './diagnostic-codes.ts';
import type { Machine } from './machine.ts';
import { locationOf, type Place, pointerOf } from './place.ts';

/** A rule looks at the whole machine and yields what it finds; it never throws. */
export type Rule = (machine: Machine) => Iterable<Finding>;

/** What a rule yields; `validate` makes the diagnostic of it. */
export interface Finding {
  readonly severity: Diagnostic['severity'];
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly place: Place;
  /** Where AWS locates it, if not at `place`; null where AWS gives no location. */
  readonly locatedAt?: Place | null;
}

/** Most of what AWS refuses comes under one code. */
export function schemaError(message: string, place: Place, locatedAt: Place | null = place): Finding {
  return error('SCHEMA_VALIDATION_FAILED', message, place, locatedAt);
}

export function error(
  code: ErrorCode,
  message: string,
  place: Place,
  locatedAt: Place | null = place,
): Finding {
  return { severity: 'ERROR', code, message, place, locatedAt };
}

export function warning(code: WarningCode, message: string, place: Place): Finding {
  return { severity: 'WARNING', code, message, place };
}

export function diagnosticOf(finding: Finding, rule: string): Diagnostic {
  const { severity, code, message, place, locatedAt = place } = finding;
  return {
    severity,
    code,
    message,
    pointer: pointerOf(place),
    ...(locatedAt === null ? {} : { location: locationOf(locatedAt) }),
    ...(place.state === undefined ? {} : { state: place.state }),
    rule,
  };
}
