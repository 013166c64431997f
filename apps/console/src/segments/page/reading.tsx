import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { segmentsQuery } from '../../api/segments.ts'
import { readText } from '../editor/condition.ts'
import classes from './page.module.css'

/** A condition in plain English. */
export function Reading({ where }: { readonly where: string }) {
  const { data } = useQuery(segmentsQuery)
  const { reading } = useMemo(() => readText(where, data?.segments ?? []), [where, data])
  return reading === undefined ? null : <p className={classes.reading}>{reading}</p>
}
