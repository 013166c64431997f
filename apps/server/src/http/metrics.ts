// The one file that knows the Prometheus client library.
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from '@prometheus-io/client'
import type { MetricsText } from './ports.ts'

export type Labels = Readonly<Record<string, string>>

export interface Metrics extends MetricsText {
  /** Something that only grows. The returned function adds (default 1). */
  counter(name: string, help: string, labels?: readonly string[]): (labels?: Labels, by?: number) => void
  /** A value read when somebody asks: `read` gives one number, or one per set of labels. */
  gauge(name: string, help: string, read: () => number | readonly { labels: Labels; value: number }[], labels?: readonly string[]): void
  /** How a quantity is spread. `buckets` are upper bounds in the unit that the name ends in (`_seconds`). */
  histogram(name: string, help: string, buckets: readonly number[], labels?: readonly string[]): (value: number, labels?: Labels) => void
}

const PREFIX = 'touchstone_'

/** Names get the prefix `touchstone_`. Process figures (memory, event-loop delay, collection pauses) are included. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: PREFIX })
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    counter(name, help, labels = []) {
      const counter = new Counter({ name: PREFIX + name, help, labelNames: [...labels], registers: [registry] })
      return (given = {}, by = 1) => counter.inc({ ...given }, by)
    },
    gauge(name, help, read, labels = []) {
      new Gauge({
        name: PREFIX + name,
        help,
        labelNames: [...labels],
        registers: [registry],
        collect() {
          const now = read()
          if (typeof now === 'number') return this.set(now)
          this.reset()
          for (const one of now) this.set({ ...one.labels }, one.value)
        },
      })
    },
    histogram(name, help, buckets, labels = []) {
      const histogram = new Histogram({ name: PREFIX + name, help, buckets: [...buckets], labelNames: [...labels], registers: [registry] })
      return (value, given = {}) => histogram.observe({ ...given }, value)
    },
  }
}
