import type { Machine } from '../machine.ts';
import { at } from '../place.ts';
import { isPlaceholder } from '../placeholder.ts';
import { error, type Finding } from '../rule.ts';

/** docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html, field Label */
const labelCharactersMax = 40;
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const forbidden = /[\s?*<>{}[\]:;,\\|^~$#%&`"\u0000-\u001f\u007f-\u009f]/;

/** A Map's Label, which becomes part of ARNs, is short, of harmless characters, and unique in the machine. */
export function* mapLabels(machine: Machine): Iterable<Finding> {
  const seen = new Set<string>();
  for (const { type, fields, place: statePlace } of machine.states) {
    const label = fields['Label'];
    if (type !== 'Map' || typeof label !== 'string' || isPlaceholder(label)) continue;
    const place = at(statePlace, 'Label');
    if (label === '') yield error('INVALID_LABEL_NAME', 'Label cannot be empty', place);
    if (Array.from(label).length > labelCharactersMax) {
      const message = `Label cannot exceed ${labelCharactersMax} characters`;
      yield error('INVALID_LABEL_NAME', message, place);
    }
    const character = forbidden.exec(label)?.[0];
    if (character !== undefined) {
      yield error('INVALID_LABEL_NAME', `Label contains invalid character: '${character}'`, place);
    }
    if (seen.has(label)) yield error('DUPLICATE_LABEL_NAME', `Duplicate Label name: ${label}`, place);
    seen.add(label);
  }
}
