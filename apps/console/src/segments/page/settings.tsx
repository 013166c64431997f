// Control share, what builds on this segment, thresholds, and its end.
import { Anchor, Button, Group, Modal, NumberInput, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { parse, segmentNames } from '@touchstone/language'
import { segmentsQuery, useArchive, useControlShare, useCreateSegment } from '../../api/segments.ts'
import type { ListedSegment, Segment } from '../../api/segments.ts'
import { Moment } from '../../design/moment.tsx'
import { formatCount, formatNumber } from '../../design/numbers.ts'
import { SegmentTile } from '../../design/segment-tile.tsx'
import { text } from '../../text/index.ts'
import classes from './page.module.css'
import own from './settings.module.css'

const words = text.segmentPage.settings

export function Settings({ segment }: { readonly segment: Segment }) {
  const { data } = useQuery(segmentsQuery)
  const { dependents, buildsOn } = useMemo(() => relativesOf(segment, data?.segments ?? []), [segment, data])
  return (
    <div className={own.settings}>
      <ControlShare segment={segment} />
      <section>
        <Title order={3} size="h3">
          {words.dependents}
        </Title>
        {dependents.length === 0 ? <p className={classes.note}>{words.noDependents}</p> : <Relatives segments={dependents} />}
        {buildsOn.length === 0 ? null : (
          <>
            <Title order={3} size="h3" mt={12}>
              {words.buildsOn}
            </Title>
            <Relatives segments={buildsOn} />
          </>
        )}
      </section>
      {segment.thresholds.length === 0 ? null : <Thresholds segment={segment} />}
      {segment.archivedAt === null ? <Archive segment={segment} isNeeded={dependents.length > 0} /> : null}
    </div>
  )
}

/** By the names in their conditions: what the segment is part of, and what is part of it. */
function relativesOf({ id, name, where }: Segment, all: readonly ListedSegment[]): { readonly dependents: readonly ListedSegment[]; readonly buildsOn: readonly ListedSegment[] } {
  const named = namesIn(where)
  return {
    dependents: all.filter((one) => one.id !== id && [one.where, one.next?.where ?? ''].some((text) => namesIn(text).some((found) => found === name || found === id))),
    buildsOn: all.filter((one) => named.includes(one.name) || named.includes(one.id)),
  }
}

function namesIn(where: string): readonly string[] {
  const syntax = parse(where)
  return syntax.ok ? segmentNames(syntax.value).map(({ name }) => name) : []
}

function Relatives({ segments }: { readonly segments: readonly ListedSegment[] }) {
  return (
    <ul className={own.relatives}>
      {segments.map(({ id, name, size }) => (
        <li key={id}>
          <SegmentTile id={id} size={20} />
          <Anchor component={Link} to={`/segments/${id}`} size="sm" className="clip">
            {name}
          </Anchor>
          <span className={`number ${classes.note}`}>{formatCount(size)}</span>
        </li>
      ))}
    </ul>
  )
}

function ControlShare({ segment: { id, controlShare, control, archivedAt } }: { readonly segment: Segment }) {
  const change = useControlShare()
  const [percent, setPercent] = useState<string | number>(controlShare)
  const wanted = Number(percent)
  return (
    <section>
      <Title order={3} size="h3">
        {words.share}
      </Title>
      <p className={classes.note}>{words.shareWhy}</p>
      <form
        className={own.shareForm}
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate({ id, percent: wanted })
        }}
      >
        <NumberInput label={words.percent} min={0} max={50} decimalScale={2} suffix=" %" w={180} value={percent} onChange={setPercent} disabled={archivedAt !== null} />
        <Button type="submit" variant="default" loading={change.isPending} disabled={percent === '' || wanted === controlShare || archivedAt !== null}>
          {words.set}
        </Button>
      </form>
      {change.error === null ? null : <p className={classes.error} role="alert" children={change.error.message} />}
      {controlShare === 0 ? null : <p className={classes.note}>{control.members === null || control.treated === null ? words.shareUnknown : words.controlCount(formatCount(control.members), formatCount(control.treated))}</p>}
      <ul className={classes.plain}>
        {control.shares.map(({ since, percent: was }) => (
          <li key={since} className={classes.note}>
            {`${formatNumber(was)} %`} {words.since} <Moment at={since} as="day-and-time" />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Thresholds({ segment: { thresholds } }: { readonly segment: Segment }) {
  return (
    <section>
      <Title order={3} size="h3">
        {words.thresholds}
      </Title>
      <ul className={classes.plain}>
        {thresholds.map(({ key, value, people, at }) => (
          <li key={key} className={classes.note}>
            {value === null ? words.thresholdWaits : words.thresholdOf(formatNumber(value), formatCount(people ?? 0))} {at === null ? null : <Moment at={at} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** It cannot be taken back; what it said can be made again, and is offered to be. */
function Archive({ segment: { id, name, where, description }, isNeeded }: { readonly segment: Segment; readonly isNeeded: boolean }) {
  const [isAsking, setAsking] = useState(false)
  const archive = useArchive()
  const create = useCreateSegment()
  const navigate = useNavigate()
  const again = async (): Promise<void> => {
    const made = await create.mutateAsync({ name, where, description })
    notifications.show({ message: words.madeAgain(name) })
    await navigate({ to: '/segments/$id', params: { id: made.id } })
  }
  const confirm = async (): Promise<void> => {
    await archive.mutateAsync(id)
    setAsking(false)
    notifications.show({ message: <Archived name={name} onAgain={() => void again()} />, autoClose: 20_000 })
    await navigate({ to: '/segments' })
  }
  return (
    <section>
      <Title order={3} size="h3">
        {words.archive}
      </Title>
      <p className={classes.note}>{isNeeded ? words.archiveBlocked : words.archiveWhy}</p>
      <Button mt={8} variant="default" disabled={isNeeded} onClick={() => setAsking(true)}>
        {words.archive}
      </Button>
      <Modal opened={isAsking} onClose={() => setAsking(false)} title={words.archiveAsk(name)} closeButtonProps={{ 'aria-label': words.archiveNo }}>
        <Text size="sm">{words.archiveWhy}</Text>
        {archive.error === null ? null : <p className={classes.error} role="alert" children={archive.error.message} />}
        <Group justify="flex-end" mt={16} gap={8}>
          <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
            {words.archiveNo}
          </Button>
          <Button color="red.9" loading={archive.isPending} onClick={() => void confirm().catch(() => undefined)}>
            {words.archiveYes}
          </Button>
        </Group>
      </Modal>
    </section>
  )
}

function Archived({ name, onAgain }: { readonly name: string; readonly onAgain: () => void }) {
  return (
    <span className={classes.done}>
      {words.archived(name)}
      <Button size="compact-xs" variant="default" onClick={onAgain}>
        {words.again}
      </Button>
    </span>
  )
}
