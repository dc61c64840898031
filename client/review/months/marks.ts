import type { MarkKind } from '../../../shared/volume/volume.ts'

/** Each kind has a shape of its own: colour would not do. */
export const MARK_SIGNS: Readonly<Record<MarkKind, string>> = {
  campaign: '▲',
  hours: '■',
  media: '●',
  holiday: '◆',
  other: '✚',
}
