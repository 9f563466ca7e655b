import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { chromiumFolder, isPackaged, packagedChromium } from './packaged-chromium.ts';

const usual = process.env['TMPDIR'];
afterEach(() => {
  if (usual === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = usual;
});

test.runIf(isPackaged)(
  'Chromium starts with nothing of the environment but a path to Node.js',
  { timeout: 120_000 },
  () => {
    const module = JSON.stringify(join(import.meta.dirname, 'browser.ts'));
    const script = `const { launchBrowser } = await import(${module});
      const browser = await launchBrowser();
      const page = await browser.newPage();
      await page.setContent('<h1>Here</h1>');
      process.stdout.write(await page.textContent('h1'));
      await browser.close();`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
      env: { PATH: '/usr/bin:/bin' },
      encoding: 'utf8',
    });
    expect([stdout, stderr]).toEqual(['Here', '']);
  },
);

test.runIf(isPackaged)(
  'a name in the temp folder that is taken is refused in words, and left alone',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'belfry-taken-'));
    process.env['TMPDIR'] = folder;
    writeFileSync(chromiumFolder(), 'of somebody else');
    await expect(packagedChromium()).rejects.toThrow('name another temp folder in TMPDIR');
    rmSync(folder, { recursive: true });
  },
);
