import dgram from 'node:dgram';

/** What a name server says of a name; `silence` is no answer at all. */
export type NameAnswer =
  | {
      readonly kind: 'addresses';
      readonly ipv4?: readonly string[];
      readonly ipv6?: readonly string[];
      readonly ttlSeconds?: number;
    }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'silence' };

export interface NameServer {
  /** "127.0.0.1:40123", as `dns.Resolver` takes it. */
  readonly address: string;
  /** Questions for IPv4 addresses so far, by name. */
  asked(name: string): number;
  close(): Promise<void>;
}

const typeA = 1;
const typeAaaa = 28;
const headerBytes = 12;

/** A DNS server on a free UDP port of 127.0.0.1; `answer` is told which question this is about
 * the name's addresses of one family, from 0. */
export async function nameServer(
  answer: (name: string, question: number) => NameAnswer,
): Promise<NameServer> {
  const asked = new Map<string, number>();
  const socket = dgram.createSocket('udp4');
  socket.on('message', (query, sender) => {
    const { name, type, end } = questionOf(query);
    const key = `${type} ${name}`;
    const question = asked.get(key) ?? 0;
    asked.set(key, question + 1);
    const said = answer(name, question);
    if (said.kind !== 'silence')
      socket.send(reply(query.subarray(0, end), type, said), sender.port, sender.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked: (name) => asked.get(`${typeA} ${name}`) ?? 0,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = headerBytes;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** Header and question of the query, and one record for each address of the asked type (RFC 1035, section 4). */
function reply(question: Buffer, type: number, said: Exclude<NameAnswer, { kind: 'silence' }>): Buffer {
  const head = Buffer.from(question);
  const addresses =
    said.kind === 'unknown' ? [] : ((type === typeA ? said.ipv4 : type === typeAaaa ? said.ipv6 : []) ?? []);
  const nameErrorCode = said.kind === 'unknown' ? 3 : 0;
  head.writeUInt16BE(0x8180 | nameErrorCode, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(addresses.length, 6);
  head.writeUInt32BE(0, 8);
  const ttlSeconds = said.kind === 'addresses' ? (said.ttlSeconds ?? 0) : 0;
  return Buffer.concat([head, ...addresses.map((address) => record(type, address, ttlSeconds))]);
}

function record(type: number, address: string, ttlSeconds: number): Buffer {
  const data = type === typeA ? Buffer.from(address.split('.').map(Number)) : ipv6Bytes(address);
  const fields = Buffer.alloc(12);
  // A pointer to the name in the question.
  fields.writeUInt16BE(0xc000 | headerBytes, 0);
  fields.writeUInt16BE(type, 2);
  fields.writeUInt16BE(1, 4);
  fields.writeUInt32BE(ttlSeconds, 6);
  fields.writeUInt16BE(data.length, 10);
  return Buffer.concat([fields, data]);
}

function ipv6Bytes(address: string): Buffer {
  const [head = '', tail = ''] = address.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === '' ? [] : tail.split(':');
  const middle = Array.from({ length: 8 - front.length - back.length }, () => '0');
  return Buffer.from([...front, ...middle, ...back].map((group) => group.padStart(4, '0')).join(''), 'hex');
}
