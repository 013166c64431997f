// What a browser must load before the first screen, from the files that are served: a budget, not an impression.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { PROJECT } from '../src/server-process.ts'

const CONSOLE = join(PROJECT, 'apps/console')
const DIST = join(CONSOLE, 'dist')
/** What the issue allows, and what we hold ourselves to where somebody arrives. */
const BUDGET = 250_000
const ARRIVING = 225_000
const FIRST = ['sign-in/sign-in-page', 'home/home-page', 'people/people-list', 'segments/segment-list', 'data/sources/sources-page']

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly isEntry?: boolean
}

const manifest = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>

/** Every screen that a route shows, as the manifest names it. */
const SCREENS = globSync('src/*/routes.ts', { cwd: CONSOLE }).flatMap((routes) => [...readFileSync(join(CONSOLE, routes), 'utf8').matchAll(/import\('([^']+)'\)/g)].map(([, file]) => join(dirname(routes), file)))

test('every screen needs at most 250 KB of compressed JavaScript, those where one arrives 225 KB', (t) => {
  assert.ok(SCREENS.length >= 16 && FIRST.every((one) => SCREENS.includes(`src/${one}.tsx`)), SCREENS.join(', '))
  for (const screen of SCREENS) {
    const files = new Set(['index.html', screen].flatMap((name) => filesOf(name)))
    const bytes = [...files].reduce((sum, file) => sum + sizeOf(file), 0)
    t.diagnostic(`${screen}: ${bytes} bytes in ${files.size} files`)
    const budget = FIRST.includes(screen.slice('src/'.length, -'.tsx'.length)) ? ARRIVING : BUDGET
    assert.ok(bytes <= budget, `${screen} needs ${bytes} bytes, ${bytes - budget} too many: ${[...files].map((file) => `${file} ${sizeOf(file)}`).join(', ')}`)
  }
})

test('charts come when there is one', () => {
  const first = new Set(['index.html', 'src/home/home-page.tsx'].flatMap((name) => filesOf(name)))
  const charts = manifest['src/design/draw-chart.ts']!
  assert.ok(sizeOf(charts.file) > 50_000, 'that is ECharts')
  assert.ok(!first.has(charts.file))
})

test('a room comes with its own words, and the frame with none of them', () => {
  const entry = textOf('index.html')
  assert.ok(entry.includes('Skip to content'), 'those of the frame')
  for (const [screen, said] of [['home/home-page', 'You write who you are looking for'], ['people/people-list', 'People appear here with the first fact'], ['segments/segment-list', 'A small, exactly defined set of people'], ['people/person-page', 'turned out to be the same'], ['data/quarantine/quarantine-page', 'A track call has to say what happened']] as const) {
    assert.ok(!entry.includes(said), `the frame says "${said}"`)
    assert.ok(filesOf(`src/${screen}.tsx`).some((file) => readFileSync(join(DIST, file), 'utf8').includes(said)), `${screen} does not say "${said}"`)
  }
})

test('the page asks for the files of the screen at its address, together with its own', () => {
  const page = readFileSync(join(DIST, 'index.html'), 'utf8')
  const { table, names } = /\)\((?<table>\[\[.*\]\]),(?<names>\["[^\]]*"\])\)/.exec(page)!.groups as Record<'table' | 'names', string>
  const screens = JSON.parse(table) as [path: string, files: number[]][]
  const askedAt = (path: string): string[] => screens.find(([one]) => new RegExp(one).test(path))![1].map((at) => (JSON.parse(names) as string[])[at]!).filter((file) => file.endsWith('.js')).sort()
  for (const [path, screen] of [['/', 'home/home-page'], ['/people', 'people/people-list'], ['/people/17', 'people/person-page'], ['/segments/new', 'segments/editor/new-segment'], ['/segments/sg_1', 'segments/page/segment-page'], ['/data/live', 'data/live/live-page'], ['/sign-in', 'sign-in/sign-in-page']] as const) {
    const here = new Set(filesOf('index.html'))
    assert.deepEqual(askedAt(path), [...new Set(filesOf(`src/${screen}.tsx`))].filter((file) => !here.has(file)).sort(), path)
  }
})

/** The chunk and everything that it loads with it. */
function filesOf(name: string, seen = new Set<string>()): string[] {
  if (seen.has(name)) return []
  seen.add(name)
  const { file, imports = [] } = manifest[name]!
  return [file, ...imports.flatMap((one) => filesOf(one, seen))]
}

function textOf(name: string): string {
  return filesOf(name).map((file) => readFileSync(join(DIST, file), 'utf8')).join('\n')
}

function sizeOf(file: string): number {
  try {
    return readFileSync(join(DIST, `${file}.gz`)).byteLength
  } catch {
    return readFileSync(join(DIST, file)).byteLength
  }
}
