import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Command, LoadResult, News, Target } from './messages.ts'

export interface Watch {
  /** The warm-up is over. */
  counting?(): Promise<void> | void
  /** The counted time is over; the last answers may still be on their way. */
  counted?(): Promise<void> | void
}

/** The load's process, as the bench sees it. */
export class LoadProcess {
  readonly #child: ChildProcess
  readonly #arrived: News[] = []
  #wake: () => void = () => {}
  #gone = false

  private constructor(child: ChildProcess) {
    this.#child = child
    child.on('message', (news: News) => {
      this.#arrived.push(news)
      this.#wake()
    })
    child.once('exit', () => {
      this.#gone = true
      this.#wake()
    })
  }

  static async start(target: Target): Promise<LoadProcess> {
    const child = fork(fileURLToPath(new URL('./load-process.ts', import.meta.url)), [JSON.stringify(target)], { execArgv: ['--disable-warning=ExperimentalWarning'] })
    const load = new LoadProcess(child)
    await load.#next()
    return load
  }

  get pid(): number {
    return this.#child.pid!
  }

  async run(command: Command, watch: Watch = {}): Promise<LoadResult> {
    this.#child.send(command)
    const told: (Promise<void> | void)[] = []
    for (;;) {
      const news = await this.#next()
      if ('counting' in news) told.push(watch.counting?.())
      else if ('counted' in news) told.push(watch.counted?.())
      else if ('failed' in news) throw new Error(`the load failed: ${news.failed}`)
      else if ('result' in news) {
        await Promise.all(told)
        return news.result
      }
    }
  }

  async #next(): Promise<News> {
    for (;;) {
      const news = this.#arrived.shift()
      if (news !== undefined) return news
      if (this.#gone) throw new Error('the load process ended before its work was done')
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  /** Ends the counted time of the phase under way; its result follows. */
  enough(): void {
    this.#child.send({ do: 'enough' } satisfies Command)
  }

  end(): void {
    if (!this.#gone) this.#child.kill()
  }
}
