import { Button, MultiSelect, NumberInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { eventsQuery } from '../../api/catalogue.ts'
import { sourcesQuery } from '../../api/sources.ts'
import { text } from '../../text/index.ts'
import { TYPES } from '../routes.ts'
import type { FactFilter } from './fact-buffer.ts'
import classes from './live.module.css'

const words = text.data.live
const NOTHING: FactFilter = { type: undefined, event: undefined, source: undefined, person: undefined }

/** Which facts are shown. Events and sources to choose from are those that were ever seen, and whatever is chosen. */
export function LiveFilters({ filter, onFilter }: { readonly filter: FactFilter; readonly onFilter: (change: FactFilter) => void }) {
  const { data: seen } = useQuery(eventsQuery)
  const { data: sources } = useQuery(sourcesQuery)
  const { type, event, source, person } = filter
  const events = useMemo(() => [...new Set([...(seen?.events.map((one) => one.event) ?? []), ...(event ?? [])])].filter((name) => name !== ''), [seen, event])
  const sourceChoice = useMemo(() => {
    const known = new Map(sources?.map(({ id, name }) => [id, name]))
    for (const id of source ?? []) if (!known.has(id)) known.set(id, id)
    return [...known].map(([value, label]) => ({ value, label }))
  }, [sources, source])
  const isAny = [type, event, source, person].some((one) => one !== undefined)
  return (
    <div className={classes.filters} role="group" aria-label={words.filters}>
      <Choice label={words.type} data={TYPES} chosen={type} onChoose={(next) => onFilter({ type: next })} />
      <Choice label={words.event} data={events} chosen={event} onChoose={(next) => onFilter({ event: next })} isSearch />
      <Choice label={words.source} data={sourceChoice} chosen={source} onChoose={(next) => onFilter({ source: next })} />
      <NumberInput className={classes.person} size="xs" label={words.person} placeholder={words.personHint} hideControls allowDecimal={false} allowNegative={false} value={person ?? ''} onChange={(value) => onFilter({ person: typeof value === 'number' && value > 0 ? value : undefined })} />
      {isAny ? <Button variant="subtle" size="xs" onClick={() => onFilter(NOTHING)} children={words.clear} /> : null}
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly data: readonly (string | { readonly value: string; readonly label: string })[]
  readonly chosen: readonly string[] | undefined
  readonly onChoose: (chosen: readonly string[] | undefined) => void
  readonly isSearch?: boolean
}

function Choice({ label, data, chosen = [], onChoose, isSearch = false }: ChoiceProps) {
  return (
    <MultiSelect
      className={classes.filter}
      size="xs"
      label={label}
      data={data}
      placeholder={chosen.length === 0 ? words.any : ''}
      value={[...chosen]}
      onChange={(next) => onChoose(next.length === 0 ? undefined : next)}
      searchable
      clearable
      limit={100}
      nothingFoundMessage={text.shell.palette.empty}
      clearButtonProps={{ 'aria-label': `${label}: ${words.clear}` }}
      {...(isSearch ? { 'data-search': true } : {})}
    />
  )
}
