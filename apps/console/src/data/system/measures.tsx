import { Progress } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { SystemFigures } from '../../api/live-line.ts'
import { Count, Figure, Figures } from '../../design/figures.tsx'
import { Moment } from '../../design/moment.tsx'
import { formatBytes, formatCount, formatNumber, formatShare } from '../../design/numbers.ts'
import { formatDuration } from '../../design/times.ts'
import { text } from '../../text/index.ts'
import frame from '../data.module.css'
import { Pair, Pairs } from '../pair.tsx'
import classes from './system.module.css'

const words = text.system

interface Given {
  readonly figures: SystemFigures
}

/** How much there is, and how far behind it is. */
export function Numbers({ figures: { facts, people, merges, engine, warehouse, quarantined, segments } }: Given) {
  return (
    <section className={frame.section} aria-labelledby="system-lag">
      <h2 id="system-lag" className={frame.heading} children={words.lag} />
      <Figures label={words.lag}>
        <Figure label={words.engine} note={words.engineNote(formatCount(engine.behind))}>
          {engine.lagMs === 0 ? words.now : formatDuration(engine.lagMs)}
        </Figure>
        <Figure label={words.history} note={words.historyNote(formatCount(warehouse.behind))}>
          {warehouse.behind === 0 ? words.now : formatDuration(warehouse.lagMs)}
        </Figure>
        <Figure label={words.perSecond} note={words.perSecondNote(formatCount(facts.accepted - facts.duplicates), formatCount(facts.duplicates))}>
          {formatNumber(facts.perSecond)}
        </Figure>
        <Figure label={words.people} note={words.merges(formatCount(merges))}>
          <Count value={people} />
        </Figure>
        <Figure label={words.segments} note={words.segmentsNote(formatCount(segments.live), formatCount(segments.members))}>
          <Count value={segments.total} />
        </Figure>
        <Figure label={words.quarantined} note={words.quarantinedNote}>
          {quarantined === null ? words.unknown : <Link to="/data/quarantine" className={frame.link} children={formatCount(quarantined)} />}
        </Figure>
      </Figures>
    </section>
  )
}

export function Room({ figures: { log, disk } }: Given) {
  return (
    <section className={frame.section} aria-labelledby="system-room">
      <h2 id="system-room" className={frame.heading} children={words.room} />
      <Gauge name={words.logSize} says={words.logOf(formatBytes(log.bytes), formatBytes(log.limitBytes))} share={log.bytes / log.limitBytes} note={words.logLimit} />
      <Gauge name={words.disk} says={words.diskOf(formatBytes(disk.freeBytes), formatBytes(disk.totalBytes))} share={1 - disk.freeBytes / disk.totalBytes} note={words.diskReserved(formatBytes(disk.reservedBytes))} />
    </section>
  )
}

function Gauge({ name, says, share, note }: { readonly name: string; readonly says: string; readonly share: number; readonly note: string }) {
  const used = Math.min(1, Math.max(0, share))
  return (
    <div className={classes.gauge}>
      <span className={classes.gaugeTop}>
        <strong>{name}</strong>
        <span className="number">{says}</span>
      </span>
      <Progress value={used * 100} size={8} aria-label={`${name}: ${words.share(formatShare(used))}`} color={used > 0.8 ? 'red.7' : 'accent'} />
      <span className={classes.note}>
        {words.share(formatShare(used))}. {note}
      </span>
    </div>
  )
}

export function Queues({ figures: { outbox, warehouse, log } }: Given) {
  return (
    <section className={frame.section} aria-labelledby="system-queues">
      <h2 id="system-queues" className={frame.heading} children={words.queues} />
      <Pairs>
        {outbox.map(({ consumer, waiting }) => (
          <Pair key={consumer} name={words.queueOf[consumer] ?? consumer}>
            <Count value={waiting} />
          </Pair>
        ))}
        <Pair name={words.batches}>
          <Count value={warehouse.waiting} />
        </Pair>
        <Pair name={words.pending}>{formatBytes(log.pendingBytes)}</Pair>
      </Pairs>
    </section>
  )
}

export function Versions({ figures: { version, startedAt, engine, log } }: Given) {
  return (
    <section className={frame.section} aria-labelledby="system-version">
      <h2 id="system-version" className={frame.heading} children={words.versions} />
      <Pairs>
        <Pair name={words.version}>{version}</Pair>
        <Pair name={words.started}>
          <Moment at={startedAt} />
        </Pair>
        <Pair name={words.position}>
          <Count value={log.position} />
        </Pair>
        <Pair name={words.upgrade}>{engine.rebuilding ? words.upgradeRunning(formatShare(log.position === 0 ? 0 : engine.position / log.position)) : words.upgradeNone}</Pair>
      </Pairs>
    </section>
  )
}
