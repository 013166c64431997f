import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { originsQuery } from '../api/person.ts'
import type { Origins } from '../api/person.ts'
import { Hint } from '../design/hint.tsx'
import { Moment } from '../design/moment.tsx'
import { Failed, Loading } from '../design/states.tsx'
import { text } from '../text/index.ts'
import { ClassBadge } from './class-badge.tsx'
import { FromFact } from './known-as.tsx'
import classes from './person.module.css'
import { Value } from './value.tsx'

const words = text.person.traits

/** What is known of the person: value, how protected it is, where it came from, how old it is. */
export function Traits({ person }: { readonly person: number }) {
  const answer = useQuery(originsQuery(person))
  return (
    <section aria-labelledby="person-traits" className={classes.section}>
      <Title order={2} id="person-traits" children={words.title} />
      {answer.isPending ? (
        <Loading what={words.what} />
      ) : answer.data === undefined ? (
        <Failed error={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        <TraitList {...answer.data} />
      )}
    </section>
  )
}

function TraitList({ traits, sealed }: Origins) {
  if (traits.length === 0 && (sealed ?? []).length === 0) return <p className={classes.quiet} children={words.none} />
  return (
    <dl className={classes.traits}>
      {traits
        .toSorted((a, b) => a.name.localeCompare(b.name))
        .map(({ name, value, class: protection, origin, happened }) => (
          <div key={name} className={classes.trait}>
            <dt>
              <bdi className={classes.traitName}>{name}</bdi>
              <ClassBadge of={protection} />
            </dt>
            <dd className={classes.traitValue}>
              <Value value={value} whole />
            </dd>
            <dd className={classes.traitFrom}>
              <Moment at={happened} />
              {origin === null ? null : <FromFact origin={origin} isTimed />}
            </dd>
          </div>
        ))}
      {sealed?.map(({ path, class: protection }) => (
        <div key={path} className={classes.trait}>
          <dt>
            <bdi className={classes.traitName}>{path}</bdi>
            <ClassBadge of={protection} />
          </dt>
          <dd className={classes.traitValue}>
            <Hint label={words.sealedWhy}>
              <span className={classes.quietInline} children={words.sealed} />
            </Hint>
          </dd>
        </div>
      ))}
    </dl>
  )
}
