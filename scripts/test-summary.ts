/**
 * Prints the result of a test run as one plain line, "N passed, N failed, N skipped", from the report of
 * vitest's JSON reporter. Ends with exit code 1 where something failed, where nothing ran, or where there is no
 * report. `node scripts/test-summary.ts report.json`
 */
import { readFileSync } from 'node:fs';

interface Report {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly FileReport[];
}

interface FileReport {
  readonly status: string;
  readonly assertionResults: readonly unknown[];
}

/** A file that failed before its first test counts as one failure: its tests are not in the report at all. */
function summaryOf(report: Report) {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  const skipped = report.numPendingTests + report.numTodoTests;
  const line = `${report.numPassedTests} passed, ${failed} failed, ${skipped} skipped`;
  return { line, ok: report.success && failed === 0 && report.numPassedTests > 0 };
}

function readReport(path: string): Report | null {
  try {
    // Vitest's JSON reporter writes this shape; a missing or broken report is answered with null.
    return JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    return null;
  }
}

const report = readReport(process.argv[2] ?? '');
if (report === null) {
  console.log('The test run left no report: it broke off before its end.');
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
} else {
  const { line, ok } = summaryOf(report);
  console.log(line);
  process.exitCode = ok ? 0 : 1;
}
