import { describe, expect, it } from 'vitest'
import { bitOf, type HidCollection, lightReports, mapHeadset, USAGES } from './hid.ts'

const headset: HidCollection[] = [
  {
    usagePage: 0x0b,
    inputReports: [
      {
        reportId: 5,
        items: [
          { usages: [USAGES.hook, USAGES.mute], reportSize: 1, reportCount: 2 },
          { reportSize: 6, reportCount: 1 },
        ],
      },
    ],
    outputReports: [
      { reportId: 6, items: [{ usages: [USAGES.offHookLight], reportSize: 1, reportCount: 1 }] },
      {
        reportId: 7,
        items: [
          { reportSize: 8, reportCount: 1 },
          { usages: [USAGES.muteLight, USAGES.ringLight], reportSize: 1, reportCount: 2 },
        ],
      },
    ],
  },
]

describe('headset buttons', () => {
  const map = mapHeadset(headset)

  it('are found in what the device says of itself', () => {
    expect(map).toEqual({
      hook: { reportId: 5, bit: 0 },
      mute: { reportId: 5, bit: 1 },
      offHookLight: { reportId: 6, bit: 0 },
      muteLight: { reportId: 7, bit: 8 },
      ringLight: { reportId: 7, bit: 9 },
    })
  })

  it('are read from their report and from no other', () => {
    const data = new DataView(new Uint8Array([0b10]).buffer)
    expect(bitOf(map.hook, 5, data)).toBe(false)
    expect(bitOf(map.mute, 5, data)).toBe(true)
    expect(bitOf(map.mute, 6, data)).toBeUndefined()
    expect(bitOf(map.ringLight, 7, data)).toBeUndefined()
    expect(bitOf(undefined, 5, data)).toBeUndefined()
  })

  it('light up together when they share a report', () => {
    const reports = lightReports(map, { offHookLight: true, muteLight: true, ringLight: false })
    expect([...reports].map(([id, bytes]) => [id, [...bytes]])).toEqual([
      [6, [1]],
      [7, [0, 1]],
    ])
  })

  it('a device without them is left alone', () => {
    expect(mapHeadset([{ usagePage: 1, inputReports: [{ reportId: 1, items: [{ usages: [0x010030], reportSize: 8 }] }] }])).toEqual({})
  })
})
