/** JSONata's own functions (docs.jsonata.org/overview), then those that Step Functions adds. */
const names: ReadonlySet<string> = new Set(
  [
    'abs append assert average base64decode base64encode boolean ceil clone contains count decodeUrl',
    'decodeUrlComponent distinct each encodeUrl encodeUrlComponent error eval exists filter floor formatBase',
    'formatInteger formatNumber fromMillis join keys length lookup lowercase map match max merge millis min not now',
    'number pad parseInteger power random reduce replace reverse round shuffle sift single sort split spread sqrt',
    'string substring substringAfter substringBefore sum toMillis trim type uppercase zip',
    'hash parse partition range uuid',
  ].flatMap((line) => line.split(' ')),
);

export function isBuiltinFunction(name: string): boolean {
  return names.has(name);
}
