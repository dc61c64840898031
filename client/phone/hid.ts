/**
 * The telephone buttons of a headset, by the HID usage tables: which bit of which report means what. Pure; only the parts of a
 * report descriptor that matter here are named.
 */
export interface HidItem {
  readonly usages?: readonly number[]
  readonly reportSize?: number
  readonly reportCount?: number
}
export interface HidReport {
  readonly reportId?: number
  readonly items?: readonly HidItem[]
}
export interface HidCollection {
  readonly usagePage?: number
  readonly inputReports?: readonly HidReport[]
  readonly outputReports?: readonly HidReport[]
}

/** Usages as page * 65536 + usage: telephony page 0x0B, LED page 0x08. */
export const USAGES = { hook: 0x0b0020, mute: 0x0b002f, offHookLight: 0x080017, muteLight: 0x080009, ringLight: 0x080018 } as const
export type HidUsage = keyof typeof USAGES
export const TELEPHONY_PAGE = 0x0b

/** Where one bit is: the report's id and the bit's number in it. */
export interface BitPlace {
  readonly reportId: number
  readonly bit: number
}

export type HidMap = Readonly<Partial<Record<HidUsage, BitPlace>>>

/** Finds our bits in what a device says of itself. */
export function mapHeadset(collections: readonly HidCollection[]): HidMap {
  const map: Partial<Record<HidUsage, BitPlace>> = {}
  for (const collection of collections) {
    for (const report of [...(collection.inputReports ?? []), ...(collection.outputReports ?? [])]) {
      let bit = 0
      for (const item of report.items ?? []) {
        const size = item.reportSize ?? 1
        for (let index = 0; index < (item.reportCount ?? 1); index += 1) {
          const usage = item.usages?.[index]
          const name = (Object.keys(USAGES) as HidUsage[]).find((each) => USAGES[each] === usage)
          if (name && size === 1) map[name] ??= { reportId: report.reportId ?? 0, bit }
          bit += size
        }
      }
    }
  }
  return map
}

/** A bit of a report; undefined when it is not in this report. */
export function bitOf(place: BitPlace | undefined, reportId: number, data: DataView): boolean | undefined {
  if (!place || place.reportId !== reportId) return undefined
  const byte = place.bit >> 3
  return byte < data.byteLength ? ((data.getUint8(byte) >> (place.bit & 7)) & 1) === 1 : undefined
}

/** The output reports that show these lights, one per report id. */
export function lightReports(
  map: HidMap,
  lights: Readonly<Partial<Record<HidUsage, boolean>>>,
): ReadonlyMap<number, Uint8Array<ArrayBuffer>> {
  const reports = new Map<number, Uint8Array<ArrayBuffer>>()
  for (const name of ['offHookLight', 'muteLight', 'ringLight'] as const) {
    const place = map[name]
    if (!place) continue
    const length = (place.bit >> 3) + 1
    const before = reports.get(place.reportId)
    const bytes = new Uint8Array(Math.max(length, before?.length ?? 0))
    if (before) bytes.set(before)
    if (lights[name]) bytes[place.bit >> 3] = (bytes[place.bit >> 3] ?? 0) | (1 << (place.bit & 7))
    reports.set(place.reportId, bytes)
  }
  return reports
}
