import { describe, expect, test } from 'vitest';
import { kindWord, ownName, recordName, statusTone, statusWord } from './record-words.ts';

describe('a record', () => {
  test('is called by its name, else by its external id, else by its kind', () => {
    const nameless = { name: ' ', external_id: null, kind: 'document_order' };
    expect(recordName({ ...nameless, name: 'Acme' })).toBe('Acme');
    expect(recordName({ ...nameless, external_id: 'customer-1' })).toBe('customer-1');
    expect(recordName(nameless)).toBe('Document order');
    expect(ownName(nameless)).toBeNull();
  });

  test('has a kind and a status in words, and a status of people’s own as it is', () => {
    expect(kindWord('autonomy_chat_run')).toBe('Autonomy chat run');
    expect(statusWord('in_progress')).toBe('In progress');
    expect(statusWord('No status')).toBe('No status');
  });

  test('has a coloured status only where the status is known', () => {
    expect(['approved', 'Rejected', 'In progress', 'sideways'].map(statusTone)).toEqual([
      'ok',
      'bad',
      'info',
      'idle',
    ]);
  });
});
