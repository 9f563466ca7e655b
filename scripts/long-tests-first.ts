import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longer than half a minute on two processors, the longest first. */
const longFiles = [
  'packages/console/test/screens.test.ts',
  'packages/server/test/process/two-processes.test.ts',
  'packages/console/test/webhooks.test.ts',
  'packages/server/demo/demo.test.ts',
  'packages/server/test/belfryd/serve.test.ts',
  'packages/server/test/process/records.test.ts',
  'packages/console/test/hostile.test.ts',
  'packages/server/test/process/stop.test.ts',
  'packages/server/test/process/killed.test.ts',
].map((path) => {
  const file = join(import.meta.dirname, '..', path);
  if (!existsSync(file)) throw new Error(`${path} has gone: take it out of scripts/long-tests-first.ts.`);
  return file;
});

/**
 * Starts the long files of a project before its others. Vitest goes by a file's size where it has not measured its
 * duration yet, so on a fresh machine the longest one came last and ran alone for a minute.
 */
export class LongTestsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map((file) => file.project.name))];
    const rank = ({ project, moduleId }: TestSpecification): number => {
      const place = longFiles.indexOf(moduleId);
      return projects.indexOf(project.name) * 100 + (place === -1 ? longFiles.length : place);
    };
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}
