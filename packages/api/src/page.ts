import { z } from 'zod';

export const pageItemsMax = 100;
export const pageItemsDefault = 50;

/** Query parameters of every list that is read in pages. */
export const pageQuery = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(pageItemsMax)
    .default(pageItemsDefault)
    .meta({ description: 'Items of a page.' }),
  cursor: z
    .string()
    .max(100)
    .optional()
    .meta({ description: '`next_cursor` of the page before; absent: the first page.' }),
};

/** Items, newest first. A page may be short, even empty, and still have a next one: read until it is null. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    data: z.array(item),
    next_cursor: z
      .string()
      .nullable()
      .meta({ description: 'Null on the last page. A short page with a cursor is not the last one.' }),
  });
}

export interface Page<Item> {
  data: Item[];
  next_cursor: string | null;
}
