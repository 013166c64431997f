// Runs the npm that started us and turns its failures into one sentence each.
import { spawn } from 'node:child_process'

// With npm's own retries a machine without a network would wait for a minute and a half before it hears so.
const PATIENCE = ['--fetch-retries=3', '--fetch-retry-factor=2', '--fetch-retry-mintimeout=1000']
// Install scripts never run: every native part is a file inside its package. Development and optional packages are asked
// for by name, because NODE_ENV=production or a personal npm setting would silently leave them out.
const ALWAYS = ['--ignore-scripts', '--include=optional', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error', '--prefer-offline', ...PATIENCE]

/** Milliseconds that npm gets to stop by itself. */
const GRACE = 2_000

/**
 * @param {string[]} command e.g. `['ci', '--include=dev']`
 * @param {{ root: string, env: Record<string, string | undefined> }} where
 * @returns {Promise<{ ok: true } | { ok: false, message: string }>}
 */
export async function runNpm(command, { root, env }) {
  const npm = env.npm_execpath && /npm-cli\.c?js$/.test(env.npm_execpath) ? [process.execPath, env.npm_execpath] : ['npm']
  const [program, ...first] = npm
  return await new Promise((resolve) => {
    const child = spawn(program, [...first, ...command, ...ALWAYS], { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] })
    const said = []
    child.stderr.setEncoding('utf8')
    child.stderr.on('data', (text) => said.push(text))
    let stoppedBy
    const stop = (signal) => {
      stoppedBy = signal
      child.kill(signal)
      // npm goes on to the end of its present step, which may take many seconds; what it tears is cleared next time.
      setTimeout(() => child.kill('SIGKILL'), GRACE).unref()
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
    child.on('error', (error) => resolve({ ok: false, message: `npm could not be started (${error.message}): check that npm is installed beside Node.` }))
    child.on('close', (code, signal) => {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
      const stopper = stoppedBy ?? signal
      if (code === 0) resolve({ ok: true })
      else if (stopper) resolve({ ok: false, message: `The installation was stopped by ${stopper}: start again, what was downloaded is kept.` })
      else resolve({ ok: false, message: explain(said.join('')) })
    })
  })
}

const CAUSES = [
  [/ENOSPC/, 'The disk is full: make room, then try again.'],
  [/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network request|EHOSTUNREACH/, 'The npm registry cannot be reached: check the network (and npm’s proxy and registry settings), then try again.'],
  [/SELF_SIGNED_CERT|UNABLE_TO_(?:VERIFY|GET)|CERT_HAS_EXPIRED/, 'The certificate of the npm registry is not trusted here: set npm’s `cafile` to the authority of your network, then try again.'],
  [/EINTEGRITY/, 'A downloaded package differs from the one that package-lock.json pins: run `npm cache clean --force` and try again; if it stays, do not trust the registry.'],
  [/E401|E403|ENEEDAUTH/, 'The npm registry asks for credentials that npm does not have: run `npm login`, or check npm’s registry setting.'],
  [/EUSAGE|in sync/, 'package-lock.json does not fit package.json: run `npm install --ignore-scripts` and look at what changed.'],
  [/EACCES|EPERM|EROFS/, 'npm may not write here: check who owns this folder and its node_modules.'],
]

/** One sentence for what npm said, with npm's own words behind it. @param {string} said */
export function explain(said) {
  const lines = said.split('\n').map((line) => line.replace(/^npm (?:error|ERR!)\s?/, '').trim()).filter((line) => line !== '' && !line.startsWith('npm warn'))
  const cause = CAUSES.find(([pattern]) => pattern.test(said))?.[1] ?? 'npm could not finish the installation.'
  const words = lines.filter((line) => !/complete log|^Usage|^Options|^\[/.test(line)).slice(0, 3).join(' · ')
  return words === '' ? cause : `${cause}\n  npm said: ${words}`
}
