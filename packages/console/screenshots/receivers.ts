/** The products that listen: one server, each product known by its host name, each with its own way to answer. */
import { createServer, type Server } from 'node:https';
import { receiversCertificate, receiversKey } from './certificate.ts';

export interface Receivers {
  /** Of the product: "https://crm.acme.example/webhooks/belfry". */
  readonly urlOf: (product: string) => string;
  /** How it answers from now on. */
  readonly answer: (product: string, answer: ReceiverAnswer) => void;
  readonly close: () => Promise<void>;
}

export interface ReceiverAnswer {
  readonly status: number;
  readonly body: object;
  /** Before it answers; about as long again is added at most. */
  readonly afterMs: number;
}

const usual: ReceiverAnswer = { status: 200, body: { received: true }, afterMs: 12 };
/** URLs look best without a port; only root may have it. */
const portWanted = 443;

export async function startReceivers(random: () => number): Promise<Receivers> {
  const answers = new Map<string, ReceiverAnswer>();
  const server = createServer({ key: receiversKey, cert: receiversCertificate }, (request, response) => {
    const { status, body, afterMs } = answers.get(request.headers.host?.split('.', 1)[0] ?? '') ?? usual;
    request.resume().on('end', () => {
      setTimeout(
        () => {
          response
            .writeHead(status, { 'content-type': 'application/json', server: 'nginx' })
            .end(JSON.stringify(body));
        },
        afterMs * (1 + random()),
      );
    });
  });
  const port = await listen(server, portWanted).catch(() => listen(server, 0));
  return {
    urlOf: (product) =>
      `https://${product}.acme.example${port === portWanted ? '' : `:${port}`}/webhooks/belfry`,
    answer: (product, answer) => void answers.set(product, answer),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
