// `npm start`: reads the options, starts the platform, says where it is.
import { mkdirSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { helpText, misspelledVariables, ok, readOptions } from '@touchstone/base'
import { defaultDataDirectory, makeDataDirectory, type DataDirectory } from '@touchstone/registry'
import { openDemo } from './demo/demo-record.ts'
import { OPTIONS } from './options.ts'
import { startPlatform, type Platform } from './platform.ts'
import { writeLine } from './process-log.ts'
import { welcome } from './welcome.ts'

const project = fileURLToPath(new URL('../../../', import.meta.url))
const CLOSE_WITHIN = 10_000

async function main(): Promise<void> {
  const argv = process.argv.slice(2)
  if (argv.includes('--help')) {
    process.stdout.write(`npm start -- [options]\n\n${helpText(OPTIONS)}\n`)
    return
  }
  const options = readOptions(OPTIONS, process.env, argv)
  if (!options.ok) return stopWith(options.failure.message)
  for (const { name, nearest } of misspelledVariables(OPTIONS, process.env)) {
    writeLine({ level: 'warn', event: 'options.unknown', name, nearest })
  }
  const given = process.env[OPTIONS.data.env] || argv.some((one) => one.startsWith('--data'))
  const place = given ? { directory: isAbsolute(options.value.data) ? options.value.data : resolve(project, options.value.data) } : usualPlace(options.value.demo)
  makeDataDirectory(place.directory)
  mkdirSync(place.directory, { recursive: true })
  const demo = options.value.demo ? openDemo(place.directory, options.value) : ok(undefined)
  if (!demo.ok) return stopWith(demo.failure.message)
  if (demo.value?.record.isTold === false) process.stdout.write('Filling the demo world; this takes some seconds.\n')
  const platform = await startPlatform({ ...options.value, dataDirectory: place.directory, demo: demo.value }, writeLine)
  if (!platform.ok) return stopWith(platform.failure.message)
  process.stdout.write(welcome(platform.value, options.value, place))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(platform.value))
}

/** The demo world has a folder of its own beside the usual one. */
function usualPlace(isDemo: boolean): DataDirectory {
  const { directory, because } = defaultDataDirectory(project)
  if (!isDemo) return { directory, because }
  return { directory: `${directory}-demo`, because: because?.replaceAll(directory, `${directory}-demo`) }
}

let stopping = false

async function stop(platform: Platform): Promise<void> {
  if (stopping) return
  stopping = true
  const late = setTimeout(() => stopWith(`some part did not stop within ${CLOSE_WITHIN / 1000} s; what was acknowledged is safe`), CLOSE_WITHIN)
  await platform.close()
  clearTimeout(late)
  process.exit(0)
}

function stopWith(message: string): void {
  process.stderr.write(`Touchstone did not go on: ${message}\n`)
  process.exit(1)
}

await main()
