import { memo } from 'react'
import { mosaicOf } from './mosaic.ts'
import classes from './segment-tile.module.css'

/** The face of a segment. Its name stands beside it always, so it is hidden from those who listen. */
export const SegmentTile = memo(function SegmentTile({ id, size = 24, lit = false }: { readonly id: string; readonly size?: number; readonly lit?: boolean }) {
  const { hue, cells } = mosaicOf(id)
  return (
    <svg className={classes.tile} data-lit={lit || undefined} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false" style={{ '--hue': hue }}>
      <rect className={classes.ground} width="32" height="32" rx="5" />
      {cells.map(({ path, tone }) => (
        <path key={path} d={path} className={classes[`tone${tone}`]} />
      ))}
    </svg>
  )
})
