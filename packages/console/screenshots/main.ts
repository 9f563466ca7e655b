/** `npm run screenshots`: a picture of every screen of the console, wide and narrow, light and dark. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../test/browser.ts';
import { ensureBuilt } from '../test/built-console.ts';
import { type Screen, screens } from '../test/screens.ts';
import { settled } from '../test/settled.ts';
import { openVisitor, phone, wide } from '../test/visitor.ts';
import type { World } from '../test/world.ts';
import { startInThePast } from './belfryd-in-the-past.ts';
import { startReceivers } from './receivers.ts';
import { makeWorld } from './seed.ts';

const usage = `npm run screenshots -- [--only <text>] [--out <folder>] [--readme]

  --only    screens whose name contains the text
  --out     where the pictures go; packages/console/screenshots/out unless stated
  --readme  makes the two pictures of the README, in docs/screenshots`;

const historyMs = 24 * 3_600_000;
const looks = (['light', 'dark'] as const).flatMap((scheme) => [
  { scheme, viewport: wide },
  { scheme, viewport: phone },
]);
/** Of the README. */
const readme = { folder: 'docs/screenshots', scheme: 'light', names: ['overview', 'log-failed'] } as const;

interface Picture {
  readonly screen: Screen;
  readonly look: (typeof looks)[number];
  readonly file: string;
}

const root = resolve(import.meta.dirname, '..', '..', '..');
const options = parse(process.argv.slice(2));
if (options === null) {
  console.error(usage);
  process.exitCode = 2;
} else {
  process.exitCode = await run(picturesOf(options));
}

async function run(pictures: readonly Picture[]): Promise<number> {
  await ensureBuilt();
  console.log('A day passes in a new Belfry; that takes a minute.');
  const receivers = await startReceivers(Math.random);
  const belfryd = await startInThePast(historyMs);
  try {
    const world = await makeWorld(belfryd, receivers, historyMs);
    return await takeAll(world, pictures);
  } finally {
    await belfryd.close();
    await receivers.close();
  }
}

/** Answers how the process is to end: pages with trouble are named, and pictured nevertheless. */
async function takeAll(world: World, pictures: readonly Picture[]): Promise<number> {
  const browser = await launchBrowser();
  let troubled = 0;
  for (const { screen, look, file } of pictures) {
    const { viewport, scheme: colorScheme } = look;
    const person = screen.as === 'viewer' ? world.viewer : world.owner;
    const cookie = screen.as === 'nobody' ? null : person.cookie;
    const visitor = await openVisitor(browser, world.baseUrl, { viewport, colorScheme, cookie });
    const problem = await take(visitor.page, screen, world, file).catch((error: Error) => error.message);
    if (screen.trouble !== undefined) visitor.expectTrouble(screen.trouble);
    const closing = await visitor.close().catch((error: Error) => error.message);
    const trouble = [problem, closing].filter((text) => typeof text === 'string').join('\n');
    console.log(trouble === '' ? file : `${file}\n  ${trouble}`);
    if (trouble !== '') troubled += 1;
  }
  await browser.close();
  console.log(`${pictures.length} pictures, ${troubled} with trouble`);
  return troubled === 0 ? 0 : 1;
}

async function take(
  page: Awaited<ReturnType<typeof openVisitor>>['page'],
  screen: Screen,
  world: World,
  file: string,
): Promise<void> {
  await page.goto(screen.path(world));
  try {
    await settled(page);
    await screen.act?.(page, world);
    await settled(page);
  } finally {
    await page.screenshot({ path: file, animations: 'disabled' });
  }
}

interface Options {
  readonly only: string;
  readonly out: string;
  readonly readme: boolean;
}

function picturesOf({ only, out, readme: forReadme }: Options): readonly Picture[] {
  const folder = forReadme ? join(root, readme.folder) : out;
  mkdirSync(folder, { recursive: true });
  const chosen = screens.filter(({ name }) =>
    forReadme ? readme.names.some((one) => one === name) : name.includes(only),
  );
  return chosen.flatMap((screen) =>
    forReadme
      ? [
          {
            screen,
            look: { scheme: readme.scheme, viewport: wide },
            file: join(folder, `${screen.name}.png`),
          },
        ]
      : looks.map((look) => ({
          screen,
          look,
          file: join(folder, `${screen.name}.${look.viewport.width}.${look.scheme}.png`),
        })),
  );
}

function parse(args: readonly string[]): Options | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', default: '' },
        out: { type: 'string', default: join(import.meta.dirname, 'out') },
        readme: { type: 'boolean', default: false },
      },
    });
    return { ...values, out: resolve(values.out) };
  } catch {
    return null;
  }
}
