import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { SystemFigures } from '../../api/live-line.ts'
import { Moment } from '../../design/moment.tsx'
import { formatBytes, formatShare } from '../../design/numbers.ts'
import { text } from '../../text/index.ts'
import frame from '../data.module.css'
import classes from './system.module.css'

const words = text.system
/** From this share of its limit on the log is worth a word; the disk from twice the reserve. */
const LOG_FULL = 0.8

/** What needs somebody, as the live line tells it: what is down or full, and segments that stand still. */
export function Alarms({ figures }: { readonly figures: SystemFigures }) {
  const found = alarmsOf(figures)
  const isQuiet = found.length + figures.alarms.length === 0
  return (
    <section className={frame.section} aria-labelledby="system-alarms">
      <h2 id="system-alarms" className={frame.heading} children={words.alarms} />
      {isQuiet ? (
        <p className={classes.quiet}>
          <IconCircleCheck size={16} aria-hidden="true" /> {words.noAlarms}
        </p>
      ) : (
        <ul className={classes.alarms} role="alert">
          {found.map((message) => (
            <Alarm key={message}>{message}</Alarm>
          ))}
          {figures.alarms.map(({ kind, segment, since, message }) => (
            <Alarm key={`${kind} ${segment ?? ''} ${since}`}>
              {message}, {words.alarmSince} <Moment at={since} /> {segment === null ? null : <Link to="/segments/$id" params={{ id: segment }} className={frame.link} children={words.toSegment} />}
            </Alarm>
          ))}
        </ul>
      )}
    </section>
  )
}

function Alarm({ children }: { readonly children: React.ReactNode }) {
  return (
    <li className={classes.alarm}>
      <IconAlertTriangle size={16} aria-hidden="true" />
      <span>{children}</span>
    </li>
  )
}

function alarmsOf({ parts, engine, disk, log }: SystemFigures): string[] {
  const { alarm } = words
  return [
    ...parts.filter(({ up }) => !up).map(({ name, reason }) => alarm.down(name, reason ?? alarm.unknown)),
    ...(engine.refusing === null ? [] : [alarm.refusing(engine.refusing)]),
    ...(disk.freeBytes > 2 * disk.reservedBytes ? [] : [alarm.disk(formatBytes(disk.freeBytes), formatBytes(disk.reservedBytes))]),
    ...(log.bytes < LOG_FULL * log.limitBytes ? [] : [alarm.log(formatShare(log.bytes / log.limitBytes))]),
  ]
}
