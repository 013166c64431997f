// Previews of rules, one at a time: started, followed while they run, and kept until the next few push them out.
import { fail, ok, type Clock, type Millis, type Result } from '@touchstone/base'
import type { IdentityRules } from '@touchstone/vocabulary'
import { PREVIEW_JOB, type PreviewAnswer, type PreviewArgument, type PreviewMessage, type PreviewOutcome } from './preview-job.ts'
import type { Standing } from './preview-run.ts'

/** Previews that are remembered. */
const KEPT = 5

export interface RulePreview {
  readonly id: number
  readonly state: 'running' | 'done' | 'failed'
  /** Of the rules that held when it began. */
  readonly against: number
  readonly candidate: IdentityRules
  readonly through: number
  readonly startedAt: Millis
  readonly milliseconds: number
  /** Facts read, of how many. */
  readonly facts: number
  readonly total: number
  readonly outcome: PreviewOutcome | undefined
  readonly failure: string | undefined
}

export interface PreviewPorts {
  readonly clock: Clock
  readonly runJob: (job: string, argument: unknown, onMessage: (message: unknown) => void) => Promise<Result<unknown>>
  /** The highest log position up to which every fact is in the warehouse. */
  readonly historyThrough: () => number
  readonly standing: () => Promise<Standing>
}

export class RulePreviews {
  readonly #ports: PreviewPorts
  readonly #kept: RulePreview[] = []
  #numbered = 0

  constructor(ports: PreviewPorts) {
    this.#ports = ports
  }

  find(id: number): RulePreview | undefined {
    return this.#kept.find((one) => one.id === id)
  }

  /** Fails with `profiles.preview-running` while another one runs. Throws the registry's error. */
  async start(current: { readonly version: number; readonly set: IdentityRules }, candidate: IdentityRules): Promise<Result<RulePreview>> {
    const running = this.#kept.find(({ state }) => state === 'running')
    if (running !== undefined) return fail('profiles.preview-running', `preview ${running.id} is running; rules are tried one set at a time`)
    const { clock, historyThrough, standing, runJob } = this.#ports
    const preview: RulePreview = {
      id: ++this.#numbered, state: 'running', against: current.version, candidate, through: historyThrough(), startedAt: clock.now(), milliseconds: 0,
      facts: 0, total: 0, outcome: undefined, failure: undefined,
    }
    this.#kept.unshift(preview)
    this.#kept.splice(KEPT)
    try {
      const argument: PreviewArgument = { ...(await standing()), current: current.set, candidate, through: preview.through }
      void runJob(PREVIEW_JOB, argument, (message) => this.#change(preview.id, message as PreviewMessage)).then((ran) => {
        const answer = ran.ok ? (ran.value as PreviewAnswer) : ran
        this.#change(preview.id, answer.ok ? { state: 'done', outcome: answer.value } : { state: 'failed', failure: answer.failure.message })
      })
    } catch (error) {
      this.#change(preview.id, { state: 'failed', failure: 'the registry could not be asked' })
      throw error
    }
    return ok(preview)
  }

  #change(id: number, change: Partial<RulePreview>): void {
    const at = this.#kept.findIndex((one) => one.id === id)
    if (at >= 0) this.#kept[at] = { ...this.#kept[at]!, ...change, milliseconds: this.#ports.clock.now() - this.#kept[at]!.startedAt }
  }
}
