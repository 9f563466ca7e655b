// Written by `npm run generate` from the catalogue of the ComPilot dialect: change it there.

export type AlertEvent = AlertCreatedEvent | AlertUpdatedEvent | AlertDeletedEvent;

/** An alert was opened. */
export interface AlertCreatedEvent {
  readonly eventType: 'alert.created';
  readonly payload: Alert;
}

/** An alert changed: it was closed or escalated for instance. */
export interface AlertUpdatedEvent {
  readonly eventType: 'alert.updated';
  readonly payload: Alert;
}

/** An alert was deleted; the last state is sent. */
export interface AlertDeletedEvent {
  readonly eventType: 'alert.deleted';
  readonly payload: Alert;
}

export interface Alert {
  readonly id: string;
  readonly severity: 'Low' | 'Medium' | 'High';
  readonly status: 'Open' | 'Under Investigation' | 'Pending' | 'Closed' | 'Escalated';
  readonly externalCustomerId?: string | null;
  readonly customerId: string;
  readonly scenarioAlertCount?: number | null;
  readonly workflowName?: string | null;
  readonly workflowId?: string | null;
  readonly reason?: string | null;
  readonly createdAt: string;
  readonly updatedAt?: string | null;
  readonly tags: readonly AlertTag[];
}

export interface AlertTag {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  readonly createdAt: string;
  readonly updatedAt: string | null;
}
