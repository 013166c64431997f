import { Group, Select, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { segmentsQuery } from '../api/segments.ts'
import { Count } from '../design/figures.tsx'
import { SegmentTile } from '../design/segment-tile.tsx'
import { text } from '../text/index.ts'

const words = text.people.filter

/** Chooses a segment by its face and name. */
export function SegmentPicker({ value, onPick }: { readonly value: string | undefined; readonly onPick: (id: string | undefined) => void }) {
  const { data, isPending } = useQuery(segmentsQuery)
  const segments = data?.segments ?? []
  const sizes = new Map(segments.map(({ id, size }) => [id, size]))
  return (
    <Select
      aria-label={words.chooseSegment}
      placeholder={words.chooseSegment}
      nothingFoundMessage={words.noSegment}
      disabled={isPending}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': text.people.find.clear }}
      maxDropdownHeight={320}
      limit={200}
      w={320}
      maw="100%"
      data={segments.map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={(id) => onPick(id ?? undefined)}
      leftSection={value === undefined ? null : <SegmentTile id={value} size={18} />}
      renderOption={({ option }) => (
        <Group gap={10} wrap="nowrap" miw={0} flex={1}>
          <SegmentTile id={option.value} size={20} />
          <Text size="sm" truncate flex={1}>
            {option.label}
          </Text>
          <Text size="xs" c="dimmed" component="span">
            <Count value={sizes.get(option.value) ?? 0} />
          </Text>
        </Group>
      )}
    />
  )
}
