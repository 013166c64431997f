import { Checkbox, Popover, Stack } from '@mantine/core'
import { text } from '../text/index.ts'
import type { OpeningProps } from './column-choice.tsx'
import classes from './data-table.module.css'

export function ColumnChoices({ columns, hidden, onHide, button, isOpen, onOpen }: OpeningProps) {
  const choose = (id: string, shown: boolean): void => onHide(shown ? hidden.filter((one) => one !== id) : [...hidden, id])
  return (
    <Popover opened={isOpen} onChange={onOpen} position="bottom-end" withinPortal shadow="md" trapFocus returnFocus>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown aria-label={text.table.columns}>
        <Stack gap={8} className={classes.choices}>
          {columns.map(({ id, label, always }) => (
            <Checkbox key={id} size="xs" label={label} checked={!hidden.includes(id)} disabled={always} onChange={(event) => choose(id, event.currentTarget.checked)} />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
