import { monthsAfter } from '../../../shared/volume/months.ts'
import { type Along, type Baseline, MOST_MONTHS, type Per, type VolumeSettings } from '../../../shared/volume/volume.ts'
import { readInhabitants } from '../../admin/lineInputs.ts'
import { isMonth } from './choices.ts'

/** Settings as they are typed; nothing typed is lost when another choice is tried. */
export interface SettingsDraft {
  is: Baseline['is']
  ownFrom: string
  ownTo: string
  target: string
  along: Along
  per: Per
  catchments: CatchmentDraft[]
}

export interface CatchmentDraft {
  key: number
  /** YYYY-MM-DD */
  from: string
  inhabitants: string
}

/** What is wrong, and where; `key` of the catchment. */
export type SettingsFault =
  | { readonly field: 'ownFrom' | 'ownTo' | 'target' | 'catchments' }
  | { readonly field: 'from' | 'inhabitants' | 'twice'; readonly key: number }

const MOST_CALLS = 1_000_000

/** `write` shows a number as it is typed. */
export function draftOf({ baseline, along, per, catchments }: VolumeSettings, write: (value: number) => string): SettingsDraft {
  return {
    is: baseline.is,
    ownFrom: baseline.is === 'own' ? baseline.from : '',
    ownTo: baseline.is === 'own' ? baseline.to : '',
    target: baseline.is === 'target' ? write(baseline.calls) : '',
    along,
    per,
    catchments: catchments.map(({ from, inhabitants }, key) => ({ key, from, inhabitants: write(inhabitants) })),
  }
}

/** The settings that were typed, or the first thing that is wrong with them. */
export function readDraft(draft: SettingsDraft): VolumeSettings | SettingsFault {
  const baseline = readBaseline(draft)
  if ('field' in baseline) return baseline
  if (draft.catchments.length === 0) return { field: 'catchments' }
  const days = new Set<string>()
  for (const { key, from, inhabitants } of draft.catchments) {
    if (!isDay(from)) return { field: 'from', key }
    if (days.has(from)) return { field: 'twice', key }
    days.add(from)
    if (readInhabitants(inhabitants) === null) return { field: 'inhabitants', key }
  }
  const catchments = draft.catchments.map(({ from, inhabitants }) => ({ from, inhabitants: readInhabitants(inhabitants) ?? 0 }))
  return { baseline, along: draft.along, per: draft.per, catchments: catchments.toSorted((a, b) => (a.from < b.from ? -1 : 1)) }
}

function readBaseline({ is, ownFrom, ownTo, target }: SettingsDraft): Baseline | SettingsFault {
  if (is === 'target') {
    const calls = readInhabitants(target)
    return calls !== null && calls >= 1 && calls <= MOST_CALLS ? { is, calls } : { field: 'target' }
  }
  if (is !== 'own') return { is }
  if (!isMonth(ownFrom)) return { field: 'ownFrom' }
  const fits = isMonth(ownTo) && ownFrom <= ownTo && monthsAfter(ownFrom, ownTo) < MOST_MONTHS
  return fits ? { is, from: ownFrom, to: ownTo } : { field: 'ownTo' }
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text
