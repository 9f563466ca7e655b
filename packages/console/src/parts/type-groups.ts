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

/** The choice with a type that is filtered by, but is no longer in the catalogue. */
export function withType(types: readonly TypeGroup[], type: string | undefined): TypeGroup[] {
  const has = type === undefined || types.some(({ items }) => items.some(({ value }) => value === type));
  return has ? [...types] : [...types, { group: 'Other', items: [{ value: type, label: type }] }];
}
