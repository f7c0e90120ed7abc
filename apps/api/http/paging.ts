// Growing lists come in pages, newest first: `?limit=&cursor=` in, `page.nextCursor` and a `Link` header out.
import type { Page } from '#application';
import { z } from 'zod';

export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export type PageQuery = z.output<typeof pageQuery>;

/** The answer of a list. */
export function pageOf<Item extends z.ZodType>(name: string, item: Item) {
  return z
    .object({
      items: z.array(item),
      page: z.object({
        nextCursor: z.string().nullable().meta({ description: 'Null: nothing follows' }),
      }),
    })
    .meta({ id: name });
}

/** A list that is never long enough for pages. */
export function listOf<Item extends z.ZodType>(name: string, item: Item) {
  return z.object({ items: z.array(item) }).meta({ id: name });
}

export function presentPage<T>({ items, nextCursor }: Page<T>) {
  return { items, page: { nextCursor } };
}
