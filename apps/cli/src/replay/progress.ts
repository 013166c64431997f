import type { Terminal } from '../terminal.ts'

export interface Progress {
  add(facts: number): void
  note(text: string): void
  end(): void
}

/** One line that says how far it is and how fast: written over every half second for a person, every five seconds otherwise. */
export function createProgress(terminal: Terminal, total: number, before: number): Progress {
  const { clock, live } = terminal
  const began = clock.now()
  const every = live ? 500 : 5_000
  let done = 0
  let shown = began
  let lastNote = ''
  const line = (): string => {
    const seconds = Math.max(0.001, (clock.now() - began) / 1_000)
    const percent = total === 0 ? 100 : Math.floor(((before + done) * 100) / total)
    return `${(before + done).toLocaleString('en-US')} of ${total.toLocaleString('en-US')} (${percent} %), ${Math.round(done / seconds).toLocaleString('en-US')}/s`
  }
  const show = (): void => {
    shown = clock.now()
    terminal.err(live ? `\r\u001b[K${line()}` : `${line()}\n`)
  }
  return {
    add(facts) {
      done += facts
      if (clock.now() - shown >= every) show()
    },
    note(text) {
      if (text === lastNote) return
      lastNote = text
      terminal.err(live ? `\r\u001b[K${text}\n` : `${text}\n`)
    },
    end() {
      terminal.err(live ? `\r\u001b[K${line()}\n` : `${line()}\n`)
    },
  }
}
