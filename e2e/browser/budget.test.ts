// What a browser must load before the first screen, from the files that are served: a budget, not an impression.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { PROJECT } from '../src/server-process.ts'

const DIST = join(PROJECT, 'apps/console/dist')
const BUDGET = 250_000

interface Chunk {
  readonly file: string
  readonly src?: string
  readonly imports?: readonly string[]
  readonly isEntry?: boolean
}

test('the first screen needs at most 250 KB of compressed JavaScript', (t) => {
  const manifest = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>
  const entry = Object.keys(manifest).filter((name) => manifest[name].isEntry === true)
  assert.equal(entry.length, 1)
  for (const screen of ['src/home/home-page.tsx', 'src/sign-in/sign-in-page.tsx']) {
    const files = new Set([...entry, screen].flatMap((name) => filesOf(manifest, name)))
    const bytes = [...files].reduce((sum, file) => sum + sizeOf(file), 0)
    t.diagnostic(`${screen}: ${bytes} bytes in ${files.size} files`)
    assert.ok(bytes <= BUDGET, `${screen} needs ${bytes} bytes, ${bytes - BUDGET} too many: ${[...files].map((file) => `${file} ${sizeOf(file)}`).join(', ')}`)
  }
})

test('charts come when there is one', () => {
  const manifest = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>
  const first = new Set(['index.html', 'src/home/home-page.tsx'].flatMap((name) => filesOf(manifest, name)))
  const charts = manifest['src/design/draw-chart.ts']
  assert.ok(sizeOf(charts.file) > 50_000, 'that is ECharts')
  assert.ok(!first.has(charts.file))
})

/** The chunk and everything that it loads with it. */
function filesOf(manifest: Record<string, Chunk>, name: string, seen = new Set<string>()): string[] {
  if (seen.has(name)) return []
  seen.add(name)
  const { file, imports = [] } = manifest[name]
  return [file, ...imports.flatMap((one) => filesOf(manifest, one, seen))]
}

function sizeOf(file: string): number {
  try {
    return readFileSync(join(DIST, `${file}.gz`)).byteLength
  } catch {
    return readFileSync(join(DIST, file)).byteLength
  }
}
