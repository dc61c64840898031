import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { KeepingFault } from '../../shared/floor/model.ts'
import { silentLog } from '../log.ts'
import { createKeeping, LEAST_FREE_BYTES } from './keeping.ts'
import { MOST_BYTES_OF_MESSAGES } from './quota.ts'
import { ADA, leaveMessage, openScene, testFolder } from './testing/scene.ts'

/** How each fault comes about in the folder of a server that has a message, and how it goes. */
const FAULTS: readonly [name: string, why: KeepingFault, breaks: (dir: string) => void, mends: (dir: string) => void][] = [
  ['a key that is away', 'keyMissing', (dir) => move(dir, 'voicemail.key', 'away'), (dir) => move(dir, 'away', 'voicemail.key')],
  [
    'a folder in place of the key',
    'keyUnreadable',
    (dir) => replace(dir, 'voicemail.key', () => mkdirSync(join(dir, 'voicemail.key'))),
    (dir) => restore(dir, 'voicemail.key'),
  ],
  [
    'a key that is none',
    'keyWrong',
    (dir) => replace(dir, 'voicemail.key', () => writeFileSync(join(dir, 'voicemail.key'), 'nonsense')),
    (dir) => restore(dir, 'voicemail.key'),
  ],
  [
    'a file in place of the folder',
    'folderUnwritable',
    (dir) => replace(dir, 'messages', () => writeFileSync(join(dir, 'messages'), '')),
    (dir) => restore(dir, 'messages'),
  ],
]

const move = (dir: string, from: string, to: string): void => renameSync(join(dir, from), join(dir, to))
function replace(dir: string, name: string, make: () => void): void {
  move(dir, name, `${name}.right`)
  make()
}
function restore(dir: string, name: string): void {
  rmSync(join(dir, name), { recursive: true })
  move(dir, `${name}.right`, name)
}

describe('that no message can be kept is known before anybody speaks', () => {
  it.each(FAULTS)('%s, while the server runs, and that it can be again', async (_name, why, breaks, mends) => {
    using folder = testFolder()
    const scene = await openScene(folder.dir)
    const told: (KeepingFault | null)[] = []
    scene.voicemail.onFault((fault) => told.push(fault))
    const first = await leaveMessage(scene.voicemail)
    expect(await scene.voicemail.check()).toBeNull()
    breaks(folder.dir)
    expect(await scene.voicemail.check()).toBe(why)
    expect(await scene.voicemail.check()).toBe(why)
    mends(folder.dir)
    expect(await scene.voicemail.check()).toBeNull()
    expect(told).toEqual([why, null])
    const second = await leaveMessage(scene.voicemail)
    for (const id of [first, second]) expect(await scene.voicemail.audio(id, ADA)).toMatchObject({ ok: true })
    await scene.close()
  })

  it.each(FAULTS)('%s, at the start, which it does not stop', async (_name, why, breaks, mends) => {
    using folder = testFolder()
    const before = await openScene(folder.dir)
    const id = await leaveMessage(before.voicemail)
    await before.close()
    breaks(folder.dir)
    const scene = await openScene(folder.dir)
    expect(scene.voicemail.fault()).toBe(why)
    expect(await scene.voicemail.list(ADA), 'the work list is there').toMatchObject([{ id }])
    mends(folder.dir)
    expect(await scene.voicemail.check()).toBeNull()
    expect(await scene.voicemail.audio(id, ADA)).toMatchObject({ ok: true })
    await scene.close()
  })

  it('a disk that is nearly full', async () => {
    using folder = testFolder()
    let free = LEAST_FREE_BYTES
    const scene = await openScene(folder.dir, { freeBytes: async () => free })
    expect(scene.voicemail.fault()).toBeNull()
    free--
    expect(await scene.voicemail.check()).toBe('diskFull')
    free++
    expect(await scene.voicemail.check()).toBeNull()
    await scene.close()
  })

  it('messages that take all the room that they may', async () => {
    using folder = testFolder()
    let used = MOST_BYTES_OF_MESSAGES - 1
    const parts = { folder: join(folder.dir, 'messages'), keyFile: join(folder.dir, 'key'), usedMarks: async () => [], log: silentLog }
    const keeping = await createKeeping({ ...parts, usedBytes: () => used })
    expect(keeping.fault()).toBeNull()
    used++
    expect(await keeping.check()).toBe('messagesFull')
    used--
    expect(await keeping.check()).toBeNull()
    keeping.close()
  })

  it('a message that could not be written: until a file has really been written', async () => {
    using folder = testFolder()
    const messages = join(folder.dir, 'messages')
    const parts = { folder: messages, keyFile: join(folder.dir, 'key'), usedMarks: async () => [], log: silentLog }
    const keeping = await createKeeping(parts)
    // What takes the name of the trial stands for a disk that lets nothing be written.
    const inTheWay = join(messages, 'trial.tmp')
    mkdirSync(inTheWay)
    expect(await keeping.check(), 'nothing has gone wrong yet').toBeNull()
    keeping.stumble()
    expect(await keeping.check()).toBe('folderUnwritable')
    rmSync(inTheWay, { recursive: true })
    expect(await keeping.check()).toBeNull()
    expect(readdirSync(messages), 'the trial leaves nothing').toEqual([])
    keeping.close()
  })
})
