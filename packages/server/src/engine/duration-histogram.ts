import type { Metric, MetricObjectWithValues, MetricValue } from 'prom-client';

/**
 * A Prometheus histogram of seconds whose `observe` is an addition: prom-client's own looks its labels up in a hash
 * at every observation, which is dear at one per call. It is registered like any other metric.
 */
export class DurationHistogram {
  readonly name: string;
  readonly help: string;
  readonly #boundsS: readonly number[];
  readonly #counts: number[];
  #sum = 0;

  constructor(name: string, help: string, boundsS: readonly number[]) {
    this.name = name;
    this.help = help;
    this.#boundsS = boundsS;
    this.#counts = new Array<number>(boundsS.length + 1).fill(0);
  }

  observe(seconds: number): void {
    let bucket = 0;
    while (bucket < this.#boundsS.length && seconds > (this.#boundsS[bucket] ?? 0)) bucket++;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#sum += seconds;
  }

  /** prom-client's reader. Buckets are cumulative, as the exposition format wants them. */
  async get(): Promise<MetricObjectWithValues<MetricValue<string>>> {
    let total = 0;
    const values: (MetricValue<string> & { metricName: string })[] = this.#counts.map((count, bucket) => {
      total += count;
      return {
        metricName: `${this.name}_bucket`,
        value: total,
        labels: { le: this.#boundsS[bucket] ?? '+Inf' },
      };
    });
    values.push({ metricName: `${this.name}_sum`, value: this.#sum, labels: {} });
    values.push({ metricName: `${this.name}_count`, value: total, labels: {} });
    // prom-client's MetricType is a const enum that an erasable syntax cannot name; this is its value.
    return { name: this.name, help: this.help, type: 'histogram', values, aggregator: 'sum' } as never;
  }

  reset(): void {
    this.#counts.fill(0);
    this.#sum = 0;
  }

  /** prom-client registers what has a name, `get` and `reset`; its type asks for more than it uses. */
  asMetric(): Metric {
    return this as unknown as Metric;
  }
}
