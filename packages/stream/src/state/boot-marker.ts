// State commits are not synced one by one: a crash of our process loses nothing (the kernel still has the pages), but
// a crash of the machine may leave a file that LMDB cannot trust. A marker beside the state says during which boot it
// was open. A marker of an earlier boot means that the machine went down under it: the state is thrown away and built
// again from the log. So is a state that another release wrote in another layout: it would be misread.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Different after each start of the machine. */
export function currentBootId(): string {
  if (existsSync('/proc/sys/kernel/random/boot_id')) return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  return execFileSync('sysctl', ['-n', 'kern.bootsessionuuid'], { encoding: 'utf8' }).trim()
}

/** Why a state is built again: the machine went down under it, or it was of another layout. */
export type StateLoss = 'crash' | 'layout'

/**
 * Prepares the state's directory for opening by a program that keeps the state in `layout` (a number that it raises with
 * every change of what its tables hold). `rebuilding`: its content was thrown away, now or at an earlier start, and
 * whoever keeps what was derived from it has not confirmed yet that it was dropped (`confirmRebuild`).
 */
export function openStateDirectory(directory: string, bootId: string, layout: number): { rebuilding: StateLoss | undefined } {
  const loss = lossOf(directory, bootId, layout)
  if (loss !== undefined) {
    // First the note, then the loss: a crash in between costs a rebuild, never a forgotten one.
    writeFileSync(noteOf(directory), loss)
    rmSync(directory, { recursive: true, force: true })
  }
  mkdirSync(directory, { recursive: true })
  writeFileSync(layoutOf(directory), String(layout))
  writeFileSync(markerOf(directory), bootId)
  const note = noteOf(directory)
  return { rebuilding: !existsSync(note) ? undefined : readFileSync(note, 'utf8') === 'layout' ? 'layout' : 'crash' }
}

function lossOf(directory: string, bootId: string, layout: number): StateLoss | undefined {
  if (!existsSync(directory) || readdirSync(directory).length === 0) return undefined
  const marker = markerOf(directory)
  if (existsSync(marker) && readFileSync(marker, 'utf8') !== bootId) return 'crash'
  // The first layout was kept without its number.
  const written = existsSync(layoutOf(directory)) ? readFileSync(layoutOf(directory), 'utf8') : '1'
  return written === String(layout) ? undefined : 'layout'
}

/** What was derived from the lost state is gone too. */
export function confirmRebuild(directory: string): void {
  rmSync(noteOf(directory), { force: true })
}

function markerOf(directory: string): string {
  return join(directory, 'open-since-boot')
}

function layoutOf(directory: string): string {
  return join(directory, 'layout')
}

function noteOf(directory: string): string {
  return `${directory}.rebuilding`
}

/** After a sync and a clean close. */
export function closeStateDirectory(directory: string): void {
  rmSync(markerOf(directory), { force: true })
}
