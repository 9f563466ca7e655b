import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorAnswer } from '@belfry/api';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { AppContext } from '../app/context.ts';

/** A scope whose routes are typed by their zod schemas. */
export type Api = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** One resource's routes. */
export type Routes = (api: Api, context: AppContext) => void;

/** Path parameter of everything that has an id; what is no UUID names nothing. */
export const idParams = z.object({ id: z.uuid() });

/** What a route answers where it does not succeed. */
export const refusals = { '4xx': errorAnswer, '5xx': errorAnswer };

export const noContent = z.undefined().meta({ description: 'Done.' });

/** Stands for a value that the caller may not see. */
export const hiddenValue = 'hidden';

/** An instant as the API writes it. */
export function instantText(ms: number): string;
export function instantText(ms: number | null): string | null;
export function instantText(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** Of an instant that a schema has checked. */
export function instantMs(text: string): number;
export function instantMs(text: string | undefined): number | undefined;
export function instantMs(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}
