import { ActionIcon } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import type { ReactElement } from 'react'
import { text } from '../text/index.ts'
import classes from './data-table.module.css'
import { Hint } from './hint.tsx'
import { lazyPart } from './lazy-part.ts'

interface Choice {
  readonly id: string
  readonly label: string
  readonly always: boolean
}

interface ColumnChoiceProps {
  readonly columns: readonly Choice[]
  /** Ids. */
  readonly hidden: readonly string[]
  readonly onHide: (hidden: readonly string[]) => void
}

export interface OpeningProps extends ColumnChoiceProps {
  readonly button: ReactElement
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
}

const Opening = lazyPart(() => import('./column-choices.tsx').then(({ ColumnChoices }) => ColumnChoices), ({ button }: OpeningProps) => button)

/** Which columns a table shows. What opens comes after the table; whoever pressed the button before gets it then. */
export function ColumnChoice(props: ColumnChoiceProps) {
  const [isOpen, setOpen] = useState(false)
  const button = (
    <ActionIcon variant="subtle" color="gray" size="sm" aria-label={text.table.columns} onClick={() => setOpen((now) => !now)}>
      <IconColumns3 size={15} />
    </ActionIcon>
  )
  return (
    <Hint label={text.table.columns}>
      <div className={classes.choice}>
        <Suspense fallback={button}>
          <Opening {...props} button={button} isOpen={isOpen} onOpen={setOpen} />
        </Suspense>
      </div>
    </Hint>
  )
}
