import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConsoleRig, consoleRig, rigStartTimeoutMs } from './console-rig.ts';
import { settled } from './settled.ts';
import { makeWebhook } from './traffic.ts';

let rig: ConsoleRig;

beforeAll(async () => {
  rig = await consoleRig();
}, rigStartTimeoutMs);
afterAll(() => rig.close());

test('a lost connection is told, and heals by itself: what was missed meanwhile is there', async () => {
  const { workspace } = rig;
  const { page, expectTrouble, close } = await rig.signIn(rig.owner, `/w/${workspace.id}/webhooks`);
  await settled(page);
  await page.getByText('Live', { exact: true }).waitFor();
  expectTrouble(
    /ERR_CONNECTION_RE(?:FUSED|SET)|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|answer: 503|EventSource/,
  );
  await rig.belfryd.stop();
  await page.getByText('What you see may be a little old.').waitFor();
  await rig.belfryd.start();
  await makeWebhook(workspace, { name: 'Made meanwhile', url: 'http://127.0.0.1:9/hook' });
  await page.getByText('Live', { exact: true }).waitFor();
  await page.getByText('What you see may be a little old.').waitFor({ state: 'hidden' });
  await page.getByText('Made meanwhile').first().waitFor();
  await close();
}, 90_000);

test('while the page is open a change that another makes appears by itself', async () => {
  const { workspace } = rig;
  const { page, close } = await rig.signIn(rig.owner, `/w/${workspace.id}/webhooks`);
  await page.getByText('Live', { exact: true }).waitFor();
  await makeWebhook(workspace, { name: 'Seen at once', url: 'http://127.0.0.1:9/hook' });
  await page.getByText('Seen at once').first().waitFor();
  expect(page.url()).toContain('/webhooks');
  await close();
});
