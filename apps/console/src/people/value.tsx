// A value of a person, whatever it is: text in its own direction, numbers by locale with all their digits, lists and objects
// as JSON. One line here; `whole` lets it have as many as it needs.
import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { formatExactNumber, formatListedNumber } from '../design/numbers.ts'
import { text } from '../text/index.ts'
import classes from './people.module.css'

export function Value({ value, whole = false }: { readonly value: unknown; readonly whole?: boolean }) {
  const look = whole ? classes.whole : 'clip'
  switch (typeof value) {
    case 'undefined':
      return <Missing />
    case 'number':
      return <span className={`number ${look}`} title={whole ? undefined : formatExactNumber(value)} children={whole ? formatExactNumber(value) : formatListedNumber(value)} />
    case 'string':
      if (whole && value.length > LONG) return <LongText value={value} />
      return value === '' ? <span className={classes.soft} children="“”" /> : <bdi className={look} title={whole ? undefined : value} children={value} />
    case 'boolean':
      return <span className={`mono ${look}`} children={String(value)} />
    default: {
      if (value === null) return <span className={`mono ${classes.soft}`} children="null" />
      const json = JSON.stringify(value, undefined, whole ? 2 : undefined)
      return <bdi className={`mono ${look}`} dir="ltr" title={whole ? undefined : json} children={json} />
    }
  }
}

/** A value longer than this, in characters, is folded where it would be shown whole. */
const LONG = 280

function LongText({ value }: { readonly value: string }) {
  const [opened, setOpened] = useState(false)
  if (opened) return <bdi className={classes.whole} children={value} />
  return (
    <>
      <bdi className={classes.whole} children={`${value.slice(0, LONG).trimEnd()}…`} />{' '}
      <UnstyledButton className={classes.showAll} onClick={() => setOpened(true)} children={text.people.showAll} />
    </>
  )
}

export function Missing() {
  return (
    <span className={classes.soft}>
      <span aria-hidden="true">–</span>
      <span className="only-heard">{text.people.missing}</span>
    </span>
  )
}

/** An identifier with its type. A personal one says that it is masked. */
export function Identifier({ type, value, personal }: { readonly type: string; readonly value: string; readonly personal: boolean }) {
  return (
    <span className={classes.identifier} title={personal ? `${type}: ${text.people.masked}` : `${type}: ${value}`}>
      <span className={classes.type}>{type}</span>
      <bdi className={personal ? `mono clip ${classes.soft}` : 'clip'}>{value}</bdi>
    </span>
  )
}
