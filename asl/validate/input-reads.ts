import type { Place } from '../expressions/json-path/place.ts';
import { withoutQuotes } from './called-names.ts';

const members = '((?:\\.[\\p{ID_Start}_][\\p{ID_Continue}]*)*)';
const whole = new RegExp(`^\\{%\\s*\\$states\\.input${members}\\s*%\\}$`, 'u');
const part = new RegExp(`(?<!\\$exists\\(\\s*)\\$states\\.input${members}`, 'gu');

/** Where in the input an expression leads that is nothing but a path: `{% $states.input.order.id %}`. */
export function inputPlaceOf(expression: string): Place | undefined {
  const [, path] = whole.exec(expression) ?? [];
  return path === undefined ? undefined : namesIn(path);
}

/** The places of the input that an expression reads, but for those of which it asks whether they exist. */
export function inputPlacesIn(expression: string): Place[] {
  return [...withoutQuotes(expression).matchAll(part)].map(([, path = '']) => namesIn(path));
}

function namesIn(path: string): Place {
  return path.split('.').slice(1);
}
