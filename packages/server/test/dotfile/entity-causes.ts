import { z } from 'zod';
import type { ApiWalk } from './api-walk.ts';
import { type EventCause, newCase, onRecord } from './event-cause.ts';

/** A case with a main company, another one, and a person who is related to the former. */
export interface Members {
  readonly caseId: string;
  readonly main: string;
  readonly affiliated: string;
  readonly individual: string;
  readonly relation: string;
}

export const person = { first_name: 'Ingrid', last_name: 'Solberg', email: 'ingrid@example.com' };

export async function newMembers(walk: ApiWalk): Promise<Members> {
  const caseId = await newCase(walk);
  const company = async (body: object) =>
    (await walk.ask('POST /companies', [], { case_id: caseId, country: 'NO', ...body })).id;
  const main = await company({ name: 'Fjordline Coffee AS', type: 'main' });
  const affiliated = await company({ name: 'Fjordline Holding AS', type: 'affiliated' });
  const individual = (await walk.ask('POST /individuals', [], { case_id: caseId, ...person })).id;
  const ends = { from_individual_id: individual, to_company_id: main };
  const relation = (await walk.ask('POST /cases/{id}/relations', [caseId], ends)).id;
  return { caseId, main, affiliated, individual, relation };
}

/** A document that was ordered for the main company. */
export async function newOrder(walk: ApiWalk): Promise<string> {
  const { main } = await newMembers(walk);
  const route = 'GET /company-data/available-documents';
  const available = await walk.ask(route, [], undefined, `?company_id=${main}`);
  const product_ref = products.parse(available['data'])[0]?.product_ref;
  return (await walk.ask('POST /company-data/document-orders', [], { company_id: main, product_ref })).id;
}

const products = z.array(z.looseObject({ product_ref: z.string() }));

interface Kind {
  readonly name: string;
  readonly path: string;
  readonly own: (members: Members) => string;
  /** Beside the case's id. */
  readonly create: object;
  readonly patch: object;
}

const kinds: readonly Kind[] = [
  {
    name: 'Individual',
    path: '/individuals',
    own: ({ individual }) => individual,
    create: person,
    patch: { position: 'Owner' },
  },
  {
    name: 'Company',
    path: '/companies',
    own: ({ affiliated }) => affiliated,
    create: { name: 'Acme Holding', type: 'main' },
    patch: { legal_form: 'AS' },
  },
];

export const entityCauses: readonly EventCause[] = [
  ...kinds.flatMap(causesOf),
  {
    type: 'Individual.InfoUpdated',
    by: 'PATCH /cases/{id}/relations/{id}',
    async prepare(walk) {
      const { caseId, relation, individual } = await newMembers(walk);
      return { ids: [caseId, relation], body: { ownership_percentage: 25 }, about: individual };
    },
  },
  {
    type: 'Individual.InfoUpdated',
    by: 'DELETE /cases/{id}/relations/{id}',
    async prepare(walk) {
      const { caseId, relation, individual } = await newMembers(walk);
      return { ids: [caseId, relation], about: individual };
    },
  },
  {
    type: 'Company.InfoUpdated',
    by: 'POST /cases/{id}/relations',
    async prepare(walk) {
      const { caseId, affiliated, main } = await newMembers(walk);
      return {
        ids: [caseId],
        body: { from_company_id: affiliated, to_company_id: main },
        about: affiliated,
      };
    },
  },
  ...(['Completed', 'Failed'] as const).map((end) =>
    onRecord(
      `DocumentOrder.${end}`,
      `POST /document-orders/{id}/${end === 'Completed' ? 'complete' : 'fail'}`,
      async (walk) => [await newOrder(walk)],
    ),
  ),
];

function causesOf({ name, path, own, create, patch }: Kind): readonly EventCause[] {
  const one = `${path}/{id}`;
  const make = async (walk: ApiWalk) => [own(await newMembers(walk))];
  const marked = (isRelevant: boolean) => async () => ({ is_relevant: isRelevant });
  return [
    {
      type: `${name}.Created`,
      by: `POST ${path}`,
      prepare: async (walk) => ({ body: { case_id: await newCase(walk), ...create } }),
    },
    onRecord(`${name}.Updated`, `PATCH ${one}`, make, async () => patch),
    onRecord(`${name}.InfoUpdated`, `PATCH ${one}`, make, async () => patch),
    onRecord(
      `${name}.MarkedAsRelevant`,
      `POST ${one}/set-relevant`,
      async (walk) => {
        const ids = await make(walk);
        await walk.ask(`POST ${one}/set-relevant`, ids, { is_relevant: false });
        return ids;
      },
      marked(true),
    ),
    onRecord(`${name}.MarkedAsNotRelevant`, `POST ${one}/set-relevant`, make, marked(false)),
    onRecord(`${name}.Deleted`, `DELETE ${one}`, make),
  ];
}
