import { cpus, totalmem } from 'node:os'

export interface Extra {
  /** `value` divided by `floor`: how much of what the machine could do at best. */
  readonly ratio?: number
  readonly floor?: number
  /** What the project holds itself to, as text: `>= 25000`. Never a failure; figures depend on the machine. */
  readonly target?: string
}

export interface Report {
  figure(figure: string, value: number, unit: string, extra?: Extra): void
}

const MACHINE = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGb: Math.round(totalmem() / 1e9), node: process.version }

/** One JSON line per figure on the standard output. */
export function reportOf(bench: string): Report {
  return {
    figure(figure, value, unit, extra = {}) {
      const rounded: Record<string, unknown> = { bench, figure, value: significant(value), unit }
      if (extra.ratio !== undefined) rounded['ratio'] = significant(extra.ratio)
      if (extra.floor !== undefined) rounded['floor'] = significant(extra.floor)
      if (extra.target !== undefined) rounded['target'] = extra.target
      process.stdout.write(`${JSON.stringify({ ...rounded, machine: MACHINE, at: new Date().toISOString() })}\n`)
    },
  }
}

/** Four digits that mean something; whole numbers stay whole. */
function significant(value: number): number {
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4))
}

/** What is going on, for whoever watches. */
export function progress(text: string): void {
  process.stderr.write(`${text}\n`)
}
