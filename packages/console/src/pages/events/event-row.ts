import type { EventAnswer, EventDeliveryAnswer } from '@belfry/api';

/** An event of the list, with what became of it. */
export type ListedEvent = EventAnswer & { readonly deliveries?: readonly EventDeliveryAnswer[] | undefined };
