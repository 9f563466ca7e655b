import { AsyncLocalStorage } from 'node:async_hooks';
import { type CustomAdapter, createAdapterFactory } from 'better-auth/adapters';
import {
  type AuthCondition,
  type AuthRow,
  type AuthTable,
  countAuthRows,
  deleteAuthRows,
  insertAuthRow,
  selectAuthRows,
  updateAuthRows,
} from '../store/auth-rows.ts';
import type { Database, Sql } from '../store/database.ts';

const underWay = new AsyncLocalStorage<Sql>();

/** What the library reads and writes meanwhile is part of the transaction. */
export function within<Value>(sql: Sql, task: () => Promise<Value>): Promise<Value> {
  return underWay.run(sql, task);
}

/** better-auth's rows in our own tables, over our own pool. */
export function rowsAdapter(database: Database) {
  const sql = (): Sql => underWay.getStore() ?? database;
  return createAdapterFactory({
    config: {
      adapterId: 'belfry',
      supportsNumericIds: false,
      supportsUUIDs: true,
      supportsJSON: true,
      supportsDates: true,
      supportsBooleans: true,
      transaction: false,
    },
    adapter: () => customAdapter(sql),
  });
}

function customAdapter(sql: () => Sql): CustomAdapter {
  const find = async (model: string, where: Where | undefined, limit: number) =>
    selectAuthRows(sql(), tableOf(model), conditionsOf(where), limit);
  const update = async (model: string, where: Where, change: unknown) =>
    updateAuthRows(sql(), tableOf(model), conditionsOf(where), rowOf(change));
  return {
    create: async ({ model, data }) => typed(await insertAuthRow(sql(), tableOf(model), rowOf(data))),
    findOne: async ({ model, where }) => typed((await find(model, where, 1))[0] ?? null),
    findMany: async ({ model, where, limit, sortBy, offset }) => {
      if (sortBy !== undefined || (offset ?? 0) !== 0)
        throw new Error('Lists come in one order, from their start.');
      return typed(await find(model, where, limit));
    },
    update: async ({ model, where, update: change }) =>
      typed((await update(model, where, change))[0] ?? null),
    updateMany: async ({ model, where, update: change }) => (await update(model, where, change)).length,
    delete: async ({ model, where }) => {
      await deleteAuthRows(sql(), tableOf(model), conditionsOf(where));
    },
    deleteMany: ({ model, where }) => deleteAuthRows(sql(), tableOf(model), conditionsOf(where)),
    count: ({ model, where }) => countAuthRows(sql(), tableOf(model), conditionsOf(where)),
  };
}

type Where = Parameters<CustomAdapter['deleteMany']>[0]['where'];

function tableOf(model: string): AuthTable {
  switch (model) {
    case 'users':
    case 'sessions':
    case 'credentials':
      return model;
    default:
      throw new Error(`better-auth asks for "${model}", which Belfry does not use.`);
  }
}

function conditionsOf(where: Where | undefined): readonly AuthCondition[] {
  return (where ?? []).map(({ field, operator, value, connector }) => {
    if (connector !== 'AND') throw new Error(`Conditions are joined with ${connector}.`);
    switch (operator) {
      case 'not_in':
      case 'contains':
      case 'starts_with':
      case 'ends_with':
        throw new Error(`better-auth compares with "${operator}", which Belfry does not know.`);
      default:
        return {
          column: field,
          operator: operator ?? 'eq',
          value: Array.isArray(value) ? value.map(String) : value,
        };
    }
  });
}

/** The library has mapped fields to columns and values to those of a row by now; undefined ones are left out. */
function rowOf(data: unknown): AuthRow {
  const entries = Object.entries(data ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}

/** The adapter's contract lets the caller choose the type of a row that the adapter cannot know. */
function typed<Row>(row: unknown): Row {
  return row as Row;
}
