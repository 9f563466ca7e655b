import { isOfKind, type RecordKind, type StoredRecord } from '../domain/record.ts';

/** A kind of records as people browse it; its vendor says how. */
export interface BrowsableKind {
  /** The name of the `RecordKind`. */
  readonly kind: string;
  /** For people, in the plural: "Cases". */
  readonly label: string;
  /** What people know the record by; null: nothing but its ids. */
  readonly title: (record: StoredRecord) => string | null;
  /** Under what its events and deliveries are found; null: it has none. */
  readonly subject: (record: StoredRecord) => RecordSubject | null;
}

export interface RecordSubject {
  readonly key: string;
  readonly value: string;
}

/** In the order in which they are shown; none for a dialect without records. */
export type BrowsableKindsOf = (dialect: string) => readonly BrowsableKind[];

export function browsableKind<Document>(
  kind: RecordKind<Document>,
  label: string,
  says: {
    readonly title: (document: Document) => string | null;
    readonly subject: (record: StoredRecord<Document>) => RecordSubject | null;
  },
): BrowsableKind {
  const own = (record: StoredRecord): StoredRecord<Document> => {
    if (!isOfKind(record, kind)) throw new Error(`${record.id} is a ${record.kind}, and no ${kind.name}.`);
    return record;
  };
  return {
    kind: kind.name,
    label,
    title: (record) => says.title(own(record).document),
    subject: (record) => says.subject(own(record)),
  };
}
