export { createTrackApi, type TrackApiParts } from './create-track-api.ts'
export { TRACK_LIMITS, type TrackLimits } from './limits.ts'
export type { PublicAddress } from './settings.ts'
