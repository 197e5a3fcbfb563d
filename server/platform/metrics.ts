import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What /metrics shows. Domains get small ports of their own; compose.ts connects them to these. */
export interface Metrics {
  readonly contentType: string;
  /** The whole page in the Prometheus text format. */
  page(): Promise<string>;
  counter(name: string, help: string, labels?: readonly string[]): Count;
  /** A gauge that is read when the page is asked for. */
  gauge(name: string, help: string, read: () => number): void;
  /** Buckets in the unit that the name says. */
  histogram(name: string, help: string, buckets: readonly number[]): Observe;
}

/** Adds one for these labels. Label values must come from bounded sets. */
export type Count = (labels?: Readonly<Record<string, string>>) => void;
export type Observe = (value: number) => void;

/** Makes the registry, with the process's own figures and the event loop's lag (`nodejs_eventloop_lag_*`). */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    contentType: registry.contentType,
    page: () => registry.metrics(),
    counter(name, help, labels = []) {
      const counter = new Counter({ name, help, labelNames: [...labels], registers: [registry] });
      return (values = {}) => counter.inc(values);
    },
    gauge(name, help, read) {
      registry.registerMetric(
        new Gauge({
          name,
          help,
          registers: [],
          collect() {
            this.set(read());
          },
        }),
      );
    },
    histogram(name, help, buckets) {
      const histogram = new Histogram({ name, help, buckets: [...buckets], registers: [registry] });
      return (value) => histogram.observe(value);
    },
  };
}
