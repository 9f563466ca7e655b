import { describe, expect, test } from 'vitest';
import { subjectChoices, subjectKeys, subjectOf } from './subject-text.ts';

describe('a subject as it is typed', () => {
  test('a key and a value are taken as they are, colons in the value too', () => {
    expect(subjectOf(' case_id:a:b ', [])).toEqual({ ok: true, subject: 'case_id:a:b' });
  });

  test('a value alone is offered for every key, and taken for the first', () => {
    expect(subjectChoices('6f1c', ['case_id', 'company_id'])).toEqual(['case_id:6f1c', 'company_id:6f1c']);
    expect(subjectOf('6f1c', ['case_id'])).toEqual({ ok: true, subject: 'case_id:6f1c' });
  });

  test('a key without a value, or no key at all, is not sent', () => {
    expect(subjectOf('case_id:', ['case_id']).ok).toBe(false);
    expect(subjectOf('6f1c', []).ok).toBe(false);
  });

  test('nothing typed filters nothing', () => {
    expect(subjectOf('  ', ['case_id'])).toEqual({ ok: true, subject: undefined });
  });

  test('keys are those of the vendor and those in sight, each once', () => {
    expect(subjectKeys('dotfile', [{ subject: { case_id: '1', check_id: '2' } }, { subject: null }])).toEqual(
      ['case_id', 'individual_id', 'company_id', 'check_id'],
    );
  });
});
