// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.
import type { Context } from './context.ts';

export type DocumentOrderEvent = DocumentOrderCompletedEvent | DocumentOrderFailedEvent;

/** A document ordered for a company has arrived. */
export interface DocumentOrderCompletedEvent {
  readonly event: 'DocumentOrder.Completed';
  readonly context: Context;
  readonly document_order: DocumentOrder;
}

/** A document ordered for a company could not be had. */
export interface DocumentOrderFailedEvent {
  readonly event: 'DocumentOrder.Failed';
  readonly context: Context;
  readonly document_order: DocumentOrder;
}

export interface DocumentOrder {
  readonly id: string;
  readonly company_id: string;
  readonly product_ref: string;
  readonly name: string;
  readonly price_tier: string;
  readonly status: 'created' | 'processing' | 'completed' | 'failed';
  readonly file_id: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}
