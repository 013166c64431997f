import { ActionIcon, Checkbox, Popover, Stack, Tooltip } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { text } from '../text/index.ts'
import classes from './data-table.module.css'

interface Choice {
  readonly id: string
  readonly label: string
  readonly always: boolean
}

/** Which columns a table shows. */
export function ColumnChoice({ columns, hidden, onHide }: { readonly columns: readonly Choice[]; readonly hidden: readonly string[]; readonly onHide: (hidden: readonly string[]) => void }) {
  const choose = (id: string, shown: boolean): void => onHide(shown ? hidden.filter((one) => one !== id) : [...hidden, id])
  return (
    <div className={classes.choice}>
      <Popover position="bottom-end" withinPortal shadow="md" trapFocus returnFocus>
        <Popover.Target>
          <Tooltip label={text.table.columns}>
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={text.table.columns}>
              <IconColumns3 size={15} />
            </ActionIcon>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown aria-label={text.table.columns}>
          <Stack gap={8} className={classes.choices}>
            {columns.map(({ id, label, always }) => (
              <Checkbox key={id} size="xs" label={label} checked={!hidden.includes(id)} disabled={always} onChange={(event) => choose(id, event.currentTarget.checked)} />
            ))}
          </Stack>
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}
