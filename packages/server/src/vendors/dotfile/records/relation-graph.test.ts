import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Edge, edgeProblem, orphansBy } from './relation-graph.ts';

const nodes = ['a', 'b', 'c', 'd', 'e', 'f'];
const anyEdge = fc.record({ from: fc.constantFrom(...nodes), to: fc.constantFrom(...nodes) });

/** What remains of the edges if each is only taken where nothing forbids it. */
function taken(wanted: readonly Edge[]): Edge[] {
  const edges: Edge[] = [];
  for (const edge of wanted) {
    if (edgeProblem(edges, edge) === null) edges.push(edge);
  }
  return edges;
}

/** An order of the nodes in which every edge leads forward; null: there is none. */
function orderOf(edges: readonly Edge[]): string[] | null {
  const order: string[] = [];
  let left = nodes;
  while (left.length > 0) {
    const free = left.filter((node) => edges.every(({ from, to }) => to !== node || order.includes(from)));
    if (free.length === 0) return null;
    order.push(...free);
    left = left.filter((node) => !free.includes(node));
  }
  return order;
}

describe('relations', () => {
  test('never close a cycle, whatever is asked for, and are each there once', () => {
    fc.assert(
      fc.property(fc.array(anyEdge, { maxLength: 40 }), (wanted) => {
        const edges = taken(wanted);
        expect(orderOf(edges)).not.toBeNull();
        expect(new Set(edges.map(({ from, to }) => from + to)).size).toBe(edges.length);
      }),
    );
  });

  test('are refused only where they would close a cycle or are there', () => {
    fc.assert(
      fc.property(fc.array(anyEdge, { maxLength: 40 }), anyEdge, (wanted, edge) => {
        const edges = taken(wanted);
        const there = edges.some(({ from, to }) => from === edge.from && to === edge.to);
        const fine = !there && orderOf([...edges, edge]) !== null;
        expect(edgeProblem(edges, edge) === null).toBe(fine);
      }),
    );
  });

  test('leave an orphan where one of their ends is in no other, unless they are the last', () => {
    const [one, other, third] = [
      { from: 'a', to: 'main' },
      { from: 'b', to: 'main' },
      { from: 'b', to: 'a' },
    ] as const;
    expect(orphansBy([one], one)).toBe(false);
    expect(orphansBy([one, other], one)).toBe(true);
    expect(orphansBy([one, other, third], other)).toBe(false);
    expect(orphansBy([one, third], one)).toBe(true);
  });
});
