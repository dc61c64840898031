import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Floor, KeepingFault } from '../../shared/floor/model.ts'
import { type LineService, plainService } from '../../shared/floor/service.ts'
import { createRegistrar, type Registrar } from '../sip/testing/registrar.ts'
import { createTelephones, type Telephones } from '../sip/testing/telephones.ts'
import type { MessageBox, Opening } from './exchange.ts'
import { createRig, noBox, PROMPT, type Rig, type RigOptions, voice } from './testing.ts'

let registrar: Registrar
let telephones: Telephones
let rig: Rig
afterEach(async () => {
  telephones.close()
  await rig.close()
  await registrar.stop()
})

/** A box in memory: what was kept of each message, and how the recording may be told to end. */
function box() {
  const kept: Set<number>[] = []
  const open: { end: () => void; heard: Set<number> }[] = []
  const voicemail: MessageBox = {
    ...noBox,
    begin(_line, _language, onEnd) {
      const heard = new Set<number>()
      open.push({ end: onEnd, heard })
      return {
        add: (payload) => void heard.add(payload[1] ?? -1),
        ms: 0,
        async keep() {
          if (!heard.has(0xc1)) return null
          kept.push(heard)
          return String(kept.length)
        },
        discard: () => void heard.clear(),
      }
    },
  }
  return { voicemail, kept, open }
}

async function start(service: Partial<LineService>, options: RigOptions = {}): Promise<void> {
  registrar = await createRegistrar()
  telephones = createTelephones(registrar)
  rig = await createRig({ trunkUrl: registrar.url, line: { number: '020-555 666', service: { ...plainService, ...service } }, ...options })
  await rig.when((floor) => floor.trunk.is === 'up')
}

