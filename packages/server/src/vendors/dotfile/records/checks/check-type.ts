import type { z } from 'zod';
import type { Address } from '../entity-record.ts';
import type { CheckDetails, CheckDocument, CheckEntityKind, CheckType } from './check-record.ts';

/** What differs between the types of checks; everything else is the same for all. */
export interface CheckTypeRules {
  readonly type: CheckType;
  /** As messages call it: "an AML check". */
  readonly label: string;
  /** As paths call it: `/checks/id_document`, but `/checks/fraud-database`. */
  readonly path: string;
  /** What a check of the type can be on. */
  readonly entities: readonly CheckEntityKind[];
  /** The contact has no part in it. A document check goes by its document type instead. */
  readonly isInternal: boolean;
  /** Reads the settings of a body; an absent object is an empty one. */
  readonly settings: z.ZodType<CheckPlan>;
  /** Reads the files that a body brings along; null: the type takes none. */
  readonly files: z.ZodType<CheckFiles> | null;
  /** Reads a body that adds files. */
  readonly addedFiles: z.ZodType<CheckFiles> | null;
  /** Reads what a result may say of `details`, each part by itself. */
  readonly reported: z.ZodType<CheckDetails>;
}

/** What becomes of the settings of a body. */
export interface CheckPlan {
  readonly automatic: CheckDocument['automatic'];
  /** Of a document check alone. */
  readonly documentTypeKey: string | null;
  readonly subtype: string | null;
  /** Pure: the details of a new check. */
  readonly details: (start: CheckStart) => CheckDetails;
}

/** What becomes of uploads: their ids, for checks that list them, and what the details say from now on. */
export type CheckFiles = (newId: () => string) => {
  readonly fileIds: readonly string[];
  readonly details: CheckDetails;
  readonly automatic?: CheckDocument['automatic'];
};

export interface CheckStart {
  readonly subject: CheckSubject;
  /** Of a document check alone. */
  readonly documentType: DocumentTypeImage | null;
  /** A fresh UUID, for whatever the vendor would name. */
  readonly reference: string;
  /** The moment, as on the wire. */
  readonly at: string;
}

/** What checks take from the individual or company that they are on; what it has not is null. */
export interface CheckSubject {
  readonly kind: CheckEntityKind;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly birth_date: string | null;
  readonly email: string | null;
  readonly phone_number: string | null;
  readonly company_name: string | null;
  readonly commercial_name: string | null;
  readonly company_number: string | null;
  readonly website_url: string | null;
  /** Of the company, or of the individual's address. */
  readonly country: string | null;
  readonly address: Address;
}

/** Dotfile's `CustomDocumentType`. */
export interface DocumentTypeImage {
  readonly id: string;
  readonly label: string;
  readonly key: string;
  readonly target_entities: readonly CheckEntityKind[];
  readonly is_internal: boolean;
  readonly created_at: string;
  readonly updated_at: string;
  readonly archived_at: string | null;
}
