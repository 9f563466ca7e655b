/** Random choices that are the same for the same seed (mulberry32). */
export interface Choices {
  /** In [0, below). */
  readonly whole: (below: number) => number;
  readonly oneOf: <Item>(items: readonly [Item, ...Item[]]) => Item;
}

export function seededChoices(seed: number): Choices {
  let state = seed >>> 0;
  const whole = (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
  return { whole, oneOf: (items) => items[whole(items.length)] ?? items[0] };
}
