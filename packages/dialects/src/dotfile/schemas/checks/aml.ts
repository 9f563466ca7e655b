import * as z from 'zod';
import { checkResultOrNull, dateTime, dateTimeOrNull, flag, text, textOrNull, uuid } from '../scalars.ts';
import { review } from '../user.ts';
import { onEither } from './shape.ts';

const screenedLists = ['sanction', 'warning', 'fitness_probity', 'pep', 'adverse_media'] as const;
const listType = z.enum([
  ...screenedLists,
  'law_enforcement',
  'special_interest_categories',
  'regulatory_enforcement',
  'other_bodies',
]);
const matchStatus = z.enum(['no_match', 'potential_match', 'false_positive', 'true_positive']);

const settings = z.discriminatedUnion('vendor', [
  z.strictObject({
    vendor: z.literal('comply_advantage'),
    fuzziness: z.number(),
    exact_match: flag,
    list_types: z.array(z.enum(screenedLists)).nullable(),
    profile_id: textOrNull,
    enable_entity_filter: flag,
  }),
  z.strictObject({ vendor: z.literal('comply_advantage_mesh') }),
  z.strictObject({ vendor: z.literal('worldcheck'), is_media_check_enabled: flag }),
]);

const searchShape = { is_search_monitored: flag, created_at: dateTime };

const vendor = z.discriminatedUnion('name', [
  z.strictObject({
    ...searchShape,
    name: z.literal('comply_advantage'),
    search_url: text,
    search_id: text,
    search_ref: text,
  }),
  z.strictObject({ ...searchShape, name: z.literal('comply_advantage_mesh'), customer_id: text }),
  z.strictObject({
    ...searchShape,
    name: z.literal('worldcheck'),
    case_url: text,
    results_count: z
      .strictObject({ watchlist: z.number().optional(), mediacheck: z.number().optional() })
      .optional(),
  }),
]);

const hitShape = {
  hit_id: text,
  updated_by_monitoring_status: z.enum(['new', 'updated', 'removed']).nullable(),
  updated_by_monitoring_at: dateTimeOrNull,
};

const hit = z.strictObject({
  id: uuid,
  name: text,
  list_types: z.array(listType),
  status: matchStatus,
  review,
  vendor: z.discriminatedUnion('name', [
    z.strictObject({ ...hitShape, name: z.literal('comply_advantage') }),
    z.strictObject({ ...hitShape, name: z.literal('comply_advantage_mesh'), risk_id: text }),
    z.strictObject({ ...hitShape, name: z.literal('worldcheck') }),
  ]),
});

/** A search of sanctions, watch lists, politically exposed persons and adverse media. */
export const amlCheck = z.strictObject({
  ...onEither,
  type: z.literal('aml'),
  data: z.strictObject({
    result: checkResultOrNull,
    settings,
    vendor,
    review,
    match_status: matchStatus,
    hits_list_types: z.array(listType),
    hits: z.array(hit),
  }),
});
