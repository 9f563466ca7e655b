/** A vendor's API as its own clients call it: only the base URL and the key are Belfry's. */
import { z } from 'zod';
import type { DemoWorkspace } from './workspace.ts';

export interface Vendor {
  /** As people call it. */
  readonly name: string;
  /** Where its API begins, below Belfry's URL. */
  readonly path: string;
  /** What it does, in words. */
  readonly documentation: string;
  /** The header that carries the key. */
  readonly keyHeader: (key: string) => Readonly<Record<string, string>>;
  /** A request that shows what the story made. */
  readonly lookAt: string;
  readonly webhooks: (workspace: DemoWorkspace, api: VendorApi) => Webhooks;
}

export interface VendorApi {
  /** Throws where the answer is no success: in the demo nothing is expected to be refused. */
  readonly call: (method: Method, path: string, body?: unknown) => Promise<VendorAnswer>;
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface VendorAnswer {
  readonly status: number;
  readonly body: Answered;
}

/** What was answered, as an object; an empty one where there was no body. */
export type Answered = Readonly<Record<string, unknown>>;

/** How the vendor's clients manage their webhooks. */
export interface Webhooks {
  /** Creates the webhook; one of that name, from an earlier run, is deleted with what still waits for it. */
  readonly subscribe: (settings: WebhookSettings) => Promise<Subscribed>;
  /** Gives it another secret; the one before is honoured for a day. */
  readonly rotateSecret: (id: string) => Promise<{ readonly secret: string; readonly request: string }>;
}

export interface WebhookSettings {
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
}

export interface Subscribed {
  readonly id: string;
  readonly secret: string;
}

export function vendorApi({ path: base, keyHeader }: Vendor, { baseUrl, key }: DemoWorkspace): VendorApi {
  return {
    async call(method, path, body) {
      const response = await fetch(`${baseUrl}${base}${path}`, {
        method,
        headers: { ...keyHeader(key), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${base}${path} was answered ${response.status}: ${text}`);
      return { status: response.status, body: text === '' ? {} : answered.parse(JSON.parse(text)) };
    },
  };
}

/** A text of the answer, such as an id. */
export function textOf(answer: Answered, property: string): string {
  return z.string().parse(answer[property]);
}

const answered = z.record(z.string(), z.unknown());
