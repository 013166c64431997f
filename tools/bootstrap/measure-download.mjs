// Measures what an installation downloads and occupies on this platform, and writes it to download-size.json:
// a real `npm ci` of the lock file into a temporary folder with an empty cache, once with and once without development
// packages. Run it after the lock file changed: `node tools/bootstrap/node24.mjs tools/bootstrap/measure-download.mjs`.
import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ROOT, platformName, thisPlatform } from './platform.mjs'
import { bytesIn } from './progress.mjs'

const TABLE = new URL('./download-size.json', import.meta.url)

/** Installs into an empty folder and returns the measured bytes. @param {string[]} flags */
async function measure(flags) {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-measure-'))
  try {
    const project = join(folder, 'project')
    for (const file of ['package.json', 'package-lock.json', '.npmrc', ...workspaceFiles()]) {
      mkdirSync(dirname(join(project, file)), { recursive: true })
      cpSync(join(ROOT, file), join(project, file))
    }
    const cache = join(folder, 'cache')
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--cache', cache, ...flags], { cwd: project, stdio: 'inherit' })
    // The cache holds the packages as they came over the wire, one file each (and a few kilobytes of package lists).
    return { downloadBytes: await bytesIn(join(cache, '_cacache', 'content-v2')), diskBytes: await bytesIn(join(project, 'node_modules')) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function workspaceFiles() {
  const { workspaces } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  return workspaces.flatMap((pattern) => globSync(`${pattern}/package.json`, { cwd: ROOT }))
}

const table = JSON.parse(readFileSync(TABLE, 'utf8'))
table.platforms[platformName(thisPlatform())] = {
  withoutDevelopment: await measure(['--omit=dev']),
  withDevelopment: await measure(['--include=dev']),
}
writeFileSync(TABLE, JSON.stringify(table, null, 2) + '\n')
console.log(JSON.stringify(table.platforms[platformName(thisPlatform())]))
