// Called by npm before `npm start` and `npm test`: installs what is missing, and says nothing when nothing is.
// This file uses only syntax that old versions of Node can read, so that they too get a sentence instead of a stack.
var major = Number(process.versions.node.split('.')[0])
if (major < 20) {
  console.error('Touchstone needs Node 20 or newer to start its installation, and this is Node ' + process.versions.node + ': install a current Node from https://nodejs.org, then try again.')
  process.exitCode = 1
} else {
  import('./prepare.mjs').then(function (module) {
    return module.prepare({
      dev: process.argv.indexOf('--dev') !== -1,
      console: process.argv.indexOf('--console') !== -1,
      browser: process.argv.indexOf('--browser') !== -1
    })
  }).then(function (code) {
    process.exitCode = code
  })
}
