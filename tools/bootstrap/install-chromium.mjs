// The browser of the browser tests: Debian's chromium, from the system's own package manager. Tests need it; a start does not.
//
// It is installed without asking when it is missing, we are root and there is apt. Otherwise one sentence says what to do.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

export const CHROMIUM = '/usr/bin/chromium'
const QUIET = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }

/**
 * @param {{ say: (line: string) => void, isThere?: () => boolean, isRoot?: boolean, run?: (program: string, args: string[]) => { ok: boolean, said: string } }} options
 * @returns {{ ok: true } | { ok: false, message: string }}
 */
export function installChromium({ say, isThere = () => existsSync(CHROMIUM), isRoot = process.getuid?.() === 0, run = runQuietly }) {
  if (isThere()) return { ok: true }
  const yourself = `The browser tests need ${CHROMIUM}: install the package "chromium" (on Debian: apt-get install chromium)`
  if (!isRoot) return { ok: false, message: `${yourself}; this run may not, because it is not root.` }
  if (!run('apt-get', ['--version']).ok) return { ok: false, message: `${yourself}; there is no apt-get on this machine.` }
  say('Installing chromium for the browser tests (about 100 MB).')
  const steps = [['update', '-qq'], ['install', '-y', '-qq', '--no-install-recommends', 'chromium']]
  for (const step of steps) {
    const ran = run('apt-get', step)
    if (!ran.ok) return { ok: false, message: `apt-get ${step[0]} failed, so the browser tests cannot run. ${ran.said}` }
  }
  return isThere() ? { ok: true } : { ok: false, message: `apt-get installed chromium, and it is not at ${CHROMIUM}. ${yourself}.` }
}

function runQuietly(program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { env: QUIET, encoding: 'utf8' })
  const said = (error?.message ?? stderr ?? stdout ?? '').trim().split('\n').slice(-3).join(' · ')
  return { ok: status === 0, said }
}
