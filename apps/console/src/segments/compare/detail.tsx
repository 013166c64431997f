// Two groups on one trait or behaviour: what was found in each, how far apart they are, and in words.
import { Autocomplete, CloseButton, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SegmentsCompareSegmentsInput } from '@touchstone/client'
import type { Completion } from '@touchstone/language'
import { comparisonQuery, wordsQuery } from '../../api/segments.ts'
import type { ListedSegment } from '../../api/segments.ts'
import { formatCount } from '../../design/numbers.ts'
import { Failed, Loading } from '../../design/states.tsx'
import { text } from '../../text/index.ts'
import classes from './compare.module.css'
import { didPart, peopleBehind, valuePart } from './people-behind.ts'
import { CategoriesTable, NumbersTable, SharesTable } from './detail-tables.tsx'
import { sentenceOf } from './sentences.ts'

const words = text.segmentCompare

type Shown = { readonly trait?: string; readonly event?: string }

interface DetailProps {
  readonly groups: Pick<SegmentsCompareSegmentsInput, 'a' | 'b' | 'overlap'>
  readonly days: number
  readonly trait: string | undefined
  readonly event: string | undefined
  readonly segments: readonly ListedSegment[]
  readonly onShow: (shown: Shown) => void
}

export function Detail({ groups, days, trait, event, segments, onShow }: DetailProps) {
  const on = trait !== undefined ? { trait } : event !== undefined ? { event, days } : undefined
  return (
    <section className={classes.detail} aria-label={trait ?? event ?? words.other}>
      <div className={classes.choices}>
        <Other label={words.otherTrait} after="" kind="trait" onShow={(name) => onShow({ trait: name })} />
        <Other label={words.otherEvent} after={'did "'} kind="event" onShow={(name) => onShow({ event: name })} />
      </div>
      {on === undefined ? null : (
        <>
          <header className={classes.detailHead}>
            <Title order={2} size="h3">
              {trait !== undefined ? words.subject.trait : words.subject.event} {trait ?? event}
            </Title>
            <CloseButton aria-label={words.close} onClick={() => onShow({})} />
          </header>
          <One question={{ ...groups, on }} segments={segments} />
        </>
      )}
    </section>
  )
}

function One({ question, segments }: { readonly question: SegmentsCompareSegmentsInput; readonly segments: readonly ListedSegment[] }) {
  const answer = useQuery(comparisonQuery(question))
  if (answer.data === undefined) return answer.isError ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : <Loading what={words.detailWhat} />
  const { a, b, both, shares, numbers, categories } = answer.data
  const { on, overlap = 'leave-out' } = question
  const segmentOf = (id: string | undefined): ListedSegment | undefined => segments.find((one) => one.id === id)
  const behind = peopleBehind({ a: segmentOf(question.a.segment), b: segmentOf(question.b?.segment), overlap, both })
  return (
    <>
      <p className={classes.sentence}>{sentenceOf(answer.data)}</p>
      {shares === null ? null : <SharesTable shares={shares} listOf={(side) => ('event' in on ? behind(side, didPart(on.event, on.days ?? 30)) : undefined)} />}
      {numbers === null ? null : <NumbersTable numbers={numbers} />}
      {categories === null ? null : <CategoriesTable categories={categories} listOf={(side, label) => ('trait' in on ? behind(side, valuePart(on.trait, label)) : undefined)} />}
      {a.missing + b.missing === 0 ? null : <p className={classes.note}>{words.missing(formatCount(a.missing), formatCount(b.missing))}</p>}
    </>
  )
}

function Other({ label, after, kind, onShow }: { readonly label: string; readonly after: string; readonly kind: Completion['kind']; readonly onShow: (name: string) => void }) {
  const [value, setValue] = useState('')
  const { data } = useQuery(wordsQuery(after))
  const names = [...new Set(data?.filter((one) => one.kind === kind).map((one) => one.label) ?? [])]
  const submit = (name: string): void => {
    setValue('')
    if (name.trim() !== '') onShow(name.trim())
  }
  return (
    <Autocomplete
      size="xs"
      w={240}
      label={`${words.other}: ${label.toLowerCase()}`}
      value={value}
      data={names}
      limit={50}
      onChange={setValue}
      onOptionSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.defaultPrevented && value !== '') submit(value)
      }}
    />
  )
}
