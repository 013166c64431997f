import { Button, MultiSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { originsQuery, profileQuery, sourceNamesQuery } from '../api/person.ts'
import { formatCount } from '../design/numbers.ts'
import { text } from '../text/index.ts'
import classes from './timeline.module.css'

const route = getRouteApi('/people/$person')
const words = text.person.timelineOf

interface Option {
  readonly value: string
  readonly label: string
}

/** What of the timeline is shown, and where it begins; all of it in the address. */
export function TimelineFilters({ person }: { readonly person: number }) {
  const { type, event, source, until } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: profile } = useQuery(profileQuery(person))
  const { data: origins } = useQuery(originsQuery(person))
  const { data: names } = useQuery(sourceNamesQuery)
  const set = (change: object): void => void navigate({ search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false })
  const events = Object.entries(profile?.events ?? {}).sort(([, a], [, b]) => b.count - a.count)
  const sources = [...new Set(origins?.sources.map((one) => one.source))]
  return (
    <div className={classes.filters}>
      <Choice label={words.types} chosen={type} options={Object.entries(words.type).map(([value, label]) => ({ value, label }))} onChoose={(chosen) => set({ type: chosen })} />
      <Choice label={words.events} chosen={event} options={events.map(([value, { count }]) => ({ value, label: `${value} (${formatCount(count)})` }))} onChoose={(chosen) => set({ event: chosen })} />
      <Choice label={words.sources} chosen={source} options={sources.map((value) => ({ value, label: names?.get(value) ?? value }))} onChoose={(chosen) => set({ source: chosen })} />
      <TextInput
        type="date"
        size="xs"
        label={words.jump}
        aria-label={words.jumpLabel}
        value={until === undefined ? '' : dayOf(until)}
        onChange={({ currentTarget: { value } }) => set({ until: value === '' ? undefined : endOf(value) })}
      />
      {until === undefined ? null : <Button variant="default" size="xs" onClick={() => set({ until: undefined })} children={words.newest} />}
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly chosen: readonly string[] | undefined
  readonly options: readonly Option[]
  readonly onChoose: (chosen: readonly string[] | undefined) => void
}

function Choice({ label, chosen = [], options, onChoose }: ChoiceProps) {
  // What an address asks for can be taken back, also where the person has nothing of it.
  const unknown = chosen.filter((value) => !options.some((one) => one.value === value)).map((value) => ({ value, label: value }))
  return (
    <MultiSelect
      className={classes.filter}
      size="xs"
      label={label}
      data={[...options, ...unknown]}
      value={[...chosen]}
      onChange={(next) => onChoose(next.length === 0 ? undefined : next)}
      searchable={options.length > 10}
      clearable
      hidePickedOptions
      placeholder={chosen.length === 0 ? words.all : ''}
      maxDropdownHeight={300}
      clearButtonProps={{ 'aria-label': text.people.find.clear }}
    />
  )
}

/** The last day before an instant, in the reader's zone, as a field for dates writes it. */
function dayOf(until: number): string {
  const day = new Date(until - 1)
  return `${String(day.getFullYear()).padStart(4, '0')}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`
}

/** Where the day after begins, in the reader's zone. */
function endOf(day: string): number | undefined {
  const [year = NaN, month = NaN, date = NaN] = day.split('-').map(Number)
  const end = new Date(year, month - 1, date + 1).getTime()
  return end > 0 ? end : undefined
}
