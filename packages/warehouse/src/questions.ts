// What the parent has asked the child and not yet heard: each question once, answered once, with the messages that a job
// posts before its answer.
import type { ChildProcess } from 'node:child_process'
import { fail, ok, type Result } from '@touchstone/base'
import { cancelled, unavailable } from './failure.ts'
import type { ToChild, ToParent } from './protocol.ts'

interface Asked {
  readonly resolve: (result: Result<unknown>) => void
  readonly onMessage?: ((message: unknown) => void | Promise<void>) | undefined
  /** Messages of a job are handled one after the other. */
  messages: Promise<void>
}

export class Questions {
  readonly #asked = new Map<number, Asked>()
  #nextId = 1

  /** With `signal`, the question is called off when that is aborted: it is answered at once, and the child is told. */
  ask(child: ChildProcess, message: (id: number) => ToChild, onMessage?: (message: unknown) => void | Promise<void>, signal?: AbortSignal): Promise<Result<unknown>> {
    if (signal?.aborted === true) return Promise.resolve(cancelled())
    const id = this.#nextId++
    const callOff = (): void => {
      const asked = this.#asked.get(id)
      if (asked === undefined || !this.#asked.delete(id)) return
      asked.resolve(cancelled())
      if (child.connected) child.send({ kind: 'cancel', id } satisfies ToChild, () => undefined)
    }
    signal?.addEventListener('abort', callOff)
    return new Promise((resolve) => {
      this.#asked.set(id, { resolve, onMessage, messages: Promise.resolve() })
      child.send(message(id), (error) => {
        if (error && this.#asked.delete(id)) resolve(unavailable(error.message))
      })
    }).finally(() => signal?.removeEventListener('abort', callOff)) as Promise<Result<unknown>>
  }

  /** A job posted something. */
  pass(child: ChildProcess, id: number, message: unknown): void {
    const asked = this.#asked.get(id)
    if (!asked) return
    asked.messages = asked.messages
      .then(() => asked.onMessage?.(message))
      .then(() => void (child.connected && child.send({ kind: 'taken', id } satisfies ToChild, () => undefined)))
    asked.messages.catch((error: unknown) => {
      // The reader threw: its caller gets that as the end of the job; further messages go unread and the job stays waiting.
      if (this.#asked.delete(id)) asked.resolve(fail('warehouse.job_failed', `the reader of the job failed: ${String(error)}`))
    })
  }

  async answered(message: Extract<ToParent, { kind: 'rows' | 'result' | 'failed' }>): Promise<void> {
    const asked = this.#asked.get(message.id)
    if (!asked) return
    await asked.messages.catch(() => undefined)
    if (!this.#asked.delete(message.id)) return
    if (message.kind === 'failed') asked.resolve({ ok: false, failure: message.failure })
    else asked.resolve(ok(message.kind === 'rows' ? message.json : message.value))
  }

  failAll(result: Result<never>): void {
    for (const asked of this.#asked.values()) asked.resolve(result)
    this.#asked.clear()
  }
}
