import { quoted } from './curl-text.ts';
import type { Signing } from './signing.ts';

export interface Snippet {
  /** On its tab. */
  readonly name: string;
  /** What to install, or what it needs, in one sentence. */
  readonly note: string;
  readonly text: string;
}

/** Ways to verify such a call, the shortest first. Each was run against a call of ours. */
export function snippetsOf(signing: Signing): readonly Snippet[] {
  if (signing.scheme === 'dotfile') return [receiver(signing, 'WEBHOOK_SECRET'), dotfileNode, dotfileShell];
  if (signing.version === 'v1a') {
    return [receiver(signing, 'WEBHOOK_PUBLIC_KEY'), ed25519Node, ed25519Shell(signing)];
  }
  const library = signing.scheme === 'compilot' ? 'svix' : 'standardwebhooks';
  return [receiver(signing, 'WEBHOOK_SECRET'), vendorLibrary(library), hmacShell(signing)];
}

function receiver({ scheme }: Signing, variable: string): Snippet {
  const options = scheme === 'dotfile' ? '' : `, { scheme: '${scheme}' }`;
  return {
    name: '@belfry/receiver',
    note: 'npm install @belfry/receiver: no dependencies, also with adapters for Express, Fastify, Hono and fetch.',
    text: `import { verify } from '@belfry/receiver';

// rawBody: the bytes as they came, before anything parses them.
export function eventOf(headers, rawBody) {
  const outcome = verify(headers, rawBody, process.env.${variable}${options});
  if (!outcome.ok) throw new Error(outcome.code); // answer 401
  return outcome.event;
}
`,
  };
}

function vendorLibrary(library: 'svix' | 'standardwebhooks'): Snippet {
  return {
    name: library,
    note:
      library === 'svix'
        ? 'npm install svix: ComPilot’s webhooks are signed as Svix signs.'
        : 'npm install standardwebhooks: the library of the Standard Webhooks specification.',
    text: `import { Webhook } from '${library}';

// rawBody: the text as it came, before anything parses it.
export function eventOf(headers, rawBody) {
  new Webhook(process.env.WEBHOOK_SECRET).verify(rawBody, headers); // throws: answer 401
  return JSON.parse(rawBody);
}
`,
  };
}

const dotfileNode: Snippet = {
  name: 'Node.js',
  note: 'Without any package.',
  text: `import { createHmac, timingSafeEqual } from 'node:crypto';

// rawBody: the bytes as they came, before anything parses them.
export function isGenuine(headers, rawBody) {
  const expected = createHmac('sha256', process.env.WEBHOOK_SECRET).update(rawBody).digest();
  const given = Buffer.from(headers['dotfile-signature'] ?? '', 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
`,
};

const dotfileShell: Snippet = {
  name: 'openssl',
  note: 'body.json: the raw payload of this call. Prints what dotfile-signature has to be.',
  text: `openssl dgst -sha256 -hmac "$WEBHOOK_SECRET" -r < body.json | cut -d ' ' -f 1
`,
};

const ed25519Node: Snippet = {
  name: 'Node.js',
  note: 'Without any package; the public key stands in the webhook’s parameters.',
  text: `import { createPublicKey, verify } from 'node:crypto';

const raw = Buffer.from(process.env.WEBHOOK_PUBLIC_KEY.slice('whpk_'.length), 'base64');
const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
const key = createPublicKey({ key: der, format: 'der', type: 'spki' });

// rawBody: the text as it came, before anything parses it. Check too that the timestamp is recent.
export function isGenuine(headers, rawBody) {
  const signed = Buffer.from(\`\${headers['webhook-id']}.\${headers['webhook-timestamp']}.\${rawBody}\`);
  return headers['webhook-signature']
    .split(' ')
    .filter((part) => part.startsWith('v1a,'))
    .some((part) => verify(null, signed, key, Buffer.from(part.slice('v1a,'.length), 'base64')));
}
`,
};

type StandardSigning = Extract<Signing, { readonly id: string }>;

function hmacShell({ id, timestamp }: StandardSigning): Snippet {
  return {
    name: 'openssl',
    note: 'body.json: the raw payload of this call. Prints what follows “v1,” in webhook-signature.',
    text: `key=$(printf %s "\${WEBHOOK_SECRET#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \\n')
{ printf %s ${quoted(`${id}.${timestamp}.`)}; cat body.json; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64
`,
  };
}

function ed25519Shell({ id, timestamp, signature }: StandardSigning): Snippet {
  const [first = ''] = signature.split(' ');
  return {
    name: 'openssl',
    note: 'body.json: the raw payload of this call. OpenSSL 3 says whether the signature is genuine.',
    text: `{ printf '0*0\\005\\006\\003+ep\\003!\\000'; printf %s "\${WEBHOOK_PUBLIC_KEY#whpk_}" | base64 -d; } > key.der
printf %s ${quoted(first.slice('v1a,'.length))} | base64 -d > signature
{ printf %s ${quoted(`${id}.${timestamp}.`)}; cat body.json; } > signed
openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in signed -sigfile signature
`,
  };
}
