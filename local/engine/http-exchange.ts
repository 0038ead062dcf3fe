/** What an `http:invoke` task has said on the wire, and what it was answered. */
export interface HttpExchange {
  readonly request: SentRequest;
  /** Absent where there was none, or none that could be read to its end. */
  readonly response?: ReceivedResponse;
}

export type HeaderLines = readonly (readonly [name: string, value: string])[];

export interface SentRequest {
  readonly method: string;
  /** As the task names it, whatever stands for the host here. */
  readonly url: string;
  /** Those that the task has; what the connection needs, such as Content-Length, is not among them. */
  readonly headers: HeaderLines;
  readonly body?: string;
}

export interface ReceivedResponse {
  readonly statusCode: number;
  readonly statusMessage: string;
  readonly headers: HeaderLines;
  readonly body: string;
}
