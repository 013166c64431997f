// A comparison's thread as the server sees it: one message at a time, and one answer to each.
import { Worker } from 'node:worker_threads'
import { assert, fail, type Failure } from '@touchstone/base'
import { LIMITS } from './limits.ts'
import type { FromThread, ThreadSettings, ToThread } from './thread-messages.ts'

type Answer = Exclude<FromThread, { progress: unknown }>

export class MatchThread {
  readonly #worker: Worker
  #waiting: ((answer: Answer) => void) | undefined
  /** The thread is gone: nothing will be answered any more. */
  #over: Failure | undefined

  constructor(module: URL, settings: ThreadSettings, onProgress: (progress: Extract<FromThread, { progress: unknown }>['progress']) => void) {
    this.#worker = new Worker(module, { workerData: settings, resourceLimits: { maxOldGenerationSizeMb: LIMITS.THREAD_MEMORY } })
    this.#worker.unref()
    this.#worker.on('message', (message: FromThread) => ('progress' in message ? onProgress(message.progress) : this.#answer(message)))
    // An error's message may hold a value of the list; its name does not.
    this.#worker.on('error', (error) => this.#end(fail('profiles.match-broken', `the comparison broke off: ${error.name} ${(error as { code?: string }).code ?? ''}`.trim()).failure))
    this.#worker.on('exit', () => this.#end(fail('profiles.match-broken', 'the comparison was broken off').failure))
  }

  ask(message: ToThread): Promise<Answer> {
    assert(this.#waiting === undefined, 'a thread is asked one thing at a time')
    if (this.#over !== undefined) return Promise.resolve({ failed: this.#over })
    return new Promise((resolve) => {
      this.#waiting = resolve
      this.#worker.postMessage(message)
    })
  }

  /** Ends it, and all that it held. */
  async stop(): Promise<void> {
    await this.#worker.terminate()
  }

  #answer(answer: Answer): void {
    const waiting = this.#waiting
    assert(waiting !== undefined || 'failed' in answer, 'an answer comes to a question')
    this.#waiting = undefined
    waiting?.(answer)
  }

  #end(failure: Failure): void {
    this.#over ??= failure
    this.#answer({ failed: this.#over })
  }
}
