import { ActionIcon, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { Hint } from '../design/hint.tsx'
import { text } from '../text/index.ts'
import classes from './data.module.css'

const words = text.data

/** Text to copy, as it is. */
export function CodeBlock({ code, label }: { readonly code: string; readonly label: string }) {
  return (
    <div className={classes.code}>
      <pre tabIndex={0} role="region" aria-label={label}>
        {code}
      </pre>
      <CopyButton value={code}>
        {({ copied, copy }) => (
          <Hint label={copied ? words.copied : words.copy}>
            <ActionIcon variant="default" size="md" onClick={copy} aria-label={`${copied ? words.copied : words.copy}: ${label}`}>
              {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
            </ActionIcon>
          </Hint>
        )}
      </CopyButton>
    </div>
  )
}
