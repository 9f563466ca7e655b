/**
 * Runs one after the other, `concurrencyMax` at a time, in order. `stopped` is asked before each: those under way are
 * waited for, the rest is left. Whatever `run` throws ends it all.
 */
export async function eachBounded<Item>(
  items: readonly Item[],
  concurrencyMax: number,
  run: (item: Item) => Promise<void>,
  stopped: () => boolean = () => false,
): Promise<void> {
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) {
      if (stopped()) return;
      await run(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrencyMax, items.length) }, worker));
}
