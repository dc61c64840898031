import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')

/** The settings of a unit, as `[Section] Key=value`. */
function settingsOf(unit: string): string[] {
  let section = ''
  return unit.split('\n').flatMap((line) => {
    section = /^\[\w+\]$/.exec(line)?.[0] ?? section
    return /^\w+=/.test(line) ? [`${section} ${line}`] : []
  })
}

/** The drop-ins that install.sh writes, in their order. */
const dropIns = [...read('sbc/install.sh').matchAll(/<<UNIT\n(.*?)\nUNIT\n/gs)].map(([, unit = '']) => unit)

describe.each([
  ['the server', read('lyhord.service')],
  ['Kamailio', dropIns[0] ?? ''],
  ['rtpengine', dropIns[1] ?? ''],
])('the unit of %s', (_name, unit) => {
  it('is started again for ever, and puts nothing of its memory on a disk', () => {
    expect(settingsOf(unit)).toEqual(
      expect.arrayContaining([
        '[Unit] StartLimitIntervalSec=0',
        '[Service] Restart=always',
        '[Service] LimitCORE=0',
        '[Service] MemorySwapMax=0',
      ]),
    )
  })
})

describe('the unit of the server', () => {
  it('is bounded in memory and in tasks, and is back within a second', () => {
    const settings = settingsOf(read('lyhord.service'))
    for (const key of ['MemoryHigh', 'MemoryMax', 'TasksMax', 'OOMPolicy', 'ProtectProc'])
      expect(
        settings.filter((setting) => setting.startsWith(`[Service] ${key}=`)),
        key,
      ).toHaveLength(1)
    expect(settings).toContain('[Service] RestartSec=500ms')
  })
})

describe('Kamailio', () => {
  it('does not raise its limit for core dumps', () => {
    expect(read('sbc/kamailio.cfg')).toMatch(/^disable_core_dump=yes$/m)
  })
})
