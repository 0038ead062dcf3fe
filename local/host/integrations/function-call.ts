import type { Json } from '../../../asl/json.ts';
import type { BoundFunctions } from '../bound-functions.ts';
import type { ServiceClients } from '../sdk/service-clients.ts';
import { type BoundInvocationPorts, invokeBound } from './bound-invocation.ts';
import { type Carrier, nobody } from './carrier.ts';
import { invokeAtEndpoint } from './endpoint-invocation.ts';
import { functionInvocation, functionOutcome, invokeInvocation, invokeOutcome } from './lambda.ts';
import { type Invocation, type InvocationResult, qualifiedName } from './lambda-invocation.ts';
import type { Outcome } from './outcome.ts';

/** Who may run functions, and what a run needs of this machine. */
export interface FunctionHosts extends BoundInvocationPorts {
  readonly functions: BoundFunctions;
  readonly clients: ServiceClients;
}

/** A Task whose `Resource` is the function's ARN. */
export function functionCarrier(functionArn: string, input: Json, hosts: FunctionHosts): Carrier {
  const outcomeOf = (result: InvocationResult) => functionOutcome(functionArn, result);
  return carrier(functionInvocation(functionArn, input), outcomeOf, hosts);
}

/** A Task whose `Resource` is `lambda:invoke`. */
export function invokeCarrier(parameters: Json, hosts: FunctionHosts): Carrier {
  const invocation = invokeInvocation(parameters);
  if (invocation === undefined) {
    return nobody('lambda:invoke needs FunctionName, the name or the ARN of a function.');
  }
  return carrier(invocation, (result) => invokeOutcome(invocation.functionName, result), hosts);
}

type OutcomeOf = (result: InvocationResult) => Outcome;

/** A function of this process, else a Lambda API. */
function carrier(invocation: Invocation, outcomeOf: OutcomeOf, hosts: FunctionHosts): Carrier {
  const { functionName } = invocation;
  const { functions, clients } = hosts;
  const handler = functions.find(qualifiedName(invocation));
  if (handler !== undefined) {
    return {
      resolution: { by: 'function', functionName },
      carryOut: () => {
        const result = invokeBound(handler, invocation, hosts);
        return result instanceof Promise ? result.then(outcomeOf) : outcomeOf(result);
      },
    };
  }
  const url = clients.urlOf('lambda');
  if (url === undefined) return nobody(unbound(functionName, functions));
  return {
    resolution: { by: 'endpoint', service: 'lambda', url },
    carryOut: (signal) => invokeAtEndpoint(invocation, clients, signal).then(outcomeOf),
  };
}

function unbound(functionName: string, functions: BoundFunctions): string {
  const names = functions.names();
  const bound = names.length === 0 ? 'no function is bound' : `bound are ${names.join(', ')}`;
  return `Nothing on this machine stands for the function '${functionName}' (${bound}). Bind a function of that name, set LAMBDA_ENDPOINT to a Lambda API, or mock the state.`;
}
