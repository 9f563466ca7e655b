import type { EventName, RequestInput } from '@belfry/dialects';
import type { DeliveryProgress } from './delivery.ts';

/** A delivery that this process has to make now. */
export interface DeliveryTask {
  readonly workspaceId: string;
  readonly id: string;
  readonly webhookId: string;
  readonly wire: EventName;
  readonly test: boolean;
  readonly event: RequestInput['event'];
  readonly progress: DeliveryProgress;
  /** When its event was accepted, or the delivery claimed; milliseconds since the epoch. */
  readonly takenAt: number;
  /** The hand-off that vouches for it until it has a row; null: it has one. */
  handoff: Handoff | null;
}

/** A row of `handoffs` as its owner sees it. */
export interface Handoff {
  readonly workspaceId: string;
  readonly id: string;
  /** Deliveries of it whose outcome is not in the database yet. */
  readonly open: Set<DeliveryTask>;
}

export interface EndpointKey {
  readonly workspaceId: string;
  readonly webhookId: string;
}

/** What takes deliveries on: the sender, as publishing sees it. */
export interface DeliveryTaker {
  /** The process's id, as the owner of hand-offs and leases. */
  readonly owner: string;
  /** Whether one more delivery is taken; a yes holds the room until `take` or `cancel`. */
  readonly reserve: (endpoint: EndpointKey, bytes: number) => boolean;
  readonly cancel: (endpoint: EndpointKey, bytes: number) => void;
  /** Takes reserved deliveries, after the commit that vouches for them. */
  readonly take: (tasks: readonly DeliveryTask[]) => void;
  /** A hand-off whose recording failed: it may be, or come to be, in the database all the same, and is never taken. */
  readonly giveUp: (handoffId: string) => void;
  /** Null: there is room; otherwise resolves when there is, or after a bounded wait. */
  readonly whenRoom: () => Promise<void> | null;
}
