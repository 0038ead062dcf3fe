import type { QueryLanguage } from './definition.ts';
import { isJsonObject, type JsonObject } from './json.ts';

/** The language of the whole machine. */
export function machineLanguage(definition: JsonObject): QueryLanguage {
  return stateLanguage(definition, misplacedLanguage(definition) ?? 'JSONPath');
}

/**
 * A state without QueryLanguage has the machine's, however deep it is nested. A value that is neither of the two
 * counts as JSONata, as measured on AWS.
 */
export function stateLanguage(fields: JsonObject, inherited: QueryLanguage): QueryLanguage {
  if (!Object.hasOwn(fields, 'QueryLanguage')) return inherited;
  return fields['QueryLanguage'] === 'JSONPath' ? 'JSONPath' : 'JSONata';
}

/**
 * `"States": { "QueryLanguage": "JSONata", … }`, one line too far in: what the author means is plain, and a machine of
 * aws-samples/step-functions-workflows-collection is deployed so. A state of that name is an object, not a string.
 */
export function misplacedLanguage({ States: states }: JsonObject): QueryLanguage | undefined {
  const language = isJsonObject(states) ? states['QueryLanguage'] : undefined;
  return language === 'JSONata' || language === 'JSONPath' ? language : undefined;
}
