// The installation, step by step: may this machine run it, is something missing, is there room, then npm.
// It prints nothing when nothing is to be done: that path is taken on every start and must cost next to nothing.
import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildConsole, isConsoleBuilt } from './build-console.mjs'
import { hasDevelopmentPackages, whatToInstall, writeMark } from './completeness.mjs'
import { installChromium } from './install-chromium.mjs'
import { ROOT, missingParts, nativeParts, platformName, readJson, thisPlatform, unsupported } from './platform.mjs'
import { startProgress } from './progress.mjs'
import { runNpm } from './run-npm.mjs'

const MEGABYTE = 1_000_000

/**
 * `console`: whoever called serves the console, so it must be built.
 * `browser`: it runs the browser tests. Without a browser those fail, one by one, and the rest still runs.
 * @param {{ dev: boolean, console?: boolean, browser?: boolean, root?: string, env?: Record<string, string | undefined>, say?: (line: string) => void }} options
 * @returns {Promise<number>} the exit code: 0 when everything is in place
 */
export async function prepare({ dev, console: withConsole = false, browser = false, root = ROOT, env = process.env, say = console.error }) {
  if (browser) {
    const installed = installChromium({ say })
    if (!installed.ok) say(installed.message)
  }
  const platform = thisPlatform()
  const isReady = () => isInPlace(root, dev, platform, env) && (!withConsole || isConsoleBuilt(root))
  if (isReady()) return 0

  const cannot = unsupported(platform, env)
  if (cannot) return refuse(say, cannot)

  const release = await takeTurn(root, say)
  try {
    // Whoever had the turn before us may have installed what we were about to.
    if (isReady()) return 0
    const code = isInPlace(root, dev, platform, env) ? 0 : await install({ dev, root, env, say, platform })
    if (code !== 0 || !withConsole || isConsoleBuilt(root)) return code
    const built = await buildConsole({ root, say })
    return built.ok ? 0 : refuse(say, built.message)
  } finally {
    release()
  }
}

function isInPlace(root, dev, platform, env) {
  return whatToInstall(root, { dev, platform }) === 'complete' && missingParts(nativeParts(platform, env), root).length === 0
}

async function install({ dev, root, env, say, platform }) {
  const need = whatToInstall(root, { dev, platform })
  const withDev = dev || hasDevelopmentPackages(root)
  const size = sizeFor(platform, withDev)
  if (need !== 'add') {
    const room = freeBytes(root)
    const wanted = size.disk + size.download
    if (room < wanted && !existsSync(join(root, 'node_modules'))) {
      return refuse(say, `The installation needs about ${megabytes(wanted)} and the disk of ${root} has ${megabytes(room)} left: make room, then try again.`)
    }
  }
  say(need === 'add'
    ? 'Installing the packages that only development needs.'
    : `Installing: ${size.about}${megabytes(size.download)} to download (less what npm has kept from before), ${megabytes(size.disk)} on disk.`)

  const progress = startProgress({ folder: join(root, 'node_modules'), expected: size.disk })
  // `npm ci` clears node_modules first. That is right for a new or changed lock file, and would pull the floor from under
  // a running server when only development packages are missing: then `npm install` adds them to what is there.
  const result = await runNpm([...(need === 'add' ? ['install', '--no-save'] : ['ci']), withDev ? '--include=dev' : '--omit=dev'], { root, env })
  progress.stop()
  if (!result.ok) return refuse(say, result.message)

  const missing = missingParts(nativeParts(platform, env), root)
  if (missing.length > 0) {
    const [part] = missing
    const instead = part.instead ? `, or set ${part.instead} to a server of your own` : ''
    return refuse(say, `npm finished, but ${part.name} (${part.why}) is missing: node_modules/${part.file}. Check that your registry has it and that npm does not omit optional packages${instead}.`)
  }
  writeMark(root, { dev: withDev })
  say(`Installed in ${progress.seconds()} s.`)
  return 0
}

function refuse(say, sentence) {
  say(sentence)
  return 1
}

/** What an installation downloads and occupies, from the measured table. */
function sizeFor(platform, dev) {
  const table = JSON.parse(readFileSync(new URL('./download-size.json', import.meta.url), 'utf8'))
  const measured = table.platforms[platformName(platform)]
  const row = measured ?? Object.values(table.platforms)[0]
  const { downloadBytes, diskBytes } = dev ? row.withDevelopment : row.withoutDevelopment
  // Another platform's binaries differ in size, so its figure is only an indication.
  return { download: downloadBytes, disk: diskBytes, about: measured ? '' : 'about ' }
}

function megabytes(bytes) {
  return `${Math.ceil(bytes / MEGABYTE)} MB`
}

function freeBytes(root) {
  const disk = statfsSync(root)
  return Number(disk.bavail) * Number(disk.bsize)
}

/**
 * Two installations in one folder would tear each other's files, so the second waits for the first.
 * The turn is a file with the process id of its holder; a holder that no longer lives has left it by accident.
 * @returns {Promise<() => void>} gives the turn back
 */
async function takeTurn(root, say) {
  const file = join(root, '.cache', 'installing.json')
  mkdirSync(join(root, '.cache'), { recursive: true })
  let told = false
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify({ pid: process.pid }), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const holder = readJson(file)
    if (holder && !lives(holder.pid)) {
      rmSync(file, { force: true })
      continue
    }
    if (!told) say(`Waiting for another installation in this folder${holder ? ` (process ${holder.pid})` : ''} to finish.`)
    told = true
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}

function lives(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
