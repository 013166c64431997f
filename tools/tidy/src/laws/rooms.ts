/** What every room owes its reader: a card, complete operations, and asserts where correctness lives. */
import type { Finding } from '../finding.ts'
import { folderOf } from '../floors.ts'
import { codeFiles, type Repository, type SourceFile } from '../repository.ts'

const ASSERTING_ROOMS = ['stream', 'profiles', 'identity', 'language']
const ASSERTS_PER_1000_LINES = 10
const OPERATION_KEYS = ['name', 'method', 'path', 'summary', 'input', 'output', 'permission', 'audit', 'example', 'handler']

export function cardLaw(repository: Repository): Finding[] {
  const folders = new Set(codeFiles(repository).map((file) => folderOf(file.path)))
  const findings: Finding[] = []
  for (const folder of folders) {
    const card = repository.files.get(`${folder}/README.md`)
    if (!card) {
      findings.push({ file: folder, line: 0, law: 'room-card', message: 'no README.md (write its card: what it is, its words, its invariants, what is not here; half a page)' })
      continue
    }
    if (!folder.startsWith('packages/')) continue
    for (const part of ['invariants', 'not here']) {
      if (!card.text.toLowerCase().includes(part)) findings.push({ file: card.path, line: 0, law: 'room-card', message: `the card does not speak of "${part}" (a room card says what, words, invariants, not here)` })
    }
  }
  return findings
}

export function operationLaw(repository: Repository): Finding[] {
  const findings: Finding[] = []
  for (const file of codeFiles(repository)) {
    const match = /^packages\/([^/]+)\/src\/operations\/([^/]+)\.ts$/.exec(file.path)
    if (!match || file.isTest || match[2] === 'index') continue
    findings.push(...operation(file, match[1], match[2]))
  }
  return findings
}

function operation(file: SourceFile, room: string, stem: string): Finding[] {
  const say = (message: string): Finding => ({ file: file.path, line: 0, law: 'operation', message })
  const { code } = file.masked
  if (!/\boperation\(/.test(code)) return [say('declares no operation (one file per operation; put shared parts beside the folder, not in it)')]
  const findings = OPERATION_KEYS.filter((key) => !new RegExp(`\\b(?:async\\s+)?${key}\\s*[:(,]`).test(code)).map((key) => say(`its operation has no ${key} (route, documentation, permission check and audit record all come from this file)`))
  const name = literal(file, 'name')
  if (name !== undefined && name !== `${room}.${stem}`) findings.push(say(`is named "${name}" (the name is the room and the file: "${room}.${stem}")`))
  const path = literal(file, 'path')
  if (path !== undefined && path.split('/')[0] !== room) findings.push(say(`has the path "${path}" (it starts with the room's word: "${room}/…")`))
  const permission = literal(file, 'permission')
  if (permission !== undefined && !permission.startsWith(`${room}:`)) findings.push(say(`asks for "${permission}" (permissions begin with the room's word: "${room}:…")`))
  return findings
}

/** The text of `key: '…'` where it is a plain literal. */
function literal(file: SourceFile, key: string): string | undefined {
  const match = new RegExp(`^\\s*${key}\\s*:\\s*(?=['"])`, 'm').exec(file.masked.code)
  if (!match) return undefined
  const quote = match.index + match[0].length
  return file.text.slice(quote + 1, file.masked.code.indexOf(file.text[quote], quote + 1))
}

export function assertLaw(repository: Repository): Finding[] {
  const findings: Finding[] = []
  for (const room of ASSERTING_ROOMS) {
    const files = codeFiles(repository).filter((file) => file.path.startsWith(`packages/${room}/src/`) && !file.isTest)
    const lines = files.reduce((sum, file) => sum + file.lineCount, 0)
    const asserts = files.reduce((sum, file) => sum + [...file.masked.code.matchAll(/(?<![.\w])assert\(/g)].length, 0)
    const wanted = Math.floor((lines * ASSERTS_PER_1000_LINES) / 1_000)
    if (asserts < wanted) {
      findings.push({ file: `packages/${room}`, line: 0, law: 'asserts', message: `${asserts} asserts in ${lines} lines, at least ${wanted} wanted (assert what must hold at the seams: sizes, orders, states)` })
    }
  }
  return findings
}
