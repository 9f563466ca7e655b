interface Type {
  readonly type: string;
  readonly group: string;
}

export interface TypeGroup {
  readonly group: string;
  readonly items: { readonly value: string; readonly label: string }[];
}

/** Event types under their headings, in the catalogue's order, for a choice. */
export function typeGroups(types: readonly Type[]): readonly TypeGroup[] {
  return [...Map.groupBy(types, ({ group }) => group)].map(([group, ofGroup]) => ({
    group,
    items: ofGroup.map(({ type }) => ({ value: type, label: type })),
  }));
}
