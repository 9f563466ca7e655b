import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'belfry-test-summary-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const passing = {
  success: true,
  numPassedTests: 12,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [{ status: 'passed', assertionResults: [{}] }],
};

test('a run without failures is summed up in one plain line', () => {
  expect(summaryOf(JSON.stringify(passing))).toStrictEqual({
    status: 0,
    lastLine: '12 passed, 0 failed, 2 skipped',
  });
});

test('a file that failed before its first test counts as a failure', () => {
  const report = { ...passing, success: false, testResults: [{ status: 'failed', assertionResults: [] }] };
  expect(summaryOf(JSON.stringify(report))).toStrictEqual({
    status: 1,
    lastLine: '12 passed, 1 failed, 2 skipped',
  });
});

test('a run that executed nothing does not pass', () => {
  const report = { ...passing, numPassedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  expect(summaryOf(JSON.stringify(report))).toStrictEqual({
    status: 1,
    lastLine: '0 passed, 0 failed, 0 skipped',
  });
});

test('a run that left no whole report counts as a failure', () => {
  expect(summaryOf('{"numPassed')).toStrictEqual({ status: 1, lastLine: '0 passed, 1 failed' });
});

function summaryOf(report: string) {
  const path = join(folder, 'report.json');
  writeFileSync(path, report);
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'test-summary.ts'), path],
    {
      encoding: 'utf8',
    },
  );
  return { status, lastLine: stdout.trimEnd().split('\n').at(-1) };
}
