/**
 * What services of this process and HTTP have to do with each other: plain data. Fetch's own Request and Response took
 * longer to make than the API takes for all it does with them.
 */
export type HttpService = (request: HttpRequest) => HttpResponse | Promise<HttpResponse>;

export interface HttpRequest {
  readonly method: string;
  /** With its query, as it came. */
  readonly path: string;
  /** By their names in small letters. */
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  readonly body: string;
  /** Aborted when the client has gone before it was answered. */
  readonly signal: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | Uint8Array;
}
