// State commits are not synced one by one: a crash of our process loses nothing (the kernel still has the pages), but
// a crash of the machine may leave a file that LMDB cannot trust. A marker beside the state says during which boot it
// was open. A marker of an earlier boot means that the machine went down under it: the state is thrown away and built
// again from the log.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Different after each start of the machine. */
export function currentBootId(): string {
  if (existsSync('/proc/sys/kernel/random/boot_id')) return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  return execFileSync('sysctl', ['-n', 'kern.bootsessionuuid'], { encoding: 'utf8' }).trim()
}

/**
 * Prepares the state's directory for opening. `rebuilding`: its content was thrown away, now or at an earlier start, and
 * whoever keeps what was derived from it has not confirmed yet that it was dropped (`confirmRebuild`).
 */
export function openStateDirectory(directory: string, bootId: string): { rebuilding: boolean } {
  const marker = join(directory, 'open-since-boot')
  const previous = existsSync(marker) ? readFileSync(marker, 'utf8') : bootId
  if (previous !== bootId) {
    // First the note, then the loss: a crash in between costs a rebuild, never a forgotten one.
    writeFileSync(noteOf(directory), bootId)
    rmSync(directory, { recursive: true, force: true })
  }
  mkdirSync(directory, { recursive: true })
  writeFileSync(marker, bootId)
  return { rebuilding: existsSync(noteOf(directory)) }
}

/** What was derived from the lost state is gone too. */
export function confirmRebuild(directory: string): void {
  rmSync(noteOf(directory), { force: true })
}

function noteOf(directory: string): string {
  return `${directory}.rebuilding`
}

/** After a sync and a clean close. */
export function closeStateDirectory(directory: string): void {
  rmSync(join(directory, 'open-since-boot'), { force: true })
}
