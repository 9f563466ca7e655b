/** Who changed which record, when and how: recorded with the change. What it says is its vendor's. */
export interface Activity<Document = unknown> {
  /** A UUIDv7 of the change's moment. */
  readonly id: string;
  /** The top of the tree that was changed. */
  readonly rootId: string;
  /** Unique to the vendor: what was done, by what sort of author, to what. */
  readonly type: string;
  /** Of a type that the vendor's published contract does not have. */
  readonly extra: boolean;
  /** Values compared for equality by lists, by field. */
  readonly terms: Readonly<Record<string, readonly string[]>>;
  /** True where this change deleted the root: from then on its activities are kept for the retention only. */
  readonly rootDeleted: boolean;
  /** Plain JSON. */
  readonly document: Document;
}

/** An activity as it is read back. */
export type StoredActivity<Document = unknown> = Pick<
  Activity<Document>,
  'id' | 'rootId' | 'type' | 'document'
>;
