// Runs a script with the Node that npm brought, whatever Node started us: `node node24.mjs <script> [arguments]`.
import { spawn } from 'node:child_process'
import { OLDEST_NODE, ROOT, findNode } from './platform.mjs'

// Type stripping is what we build on; its notice on every start tells the user nothing.
const FLAGS = ['--disable-warning=ExperimentalWarning']

const node = findNode(ROOT)
if (!node) {
  console.error(`The Node ${OLDEST_NODE[0]} that runs Touchstone is not installed, and this is Node ${process.versions.node}: run \`npm ci --ignore-scripts\` in ${ROOT}, then try again.`)
  process.exit(1)
}

const child = spawn(node, [...FLAGS, ...process.argv.slice(2)], { stdio: 'inherit' })

// Ctrl-C in a terminal reaches the child by itself, because it belongs to the same group of processes; passing it on would
// make it arrive twice. Every other way of ending us (a supervisor, `kill`) knows only us, so we pass it on.
const pass = (signal) => child.kill(signal)
process.on('SIGTERM', pass)
process.on('SIGHUP', pass)
process.on('SIGINT', (signal) => {
  if (!process.stdin.isTTY) pass(signal)
})

child.on('error', (error) => {
  console.error(`${node} could not be started: ${error.message}`)
  process.exitCode = 1
})
child.on('exit', (code, signal) => {
  if (signal === null) {
    process.exitCode = code ?? 1
    return
  }
  // End the way the child ended, so that whoever waits for us sees it.
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
})
