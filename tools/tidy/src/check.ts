import { EXCEPTION_LIST, type Exception, applyExceptions } from './exceptions.ts'
import type { Finding } from './finding.ts'
import { callLaw } from './laws/calls.ts'
import { architectureLaw, guestLaw, indexLaw, linkLaw, versionLaw } from './laws/documents.ts'
import { importLaw } from './laws/imports.ts'
import { lockLaw } from './laws/lock.ts'
import { nameLaw } from './laws/names.ts'
import { deadDeclarationLaw, deadFileLaw } from './laws/reachability.ts'
import { assertLaw, cardLaw, operationLaw } from './laws/rooms.ts'
import { sizeLaw } from './laws/size.ts'
import { wordLaw } from './laws/words.ts'
import type { Repository } from './repository.ts'

const LAWS = [sizeLaw, importLaw, callLaw, nameLaw, deadFileLaw, deadDeclarationLaw, wordLaw, cardLaw, operationLaw, assertLaw, guestLaw, architectureLaw, linkLaw, indexLaw, versionLaw, lockLaw]

/** All findings of all laws, less the excused ones, in the order of files and lines. */
export function check(repository: Repository): Finding[] {
  const listed = repository.files.get(EXCEPTION_LIST)
  const exceptions = listed ? (JSON.parse(listed.text) as Exception[]) : []
  const findings = applyExceptions(LAWS.flatMap((law) => law(repository)), exceptions)
  return findings.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
}
