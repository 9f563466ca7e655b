import type { RecordReader } from '../../../app/record-reader.ts';
import { accepted, type Result } from '../../../domain/refusal.ts';
import { invalidField } from '../body.ts';
import { type CustomerRecord, customerKind } from './customer-record.ts';
import { keyOf } from './resource.ts';

/** The customer that a body names, which nobody changes or deletes meanwhile. Refuses where there is none. */
export async function lockCustomer(reader: RecordReader, id: string): Promise<Result<CustomerRecord>> {
  const tree = await reader.lock(customerKind, keyOf(id), []);
  return tree === null ? invalidField('customerId', 'There is no such customer.') : accepted(tree.record);
}
