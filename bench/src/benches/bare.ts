import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { LoadProcess } from '../load/start-load.ts'
import { progress, type Report } from '../report.ts'

const CONNECTIONS = 8
const WARM_UP_SECONDS = 2
/** The bare server's rate is steady after a few seconds. */
const LONGEST_SECONDS = 15

/** Events per second that a server takes which only reads and parses them: the floor of the other figures. */
export async function bareBench(report: Report, settings: { readonly seconds: number }): Promise<number> {
  const child = fork(fileURLToPath(new URL('../server/bare-process.ts', import.meta.url)), { execArgv: ['--disable-warning=ExperimentalWarning'] })
  const stop = (): void => void child.kill()
  process.once('exit', stop)
  let load: LoadProcess | undefined
  try {
    const port = await new Promise<number>((resolve, reject) => {
      child.once('message', (message: { port: number }) => resolve(message.port))
      child.once('exit', () => reject(new Error('the bare server ended')))
    })
    load = await LoadProcess.start({ address: `http://127.0.0.1:${port}`, writeKey: 'bare' })
    const seconds = Math.min(settings.seconds, LONGEST_SECONDS)
    progress(`bare: ${seconds} s`)
    const result = await load.run({ do: 'flood', connections: CONNECTIONS, warmUpSeconds: WARM_UP_SECONDS, seconds })
    const rate = result.acknowledged / result.seconds
    report.figure('bare_rate', rate, 'events/s')
    report.figure('body_average', result.averageBytes, 'bytes/event')
    report.figure('fill', result.fillMicros, 'µs/event', { target: '<= 2' })
    return rate
  } finally {
    load?.end()
    stop()
    process.off('exit', stop)
  }
}
