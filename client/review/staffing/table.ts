import {
  occupancy,
  PRESENCE_KINDS,
  type PresenceTimes,
  type StaffingHour,
  type StaffingReport,
  signedInS,
  type ToldPresence,
  talkShare,
} from '../../../shared/review/staffing.ts'
import type { Sheet, SheetCell } from '../../../shared/sheet.ts'
import type { StaffingWords } from './words.ts'

const minutes = (seconds: number): number => Math.round(seconds / 60)
const percent = (share: number | null): number | null => (share === null ? null : Math.round(share * 100))

/** The hours that have something, from the first to the last. */
export function hoursShown({ hours }: Pick<StaffingReport, 'hours'>): StaffingHour[] {
  const used = hours.map(({ presence, calls }) => presence.is !== 'none' || calls > 0)
  return used.includes(true) ? hours.slice(used.indexOf(true), used.lastIndexOf(true) + 1) : []
}

/** Signed-in time and time in talks of the shown hours, in minutes; null where it is not told. */
export const barsOf = (hours: readonly StaffingHour[]): { signedIn: (number | null)[]; talking: (number | null)[] } => ({
  signedIn: hours.map(({ presence }) => timeOf(presence, signedInS)),
  talking: hours.map(({ presence }) => timeOf(presence, ({ talking }) => talking)),
})

const timeOf = (presence: ToldPresence, of: (times: PresenceTimes) => number): number | null =>
  presence.is === 'told' ? minutes(of(presence.times)) : null

/** What the page and its files show: a row for each hour, and the whole period last. */
export function staffingSheet(report: StaffingReport, above: readonly string[], words: StaffingWords): Sheet {
  const cells = ({ presence, calls, meanWaitS }: Omit<StaffingHour, 'hour'>): SheetCell[] => {
    const came = [calls, meanWaitS === null ? null : Math.round(meanWaitS)]
    if (presence.is !== 'told')
      return [presence.is === 'few' ? words.few : null, ...PRESENCE_KINDS.map(() => null), null, null, null, ...came]
    const { times, missed } = presence
    const shares = [percent(talkShare(times)), percent(occupancy(times))]
    return [minutes(signedInS(times)), ...PRESENCE_KINDS.map((kind) => minutes(times[kind])), ...shares, missed, ...came]
  }
  return {
    name: words.title,
    above,
    columns: [
      ...[words.hour, words.signedIn, ...PRESENCE_KINDS.map((kind) => words.kinds[kind])],
      ...[words.talkShare, words.occupancy, words.missed, words.calls, words.meanWait],
    ],
    rows: [...hoursShown(report).map((one) => [hourText(one.hour), ...cells(one)]), [words.whole, ...cells(report.whole)]],
  }
}

/** '09–10' */
export const hourText = (hour: number): string => `${String(hour).padStart(2, '0')}–${String(hour + 1).padStart(2, '0')}`
