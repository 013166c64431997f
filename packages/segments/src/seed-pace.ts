// When the next SEED record may enter the log. History gives way to live facts: only a few records are under way at once,
// and while the engine is late there comes only one now and then, so that history goes on where the engine always is.
import type { Millis } from '@touchstone/base'
import type { EngineProgress } from './ports.ts'

/** SEED records in the log that the engine has not met yet. */
const MAX_UNDER_WAY = 4
/** The engine is late by more than this. */
const LATE = 40
/** Then one record comes in so long. */
const LATE_ANYWAY = 100
/** When nobody says that the engine went on. */
const ENGINE_ANYWAY = 1_000

export class SeedPace {
  readonly #progress: EngineProgress
  #underWay: number[] = []
  #appended = -Infinity

  constructor(progress: EngineProgress) {
    this.#progress = progress
  }

  /** A record was appended at this log position. */
  appended(position: number): void {
    this.#underWay.push(position)
    this.#appended = performance.now()
  }

  /** How long the next record waits at most, unless the engine goes on before; 0 where it need not. */
  wait(): Millis {
    const { log, engine } = this.#progress()
    this.#underWay = this.#underWay.filter((position) => position > engine.position)
    if (this.#underWay.length >= MAX_UNDER_WAY) return ENGINE_ANYWAY
    return log.time - engine.time > LATE ? Math.max(0, this.#appended + LATE_ANYWAY - performance.now()) : 0
  }
}