/** Open, until a test closes a line. */
function closable(): { readonly opening: Opening; readonly close: (line: string) => void } {
  const listeners = new Set<(line: string) => void>()
  const onClosing = (listener: (line: string) => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const close = (line: string): void => {
    for (const listener of listeners) listener(line)
  }
  return { opening: { isOpen: () => true, onClosing }, close }
}

const closed: Opening = { isOpen: () => false, onClosing: () => () => {} }
const voicemailService = { ...plainService.voicemail, whenClosed: true, byKey: true }
const only = (floor: Floor) => Object.values(floor.calls)[0]
const is = (wanted: string) => (floor: Floor) => only(floor)?.state.is === wanted
const empty = (floor: Floor) => Object.keys(floor.calls).length === 0
const ended = () => rig.changes.findLast((change) => change.type === 'callEnded')
const eventually = (hears: Set<number>, who: number) => vi.waitFor(() => expect(hears).toContain(who), { timeout: 30_000, interval: 20 })
const recording = (open: readonly unknown[]) => vi.waitFor(() => expect(open).toHaveLength(1), { timeout: 30_000, interval: 20 })
/** Hears the announcement, and knows how it goes: the key takes them to its end. */
const skip = (call: { press(key: string): void }) => call.press('#')

describe('a closed line', () => {
  it('says so, and is offered to nobody', async () => {
    await start({}, { opening: closed })
    await rig.advisor('a')
    const caller = voice(0xc1)
    const call = telephones.call('020555666', caller)
    await rig.when(is('closed'))
    await eventually(caller.heard, PROMPT)
    expect(rig.present().advisors.a?.state.is).toBe('available')
    call.hangUp()
    await rig.when(empty)
    expect(ended()).toMatchObject({ outcome: 'closed', by: 'caller' })
  })

  it('takes a message that somebody speaks, also when it ends with hanging up', async () => {
    const { voicemail, kept, open } = box()
    await start({ voicemail: voicemailService }, { opening: closed, voicemail })
    const call = telephones.call('020555666', voice(0xc1))
    await rig.when(is('closed'))
    call.press('9')
    await rig.when(is('voicemail'))
    skip(call)
    await recording(open)
    await eventually(open[0]?.heard ?? new Set(), 0xc1)
    call.hangUp()
    await rig.when(empty)
    expect(kept).toHaveLength(1)
    expect(ended()).toMatchObject({ outcome: 'voicemail', by: 'caller' })
  })

  it('takes no message where that is not set', async () => {
    await start({}, { opening: closed })
    const call = telephones.call('020555666', voice(0xc1))
    await rig.when(is('closed'))
    call.press('9')
    call.hangUp()
    await rig.when(empty)
    expect(rig.changes.map(({ type }) => type)).not.toContain('voicemailStarted')
  })
})

describe('a waiting caller', () => {
  it('leaves a message by key, hears that it is kept, and the call ends', async () => {
    const { voicemail, kept, open } = box()
    await start({ voicemail: voicemailService }, { voicemail })
    const call = telephones.call('020555666', voice(0xc1))
    await rig.when(is('waiting'))
    call.press('9')
    await rig.when(is('voicemail'))
    skip(call)
    await recording(open)
    await eventually(open[0]?.heard ?? new Set(), 0xc1)
    open[0]?.end()
    await call.over
    expect(kept).toHaveLength(1)
    await rig.when(empty)
    expect(ended()).toMatchObject({ outcome: 'voicemail', by: 'system' })
  })

  it('goes back to the queue by key, and nothing is kept', async () => {
    const { voicemail, kept } = box()
    await start({ voicemail: voicemailService }, { voicemail })
    const call = telephones.call('020555666', voice(0xc1))
    await rig.when(is('waiting'))
    call.press('9')
    await rig.when(is('voicemail'))
    call.press('*')
    await rig.when(is('waiting'))
    expect(kept).toEqual([])
    const advisor = await rig.advisor('a')
    await eventually(advisor.heard, 0xc1)
  })

  it('who says nothing goes on waiting', async () => {
    const { voicemail, open } = box()
    await start({ voicemail: voicemailService }, { voicemail })
    const call = telephones.call('020555666', voice(0xcc))
    await rig.when(is('waiting'))
    call.press('9')
    await rig.when(is('voicemail'))
    skip(call)
    await recording(open)
    open[0]?.end()
    await rig.when(is('waiting'))
  })

  it('is asked to leave a message when the line closes, where it is set so', async () => {
    const { opening, close } = closable()
    await start({ atClosing: 'voicemail' }, { opening })
    telephones.call('020555666', voice(0xc1))
    await rig.when(is('waiting'))
    close('two')
    close('one')
    await rig.when(is('voicemail'))
    expect(only(rig.present())?.metClosed).toBe(false)
  })

  it('is not sent away while a phone rings for them', async () => {
    const { opening, close } = closable()
    await start({ atClosing: 'voicemail' }, { opening })
    await rig.advisor('a', { autoAnswerMs: null })
    telephones.call('020555666', voice(0xc1))
    await rig.when(is('offered'))
    close('one')
    expect(is('offered')(rig.present())).toBe(true)
  })
})

describe('while messages cannot be kept', () => {
  /** A box that breaks and is mended. */
  function breakable(why: KeepingFault | null) {
    const made = box()
    const listeners = new Set<(why: KeepingFault | null) => void>()
    let asked = 0
    const voicemail: MessageBox = {
      ...made.voicemail,
      fault: () => why,
      async check() {
        asked++
        return why
      },
      onFault(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }
    const become = (next: KeepingFault | null): void => {
      why = next
      for (const listener of listeners) listener(next)
    }
    return { ...made, voicemail, become, asked: () => asked }
  }
  const types = () => rig.changes.map(({ type }) => type)
  const unable = (floor: Floor) => floor.keeping.is === 'unable'

  it('who meets a closed line is not asked to speak, neither by key', async () => {
    const { voicemail, asked } = breakable('keyMissing')
    await start({ voicemail: voicemailService }, { opening: closed, voicemail })
    const call = telephones.call('020555666', voice(0xc1))
    await rig.when(is('closed'))
    const before = asked()
    call.press('9')
    await vi.waitFor(() => expect(asked()).toBeGreaterThan(before), { timeout: 30_000 })
    call.hangUp()
    await rig.when(empty)
    expect(types()).not.toContain('voicemailStarted')
    expect(ended()).toMatchObject({ outcome: 'closed' })
  })

  it('nor when only their own line has had its share of messages', async () => {
    const { voicemail, asked } = breakable(null)
    const shared: string[] = []
    const takes = (line: string): boolean => shared.push(line) === 0
    await start({ voicemail: voicemailService }, { opening: closed, voicemail: { ...voicemail, takes } })
    const call = telephones.call('020555666', voice(0xc1))
    await rig.when(is('closed'))
    const before = asked()
    call.press('9')
    await vi.waitFor(() => expect(asked()).toBeGreaterThan(before), { timeout: 30_000 })
    call.hangUp()
    await rig.when(empty)
    expect(types()).not.toContain('voicemailStarted')
    expect([ended(), [...new Set(shared)]]).toMatchObject([{ outcome: 'closed' }, ['one']])
  })

  it('who waits stays in the queue, by key and at closing time, and is asked again once it works', async () => {
    const { opening, close } = closable()
    const { voicemail, become, asked } = breakable('diskFull')
    await start({ voicemail: voicemailService, atClosing: 'voicemail' }, { opening, voicemail })
    const call = telephones.call('020555666', voice(0xc1))
    await rig.when((floor) => is('waiting')(floor) && unable(floor))
    call.press('9')
    await vi.waitFor(() => expect(asked()).toBe(1), { timeout: 30_000 })
    close('one')
    await vi.waitFor(() => expect(asked()).toBe(2), { timeout: 30_000 })
    expect(is('waiting')(rig.present())).toBe(true)
    become(null)
    await rig.when((floor) => !unable(floor))
    call.press('9')
    await rig.when(is('voicemail'))
  })

  it('who has been asked already hears it in place of the tone, and is back in the queue', async () => {
    const { voicemail, become, open } = breakable(null)
    await start({ voicemail: voicemailService }, { voicemail })
    const call = telephones.call('020555666', voice(0xc1))
    await rig.when(is('waiting'))
    call.press('9')
    await rig.when(is('voicemail'))
    become('folderUnwritable')
    await rig.when(unable)
    skip(call)
    await rig.when(is('waiting'))
    expect(open, 'nothing was recorded').toEqual([])
  })
})

describe('a language menu', () => {
  it('lets the caller choose by key; other keys choose nothing', async () => {
    await start({ languageMenu: true, languages: ['sv', 'en', 'ar'] })
    const call = telephones.call('020555666', voice(0xc1))
    await rig.when(is('arriving'))
    await call.answered
    call.press('7')
    call.press('3')
    await rig.when(is('waiting'))
    expect(only(rig.present())?.language).toBe('ar')
  })
})
