// How the console becomes files. `npm start` and `npm test` build it when its sources changed (tools/bootstrap);
// `npm run dev -w apps/console` serves it from the sources, with the API of a server on port 8080 behind it.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const SERVER = 'http://127.0.0.1:8080'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
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
