import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { DurationHistogram } from './duration-histogram.ts';
import type { Performed } from './perform.ts';

const durationBucketsS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];
const batchBuckets = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000];

export interface EngineGauges {
  readonly inFlight: () => number;
  readonly queued: () => number;
  readonly unwritten: () => number;
}

/** The Prometheus metrics of one process; every name begins with belfry_. docs/operating.md lists them. */
export class Metrics {
  readonly registry = new Registry();
  readonly #registers = [this.registry];
  readonly accepted = this.#counter('belfry_events_accepted_total', 'Events recorded.');
  readonly planned = this.#counter(
    'belfry_deliveries_planned_total',
    'Deliveries that recorded events gave rise to.',
  );
  readonly delivered = this.#counter('belfry_calls_succeeded_total', 'Calls that were answered with a 2xx.');
  readonly failed = new Counter({
    name: 'belfry_calls_failed_total',
    help: 'Calls that failed, by kind of error.',
    labelNames: ['error_kind'],
    registers: this.#registers,
  });
  readonly retries = this.#counter('belfry_retries_total', 'Calls that were retries, automatic and manual.');
  readonly held = this.#counter(
    'belfry_deliveries_held_total',
    'Deliveries held because their webhook is offline.',
  );
  readonly rescued = this.#counter(
    'belfry_rescued_total',
    'Hand-offs and leases taken over from processes that died.',
  );
  readonly writeFailures = this.#counter(
    'belfry_write_failures_total',
    'Batches of outcomes that had to be written again.',
  );
  readonly dueLagSeconds = new Gauge({
    name: 'belfry_due_lag_seconds',
    help: 'How long the longest due delivery that nobody has taken has been due.',
    registers: this.#registers,
  });
  readonly dueRecords = new Counter({
    name: 'belfry_due_records_total',
    help: 'Records that had come due and were seen to, by kind; by several processes, where they meet.',
    labelNames: ['kind'],
    registers: this.#registers,
  });
  readonly dueRecordFailures = new Counter({
    name: 'belfry_due_record_failures_total',
    help: 'Failed tries to see to a record that had come due, by kind.',
    labelNames: ['kind'],
    registers: this.#registers,
  });
  readonly dueRecordLagSeconds = new Gauge({
    name: 'belfry_due_record_lag_seconds',
    help: 'How long the longest due record had been due when the clock last looked, by the kinds that it looked for.',
    labelNames: ['kinds'],
    registers: this.#registers,
  });
  readonly callSeconds = new DurationHistogram(
    'belfry_call_duration_seconds',
    'Duration of calls.',
    durationBucketsS,
  );
  readonly acceptToOutcomeSeconds = new DurationHistogram(
    'belfry_accept_to_outcome_seconds',
    'From the recording of an event to the outcome of a first call.',
    durationBucketsS,
  );
  readonly outcomeBatch = new Histogram({
    name: 'belfry_outcome_batch_size',
    help: 'Outcomes written in one batch.',
    buckets: batchBuckets,
    registers: this.#registers,
  });
  readonly publishBatch = new Histogram({
    name: 'belfry_publish_batch_size',
    help: 'Events recorded in one commit.',
    buckets: batchBuckets,
    registers: this.#registers,
  });

  constructor() {
    this.registry.registerMetric(this.callSeconds.asMetric());
    this.registry.registerMetric(this.acceptToOutcomeSeconds.asMetric());
  }

  observe(gauges: EngineGauges): void {
    this.#gauge('belfry_calls_in_flight', 'Calls under way.', gauges.inFlight);
    this.#gauge('belfry_deliveries_queued', 'Deliveries queued in memory.', gauges.queued);
    this.#gauge('belfry_outcomes_unwritten', 'Outcomes not in the database yet.', gauges.unwritten);
  }

  /** Counts what one commit recorded. */
  readonly recorded = (events: number, deliveries: number): void => {
    this.accepted.inc(events);
    this.planned.inc(deliveries);
    this.publishBatch.observe(events);
  };

  /** Counts one turn of a delivery. */
  count({ task, outcome, call }: Performed, now: number): void {
    if (outcome.progress.state === 'held') this.held.inc();
    if (call === null) return;
    if (call.succeeded) this.delivered.inc();
    else this.failed.inc({ error_kind: outcome.errorKind ?? 'unknown' });
    if (task.progress.nextAttemptType !== 'first_call') this.retries.inc();
    else if (task.handoff !== null) this.acceptToOutcomeSeconds.observe((now - task.takenAt) / 1000);
    this.callSeconds.observe(call.durationMs / 1000);
  }

  #counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: this.#registers });
  }

  #gauge(name: string, help: string, read: () => number): Gauge {
    return new Gauge({
      name,
      help,
      registers: this.#registers,
      collect() {
        this.set(read());
      },
    });
  }
}
