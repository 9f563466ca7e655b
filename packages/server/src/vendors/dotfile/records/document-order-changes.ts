/** The changes of document orders. None of them changes the company or the case. */
import type { ChangeRecords } from '../../../app/change-records.ts';
import { changed, creation, newMember, unchanged, update } from '../../../domain/record.ts';
import { accepted, type Result, refused } from '../../../domain/refusal.ts';
import { companyKind } from './company-record.ts';
import { documentProducts } from './document-order-products.ts';
import { type DocumentOrderRecord, documentOrderEvent, documentOrderKind } from './document-order-record.ts';
import { idKeyOf } from './record-key.ts';

const ordersPerCompanyMax = 100;

export function createDocumentOrder(
  changeRecords: ChangeRecords,
  workspaceId: string,
  input: { readonly company_id: string; readonly product_ref: string },
): Promise<Result<DocumentOrderRecord>> {
  return changeRecords(workspaceId, {
    async read(reader) {
      const tree = await reader.lock(companyKind, idKeyOf(input.company_id), [documentOrderKind]);
      return tree === null ? invalid('company_id', 'There is no such company.') : accepted(tree);
    },
    decide({ record: company, members }, moment) {
      const product = documentProducts.find(({ product_ref }) => product_ref === input.product_ref);
      if (product === undefined) {
        return invalid('product_ref', 'Expected one of GET /company-data/available-documents.');
      }
      const orders = members.filter(
        ({ kind, parentId }) => kind === documentOrderKind.name && parentId === company.id,
      );
      if (orders.length >= ordersPerCompanyMax) {
        return invalid('company_id', `A company has at most ${ordersPerCompanyMax} document orders.`);
      }
      const { product_ref, name, price_tier } = product;
      const document = { product_ref, name, price_tier, status: 'created', file_id: null } as const;
      const order = newMember(documentOrderKind, company, moment, document);
      return accepted({ writes: [creation(documentOrderKind, order)], events: [], value: order });
    },
  });
}

/** The file's id is made where none is given. An order that is completed already stays as it is. */
export function completeDocumentOrder(
  changeRecords: ChangeRecords,
  workspaceId: string,
  id: string,
  fileId: string | undefined,
): Promise<Result<DocumentOrderRecord>> {
  return endDocumentOrder(changeRecords, workspaceId, id, 'completed', fileId);
}

/** An order that has failed already stays as it is. */
export function failDocumentOrder(
  changeRecords: ChangeRecords,
  workspaceId: string,
  id: string,
): Promise<Result<DocumentOrderRecord>> {
  return endDocumentOrder(changeRecords, workspaceId, id, 'failed', undefined);
}

export function noSuchOrder(): Result<never> {
  return refused('not_found', 'There is no such document order.');
}

function endDocumentOrder(
  changeRecords: ChangeRecords,
  workspaceId: string,
  id: string,
  status: 'completed' | 'failed',
  fileId: string | undefined,
): Promise<Result<DocumentOrderRecord>> {
  return changeRecords(workspaceId, {
    async read(reader) {
      const tree = await reader.lock(documentOrderKind, idKeyOf(id), []);
      return tree === null ? noSuchOrder() : accepted(tree.record);
    },
    decide(before, moment) {
      const { document } = before;
      if (document.status === status) return accepted(unchanged(before));
      if (document.status !== 'created') {
        return refused('invalid_request', `status: The order is ${document.status} already.`);
      }
      const file_id = status === 'completed' ? (fileId ?? moment.newId()) : null;
      const after = changed(before, { ...document, status, file_id }, moment);
      const events = [documentOrderEvent(after, status === 'completed' ? 'Completed' : 'Failed')];
      return accepted({ writes: [update(documentOrderKind, before, after)], events, value: after });
    },
  });
}

function invalid(path: string, message: string): Result<never> {
  return refused('validation_failed', 'The body is not valid.', [{ path, message }]);
}
