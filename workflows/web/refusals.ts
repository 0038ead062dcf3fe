/** A part of an error's type, the status that the caller gets for it, and what it is told. */
type Refusal = readonly [errorType: string, status: number, message: string];

/** What is refused because too many ask at a time may be asked again. */
const tooMany: readonly Refusal[] = [
  ['Throttling', 429, 'Too many requests.'],
  ['LimitExceeded', 429, 'Too many requests.'],
];

/** The mapping template of an error's answer: what is not listed is our fault, and its own words stay inside. */
export function refusals(known: readonly Refusal[], otherwise: string): string {
  const branches = [...known, ...tooMany].map(
    ([errorType, status, message]) => `($type.contains("${errorType}"))\n${answer(status, message)}\n`,
  );
  return `#set($type = $input.path('$.__type'))
#if${branches.join('#elseif')}#else
${answer(500, otherwise)}
#end`;
}

function answer(status: number, message: string): string {
  return `#set($context.responseOverride.status = ${status})\n{ "message": "${message}" }`;
}
