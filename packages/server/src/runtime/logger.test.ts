import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';

function logged(write: (log: ReturnType<typeof createLogger>) => void, level = 'info') {
  const lines: string[] = [];
  write(createLogger(level, { write: (line) => void lines.push(line) }));
  return lines;
}

test('a line is JSON with a time, a level in words and what it says', () => {
  const [line] = logged((log) => log.info({ delivery_id: 'd' }, 'attempt'));
  expect(JSON.parse(line ?? '')).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    delivery_id: 'd',
    msg: 'attempt',
  });
});

test('lines below the level are not written', () => {
  expect(logged((log) => log.debug({}, 'attempt'))).toEqual([]);
  expect(logged((log) => log.debug({}, 'attempt'), 'debug')).toHaveLength(1);
});

test('what is named like a secret is replaced, also within headers', () => {
  const text = logged((log) => {
    log.info(
      {
        secret: 'XYZ',
        req: { headers: { authorization: 'XYZ', cookie: 'XYZ' } },
        webhook: { old_secret: 'XYZ' },
      },
      'm',
    );
  }).join('');
  expect(text).not.toContain('XYZ');
  expect(text.match(/\[redacted\]/g)).toHaveLength(4);
});

test('of an error its kind, message, code and cause are written, but not the row that a database error carries', () => {
  const error = Object.assign(new Error('violates check', { cause: new TypeError('inner') }), {
    code: '23514',
    detail: 'Failing row contains (PAYLOAD)',
    parameters: ['PAYLOAD'],
  });
  const [line] = logged((log) => log.error({ err: error }, 'm'));
  expect(JSON.parse(line ?? '').err).toMatchObject({
    name: 'Error',
    message: 'violates check',
    code: '23514',
    cause: { name: 'TypeError', message: 'inner' },
  });
  expect(line).not.toContain('PAYLOAD');
});
