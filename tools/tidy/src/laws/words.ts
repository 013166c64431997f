/** What must not be left lying in a text: notes to oneself, switched-off tests, silenced compilers, paths of one machine. */
import type { Finding } from '../finding.ts'
import { codeFiles, type Repository, type SourceFile } from '../repository.ts'

const NOTE = /\b(?:TODO|FIXME|XXX|HACK)\b/
const SILENCED = /@ts-(?:ignore|nocheck|expect-error)(?!.{15})/
/** Folders that belong to one machine. `/var/lib` and `/etc` are places a program may well speak of. */
const MACHINE = /(?<![\w.~:/*\\)}\]-])\/(?:work|tmp|root|home|Users)\/[\w.-]+/g

export function wordLaw(repository: Repository): Finding[] {
  const findings: Finding[] = []
  for (const file of codeFiles(repository)) findings.push(...notes(file), ...switchedOff(file))
  for (const file of repository.files.values()) findings.push(...machinePaths(file))
  return findings
}

function notes(file: SourceFile): Finding[] {
  const findings: Finding[] = []
  for (const { start, end } of file.masked.comments) {
    const comment = file.text.slice(start, end)
    const note = NOTE.exec(comment)
    if (note) findings.push({ file: file.path, line: file.lineOf(start + note.index), law: 'notes', message: `${note[0]} in a comment (do it now, or open an issue and describe it there)` })
    const silenced = SILENCED.exec(comment)
    if (silenced) findings.push({ file: file.path, line: file.lineOf(start + silenced.index), law: 'notes', message: `${silenced[0]} without a reason (write behind it why the compiler is wrong)` })
  }
  return findings
}

// A test may say why it does not run here: `t.skip('no ../shared')`, `{ skip: condition && 'why' }`. It may not be off for
// everybody, and it may not be the only one that runs.
const OFF = [
  { pattern: /(?<![\w.])(?:test|it|describe|suite|t)\.only\s*\(|\bonly\s*:\s*true\b/g, say: 'only this test would run (remove .only)' },
  { pattern: /(?<![\w.])(?:test|it|describe|suite)\.skip\s*\((?!\s*(['"`])\s*\1\s*\))/g, say: 'this test is off for everybody (repair it, delete it, or skip it at run time with a reason)' },
  { pattern: /(?<![\w.])(?:test|it|describe|suite)\.todo\s*\(/g, say: 'this test does not exist yet (write it)' },
  { pattern: /\b(?:skip|todo)\s*:\s*true\b/g, say: 'this test is off without a reason (give the reason as text, under the condition that makes it true)' },
  { pattern: /(?<![\w.])t\.skip\s*\(\s*\)/g, say: 'a skip without a reason (say in the call why)' },
]

function switchedOff(file: SourceFile): Finding[] {
  if (!file.isTest) return []
  return OFF.flatMap(({ pattern, say }) =>
    [...file.masked.code.matchAll(pattern)].map((match) => ({ file: file.path, line: file.lineOf(match.index), law: 'tests-off', message: `${match[0].replace(/\s*\($/, '')}: ${say}` })),
  )
}

function machinePaths(file: SourceFile): Finding[] {
  return [...file.text.matchAll(MACHINE)].map((match) => ({
    file: file.path,
    line: file.lineOf(match.index),
    law: 'machine-path',
    message: `${match[0]} is a path of one machine (use a relative path, os.tmpdir() or an option)`,
  }))
}
