import { printable } from '../terminal.ts'
import type { ReplayReport } from './replay.ts'

/** Rejected facts that are named one by one; the rest is counted. */
const NAMED = 10

const count = (value: number): string => value.toLocaleString('en-US')

/** What a replay found and did, for a person to read. */
export function reportText(report: ReplayReport): string {
  const { contents, rejected } = report
  const lines = [`${count(contents.lines)} lines are ${count(contents.facts)} facts, ${contents.firstAt} to ${contents.lastAt}`]
  for (const { event, users, guests, totals } of contents.byEvent) {
    const sums = Object.entries(totals).map(([name, total]) => `, ${name} ${total}`)
    lines.push(`  ${event}: ${count(users)} with a user, ${count(guests)} of guests${sums.join('')}`)
  }
  lines.push(`  together ${count(contents.withUser)} facts of ${count(contents.users)} users, ${count(contents.guests)} of guests`)
  if (report.shift !== 0) lines.push(`all dates are moved by ${(report.shift / 86_400_000).toFixed(3)} days`)
  const seconds = report.sendMillis / 1_000
  lines.push(`acknowledged ${count(report.acknowledged)}${report.before > 0 ? ` (and ${count(report.before)} in earlier runs)` : ''}, rejected ${count(rejected.length)}`)
  lines.push(`read in ${(report.readMillis / 1_000).toFixed(1)} s, sent in ${seconds.toFixed(1)} s${report.acknowledged > 0 && seconds > 0 ? ` (${count(Math.round(report.acknowledged / seconds))}/s)` : ''}`)
  for (const { key, reason } of rejected.slice(0, NAMED)) lines.push(`rejected${key === '' ? '' : ` ${printable(key)}`}: ${printable(reason)}`)
  if (rejected.length > NAMED) lines.push(`and ${count(rejected.length - NAMED)} more`)
  return `${lines.join('\n')}\n`
}
