import { expect, test } from 'vitest';
import { filtered } from './filter.ts';

const orders = { name: 'Orders', url: 'https://shop.example/hook', description: '' };
const audit = { name: 'Audit', url: 'https://audit.example/hook', description: 'Of the shop' };

test('every word has to stand somewhere in the name, the address or the description', () => {
  expect(filtered([orders, audit], 'SHOP')).toEqual([orders, audit]);
  expect(filtered([orders, audit], 'shop audit')).toEqual([audit]);
  expect(filtered([orders, audit], ' ')).toEqual([orders, audit]);
  expect(filtered([orders, audit], 'nothing')).toEqual([]);
});
