import { Agent, type Server } from 'node:http';
import { Duplex, duplexPair } from 'node:stream';

/**
 * An HTTP agent whose connections end in a server of this very process, without the kernel in between: the same bytes
 * and the same parsers, but a photo of megabytes is handed over and not copied through sockets in small pieces.
 */
export class InProcessAgent extends Agent {
  readonly #server: Server;

  constructor(server: Server) {
    super({ keepAlive: true });
    this.#server = server;
  }

  override createConnection(): Duplex {
    const [client, server] = duplexPair({ highWaterMark: BUFFERED_BYTES_MAX }).map(asSocket);
    if (client === undefined || server === undefined) throw new Error('duplexPair makes two streams.');
    this.#server.emit('connection', server);
    return client;
  }
}

/** Before the writing side is asked to pause. */
const BUFFERED_BYTES_MAX = 4 * 1024 * 1024;

/** What node:http expects of a socket beside a stream; memory neither idles nor delays. */
function asSocket(stream: Duplex): Duplex {
  const itself = () => stream;
  return Object.assign(stream, {
    setTimeout: itself,
    setNoDelay: itself,
    setKeepAlive: itself,
    ref: itself,
    unref: itself,
  });
}
