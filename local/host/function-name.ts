/** What names a Lambda function in a request: the name, the version or alias, and the account if it says one. */
export interface FunctionName {
  readonly name: string;
  /** A version's number, an alias, or `$LATEST`. */
  readonly qualifier: string | undefined;
}

/**
 * Reads a name, `name:qualifier`, a partial ARN (`123456789012:function:name`) or an ARN.
 * Source: docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestParameters
 */
export function parseFunctionName(text: string): FunctionName {
  const [, name = text, qualifier] = functionNamePattern.exec(text) ?? [];
  return { name, qualifier };
}

const functionNamePattern =
  /^(?:arn:aws[a-z-]*:lambda:[a-z0-9-]*:)?(?:\d{12}:)?(?:function:)?([A-Za-z0-9_-]+)(?::([A-Za-z0-9_$-]+))?$/;
