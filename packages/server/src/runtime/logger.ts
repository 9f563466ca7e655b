import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

/**
 * A logger that writes JSON lines to `destination`, standard output unless stated. No payload and no secret gets
 * into a line: an error is written as its kind, message, code and stack, because PostgreSQL's carry the failing
 * row in `detail`, and whatever is logged under a name that holds secrets is replaced.
 */
export function createLogger(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError, error: describeError },
      redact: { paths: secretPaths, censor: '[redacted]' },
    },
    destination,
  );
}

const secretNames = [
  'authorization',
  'cookie',
  'key',
  'password',
  'secret',
  'secrets',
  'old_secret',
  'url_password',
];
const secretPaths = secretNames.flatMap((name) => [name, `*.${name}`, `*.headers.${name}`]);

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack } = error;
  const code = 'code' in error ? error.code : undefined;
  const cause = error.cause === undefined ? undefined : describeError(error.cause);
  return { name, message, code, stack, cause };
}
