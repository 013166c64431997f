// Writes every generated file that differs from what the declarations say now; with `--check` it only names them and fails.
import { readFileSync, writeFileSync } from 'node:fs'
import { clientFiles, exampleFiles } from './generated-files.ts'

const check = process.argv.includes('--check')
for (const { file, text } of [...exampleFiles(), ...(await clientFiles())]) {
  if (readFileSync(file, { encoding: 'utf8', flag: 'a+' }) === text) continue
  if (check) process.exitCode = 1
  else writeFileSync(file, text)
  console.log(`${check ? 'out of date' : 'written'}: ${file.pathname.split('/').slice(-3).join('/')}`)
}
