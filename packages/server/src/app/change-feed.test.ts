import { describe, expect, it } from 'vitest';
import { until } from '../../test/until.ts';
import { type Change, webhooksNamedMax } from '../domain/change.ts';
import { createChangeFeed, keepMs, roomsMax } from './change-feed.ts';

let now = 0;
const newFeed = (name = 'a', gatherMs = 5) =>
  createChangeFeed({ name, now: () => now, gatherMs, firstMs: 0 });

function listener() {
  const changes: { readonly id: string; readonly change: Change }[] = [];
  const lost: string[] = [];
  return {
    changes,
    lost,
    changed: (id: string, change: Change) => void changes.push({ id, change }),
    wasLost: (id: string) => void lost.push(id),
  };
}

const join = (feed: ReturnType<typeof newFeed>, workspaceId: string, after: string | null = null) => {
  const { changes, lost, changed, wasLost } = listener();
  return { changes, lost, ...feed.watch(workspaceId, after, { changed, lost: wasLost }) };
};

describe('the feed of changes', () => {
  it('gathers what happens within its time into one change, each topic and webhook once', async () => {
    const feed = newFeed('a', 50);
    const watcher = join(feed, 'w');
    for (let note = 0; note < 1_000; note++) feed.note('w', 'deliveries', `h-${note % 3}`);
    feed.note('w', 'events');
    await until(() => watcher.changes.length > 0);
    feed.note('w', 'events');
    feed.note('w', 'jobs', 'h-9');
    const toldAt = performance.now();
    await until(() => watcher.changes.length > 1);
    expect(performance.now() - toldAt).toBeGreaterThan(30);
    expect(watcher.changes.map(({ change }) => change)).toEqual([
      { topics: ['deliveries', 'events'], webhookIds: ['h-0', 'h-1', 'h-2'] },
      { topics: ['events', 'jobs'], webhookIds: ['h-9'] },
    ]);
    feed.stop();
  });

  it('names no webhooks where there are too many', async () => {
    const feed = newFeed();
    const watcher = join(feed, 'w');
    for (let hook = 0; hook <= webhooksNamedMax; hook++) feed.note('w', 'deliveries', `h-${hook}`);
    await until(() => watcher.changes.length > 0);
    expect(watcher.changes[0]?.change.webhookIds).toBeNull();
    feed.stop();
  });

  it('tells who comes back what it missed, however much, in one change; and nothing if it missed nothing', async () => {
    const feed = newFeed();
    const first = join(feed, 'w');
    feed.note('w', 'keys');
    await until(() => first.changes.length === 1);
    const seen = first.changes[0]?.id ?? '';
    first.leave();
    expect(join(feed, 'w', seen).missed).toBeNull();
    const witness = join(feed, 'w');
    for (let hook = 0; hook < 300; hook++) {
      feed.note('w', 'deliveries', `h-${hook}`);
      if (hook % 40 === 0) await until(() => witness.changes.length > hook / 40);
    }
    await until(() => witness.changes.length > 8);
    expect(join(feed, 'w', seen).missed).toEqual({ topics: ['deliveries'], webhookIds: null });
    expect(join(feed, 'w', witness.changes.at(-2)?.id).missed).toMatchObject({ topics: ['deliveries'] });
    feed.stop();
  });

  it('does not know what was before a room, nor ids of another feed', () => {
    const feed = newFeed();
    const watcher = join(feed, 'w', 'b.0');
    expect(watcher.missed).toBe('unknown');
    expect(join(newFeed('b'), 'w', watcher.id).missed).toBe('unknown');
    expect(join(feed, 'w', 'a.7').missed).toBe('unknown');
    feed.lose();
    expect(watcher.lost).toHaveLength(1);
    expect(join(feed, 'w', watcher.id).missed).toBe('unknown');
    expect(join(feed, 'w', watcher.lost[0]).missed).toBeNull();
    feed.stop();
  });

  it('keeps a room for a while after its last watcher, and never more empty ones than it may', () => {
    const feed = newFeed();
    for (let room = 0; room < roomsMax + 10; room++) join(feed, `w-${room}`).leave();
    expect(feed.watched().length).toBeLessThanOrEqual(roomsMax);
    const stays = join(feed, 'stays');
    now += keepMs + 1;
    expect(feed.watched()).toEqual(['stays']);
    stays.leave();
    expect(feed.watched()).toEqual(['stays']);
    feed.stop();
  });
});
