import type { Line, LineId } from '../../shared/floor/model.ts'
import type { VolumeSettings } from '../../shared/volume/volume.ts'
import type { Db } from '../record/open.ts'

/** What a supervisor has chosen for a line; `account` is who, `at` when (ms since 1970). */
export interface KeptSettings {
  readonly settings: VolumeSettings
  readonly account: string
  readonly at: number
}

/** What a line's volume is judged by until a supervisor has chosen: the first months of Respect Phoneline, and the line's own catchment. */
export function plainSettings(line: Line): VolumeSettings {
  return {
    baseline: { is: 'respectMonths' },
    along: 'sinceStart',
    per: 'calls',
    catchments: [{ from: line.startedOn, inhabitants: line.catchment }],
  }
}

/** The choices that have been made; lines without one have `plainSettings`. */
export async function readSettings(db: Db): Promise<ReadonlyMap<LineId, KeptSettings>> {
  const rows = await db.selectFrom('line_baselines').selectAll().execute()
  return new Map(rows.map(({ line, settings, account, at }) => [line, { settings: settingsOf(settings), account, at }]))
}

/** Choices that were kept before boards could show rates say nothing of `per`. */
const settingsOf = (kept: string): VolumeSettings => ({ per: 'calls', ...(JSON.parse(kept) as Omit<VolumeSettings, 'per'>) })
