// How the console becomes files. `npm start` and `npm test` build it when its sources changed (tools/bootstrap);
// `npm run dev -w apps/console` serves it from the sources, with the API of a server on port 8080 behind it.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import type { Plugin, Rolldown } from 'vite'

const SERVER = 'http://127.0.0.1:8080'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), askForTheScreen()],
  // The server writes each answer's own nonce in its place (apps/server/src/console).
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2023',
    manifest: true,
    // A data: address would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': SERVER, '/v1': SERVER, '/docs': SERVER } },
})

/**
 * The page asks for the files of the screen at its address together with the console's own code: the router would ask for
 * them only when that has run. Which address shows which screen is read from the rooms' routes.
 */
function askForTheScreen(): Plugin {
  return {
    name: 'ask-for-the-screen',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        if (bundle === undefined) return []
        const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
        const [entry] = chunks.filter(({ isEntry }) => isEntry)
        const here = filesOf(bundle, entry!)
        const screens = screensOf().map(({ path, file }) => [path, [...filesOf(bundle, chunks.find(({ facadeModuleId }) => facadeModuleId === file)!)].filter((one) => !here.has(one))] as const)
        const names = [...new Set(screens.flatMap(([, files]) => files))]
        const table = screens.map(([path, files]) => [path, files.map((one) => names.indexOf(one))])
        const children = `(${String(ask)})(${JSON.stringify(table)},${JSON.stringify(names)})`.replaceAll('</', '<\\/')
        return [{ tag: 'script', attrs: { nonce: '__CSP_NONCE__' }, children, injectTo: 'head' }]
      },
    },
  }
}

/** Runs in the page. */
function ask(table: [path: string, files: number[]][], names: string[]): void {
  const found = table.find(([path]) => new RegExp(path).test(location.pathname))
  for (const at of found?.[1] ?? []) {
    const link = document.createElement('link')
    const isStyle = names[at].endsWith('.css')
    link.rel = isStyle ? 'preload' : 'modulepreload'
    if (isStyle) link.as = 'style'
    link.crossOrigin = ''
    link.href = `/${names[at]}`
    document.head.append(link)
  }
}

/** Where screens are, addresses without a part that varies first. */
function screensOf(): { readonly path: string; readonly file: string }[] {
  const found = globSync('src/*/routes.ts', { cwd: import.meta.dirname }).flatMap((routes) =>
    readFileSync(join(import.meta.dirname, routes), 'utf8').split('createRoute(').flatMap((route) => {
      const [, path] = /path: '([^']+)'/.exec(route) ?? []
      const [, file] = /import\('([^']+)'\)/.exec(route) ?? []
      return path === undefined || file === undefined ? [] : [{ path, file: join(import.meta.dirname, dirname(routes), file) }]
    }),
  )
  const varies = ({ path }: { readonly path: string }): number => Number(path.includes('$'))
  return found.sort((a, b) => varies(a) - varies(b)).map(({ path, file }) => ({ path: `^${path.replaceAll(/\$\w+/g, '[^/]+')}/?$`.replace('//?$', '/$'), file }))
}

/** A chunk's scripts and styles, and those of all that it imports. */
function filesOf(bundle: Rolldown.OutputBundle, chunk: Rolldown.OutputChunk, files = new Set<string>()): Set<string> {
  if (files.has(chunk.fileName)) return files
  files.add(chunk.fileName)
  for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style)
  for (const name of chunk.imports) {
    const other = bundle[name]
    if (other?.type === 'chunk') filesOf(bundle, other, files)
  }
  return files
}
