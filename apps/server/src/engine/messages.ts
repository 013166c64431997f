import type { LoopProgress } from '@touchstone/stream'

/** What the engine's thread is started with. */
export interface EngineSettings {
  readonly logDirectory: string
  readonly stateDirectory: string
  readonly peopleCacheBytes: number
}

export type ToEngine = { readonly durable: number } | { readonly trimOutbox: number } | { readonly stop: true }

export type FromEngine =
  | { readonly ready: LoopProgress }
  | { readonly progress: LoopProgress }
  | { readonly tick: true }
  | { readonly failed: { readonly message: string; readonly position: number } }
  | { readonly stopped: true }
