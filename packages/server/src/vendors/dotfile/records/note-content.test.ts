import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { contentLength, noteContent } from './note-content.ts';

describe('the content of a note', () => {
  it.each([
    ['Hello', '<p>Hello</p>'],
    ['<p>Hello <b>you</b></p>', '<p>Hello <b>you</b></p>'],
    ['<UL><LI>One</LI></UL>', '<ul><li>One</li></ul>'],
    ['One\nTwo\r\nThree', '<p>One<br />Two<br />Three</p>'],
    ['<br><hr/>', '<p><br /><hr /></p>'],
    ['<script>alert(1)</script><img src=x onerror=alert(1)>', '<p>alert(1)</p>'],
    ['<p onclick="x()" class="y">Hi</p>', '<p>Hi</p>'],
    ['<a href="javascript:alert(1)">x</a>', '<p><a>x</a></p>'],
    [
      '<a target="_top" href="https://example.com/?a=1&b=2">x</a>',
      '<p><a href="https://example.com/?a=1&b=2" target="_blank" rel="noopener noreferrer">x</a></p>',
    ],
    [
      'See https://example.com/a?b=c&d=e now',
      '<p>See <a href="https://example.com/a?b=c&d=e" target="_blank" rel="noopener noreferrer">https://example.com/a?b=c&d=e</a> now</p>',
    ],
    [
      '<span data-type="mention" data-id="user:1" style="x"></span>',
      '<p><span data-type="mention" data-id="user:1"></span></p>',
    ],
    ['1 < 2 && 3 > 2', '<p>1 &lt; 2 && 3 &gt; 2</p>'],
    ['<b<i>x', '<p>&lt;b<i>x</p>'],
    ['\u0000 שלום 😀 \u202e', '<p>\u0000 שלום 😀 \u202e</p>'],
  ])('%j is kept as %j', (given, kept) => {
    expect(noteContent(given)).toBe(kept);
  });

  it('counts its characters without the tags', () => {
    expect(contentLength('<p>a <b>😀</b><br /></p>')).toBe(3);
  });
});

const piece = fc.oneof(
  fc.constantFrom('<p>', '</p>', '<a href="https://x.y/', '">', '</a>', '<script', '>', '<', '&lt;', '"'),
  fc.constantFrom("'", '\n', 'https://x.y', '<br>', ' onclick=', "<span data-id='", '/>', '&', 'mailto:a'),
  fc.string({ maxLength: 5 }),
);
const givenTexts = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

test('what comes out of any text has allowed tags only, and goes in unchanged', () => {
  const tag =
    /<\/?(p|b|i|em|strong|a|li|ul|span)>|<(br|hr) \/>|<a href="(https?:\/\/|mailto:)[^"<>]*" target="_blank" rel="noopener noreferrer">|<span( data-(type|id|label)="[^"<>]*")+>/gi;
  fc.assert(
    fc.property(givenTexts, (given) => {
      const kept = noteContent(given);
      expect(kept.replaceAll(tag, '')).not.toMatch(/[<>]/);
      expect(noteContent(kept)).toBe(kept);
    }),
    { numRuns: 2_000 },
  );
});
