import { caseFlags } from '@belfry/dialects/dotfile';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CheckState, derivedFrom } from './case-derived.ts';

const check = (status: CheckState['status'], isInternal = false): CheckState => ({
  status,
  is_internal: isInternal,
});

describe('what follows for a case from its checks', () => {
  test.each([
    ['no checks', [], [], [], false, false],
    ['a check to be filled in', [check('in_progress')], [], ['for_first_collect'], true, false],
    ['one that a vendor looks at', [check('processing')], [], ['first_collect_completed'], false, false],
    [
      'one to be reviewed',
      [check('need_review')],
      [],
      ['for_review', 'first_collect_completed'],
      false,
      true,
    ],
    [
      'all approved',
      [check('approved'), check('approved')],
      [],
      ['all_checks_approved', 'first_collect_completed'],
      false,
      false,
    ],
    [
      'one asked for after the first collection',
      [check('approved'), check('in_progress')],
      ['first_collect_completed'],
      ['for_recollection', 'first_collect_completed'],
      true,
      false,
    ],
    ['an internal one', [check('in_progress', true)], [], ['first_collect_completed'], false, false],
    ['an expired one', [check('expired'), check('approved')], [], ['first_collect_completed'], false, false],
  ] as const)('%s', (_, checks, before, flags, contact, reviewer) => {
    expect(derivedFrom(checks, before)).toEqual({
      flags,
      contact_has_actions: contact,
      reviewer_has_actions: reviewer,
    });
  });

  test('is the same however often it is derived, whatever the order of the checks', () => {
    const anyCheck = fc.record({
      status: fc.constantFrom('in_progress', 'need_review', 'processing', 'approved', 'rejected', 'expired'),
      is_internal: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyCheck), fc.subarray([...caseFlags]), (checks, before) => {
        const once = derivedFrom(checks, before);
        expect(derivedFrom([...checks].reverse(), once.flags)).toEqual(once);
        expect(once.flags.includes('for_review')).toBe(once.reviewer_has_actions);
      }),
    );
  });
});
