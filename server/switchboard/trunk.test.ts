import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Floor } from '../../shared/floor/model.ts'
import { plainService } from '../../shared/floor/service.ts'
import { createRegistrar, header, type Registrar } from '../sip/testing/registrar.ts'
import { createTelephones, type Telephones } from '../sip/testing/telephones.ts'
import { createRig, PROMPT, type Rig, voice } from './testing.ts'

const OURS = '020-555 666'
const CALLEE = '+46701740605'
const TOLK = '+46852503000'

let registrar: Registrar
let telephones: Telephones
let rig: Rig

beforeEach(async () => {
  registrar = await createRegistrar()
  telephones = createTelephones(registrar)
  rig = await createRig({
    trunkUrl: registrar.url,
    line: {
      number: OURS,
      service: { ...plainService, interpreters: [{ id: 'tolk', name: 'Tolk', number: TOLK, languages: ['ar'] }] },
    },
  })
  await rig.when((floor) => floor.trunk.is === 'up')
})
afterEach(async () => {
  telephones.close()
  await rig.close()
  await registrar.stop()
})

const only = (floor: Floor) => Object.values(floor.calls)[0]
const is = (wanted: string) => (floor: Floor) => only(floor)?.state.is === wanted
const empty = (floor: Floor) => Object.keys(floor.calls).length === 0
const eventually = (hears: Set<number>, ...who: number[]) =>
  vi.waitFor(() => expect([...hears]).toEqual(expect.arrayContaining(who)), { timeout: 30_000, interval: 20 })
const ended = () => rig.changes.findLast((change) => change.type === 'callEnded')

describe('a telephone call', () => {
  it.each(['020555666', '+4620555666', '4620555666'])('to %s reaches the line of that number, and both hear each other', async (number) => {
    const advisor = await rig.advisor('a')
    const caller = voice(0xc1)
    const call = telephones.call(number, caller)
    await call.answered
    await rig.when(is('talking'))
    expect(only(rig.present())).toMatchObject({ channel: 'phone', kind: 'call', line: 'one' })
    await eventually(caller.heard, 0xa0)
    await eventually(advisor.heard, 0xc1)
    call.hangUp()
    await rig.when(empty)
    expect(ended()).toMatchObject({ outcome: 'answered', by: 'caller' })
  })

  it('whose sound does not come up is offered anew, and both hear each other', async () => {
    const advisor = await rig.advisor('a')
    const caller = voice(0xc1)
    await telephones.call('020555666', caller, (sdp) => sdp.replace(/^(a=ice-pwd:)\S+/m, '$1notthepasswordthatwassaid')).answered
    await rig.when(is('talking'))
    await eventually(caller.heard, 0xa0)
    await eventually(advisor.heard, 0xc1)
  })

  it('whose sound never comes up is ended as a fault of ours, and the telephone is told', async () => {
    await rig.close()
    rig = await createRig({ trunkUrl: registrar.url, connectMs: 300, line: { number: OURS } })
    await rig.when((floor) => floor.trunk.is === 'up')
    const call = telephones.call('020555666', voice(1), (sdp) => sdp.replace(/^(a=ice-pwd:)\S+/m, '$1notthepasswordthatwassaid'))
    await call.answered
    await call.over
    await rig.when(empty)
    expect(rig.changes.at(-1)).toMatchObject({ type: 'callEnded', outcome: 'interrupted' })
    await vi.waitFor(() => expect(rig.switchboard.figures().legs).toBe(0), { timeout: 30_000 })
  })

  it('to a number that is nobody’s is refused where there are several lines', async () => {
    await rig.floor.submit({ type: 'setLine', line: { ...(rig.present().lines.two ?? never()), number: '08-123 456 78' } })
    await expect(telephones.call('0850505050', voice(1)).answered).rejects.toThrow('404')
  })

  it('that is withdrawn before the answer leaves nothing behind', async () => {
    const call = telephones.call('020555666', voice(1))
    call.cancel()
    await rig.when(empty)
    await vi.waitFor(() => expect(rig.switchboard.figures().legs).toBe(0), { timeout: 30_000 })
  })
})

describe('a call-back', () => {
  const dial = (number = '070-174 06 05') =>
    rig.switchboard.callBack('a', { instance: instance(), line: 'one', number, reason: 'agreed', message: null })
  const instance = () => rig.present().advisors.a?.phone?.instance ?? ''

  it('rings the advisor’s own phone, dials, and joins both; the callee sees nobody', async () => {
    const advisor = await rig.advisor('a')
    const callee = voice(0xd1)
    telephones.place(CALLEE, 'answers', callee)
    expect(await dial()).toMatchObject({ ok: true })
    await rig.when(is('talking'))
    await eventually(callee.heard, 0xa0)
    await eventually(advisor.heard, 0xd1)
    const invite = telephones.came[0]?.invite ?? ''
    expect(header(invite, 'From')).toContain('"Anonymous" <sip:anonymous@anonymous.invalid>')
    expect(header(invite, 'Privacy')).toBe('id')
    telephones.came[0]?.hangUp()
    await rig.when(empty)
    expect(ended()).toMatchObject({ outcome: 'answered' })
    expect(rig.present().advisors.a?.state.is).toBe('afterCall')
  })

  it('shows the line’s number where it is set so', async () => {
    const one = rig.present().lines.one ?? never()
    const service = { ...one.service, callBack: { ...one.service.callBack, shows: 'lineNumber' as const } }
    await rig.floor.submit({ type: 'setLine', line: { ...one, service } })
    await rig.advisor('a')
    telephones.place(CALLEE, 'answers', voice(1))
    await dial()
    await rig.when(is('talking'))
    expect(header(telephones.came[0]?.invite ?? '', 'From')).toContain('+4620555666')
  })

  it('rings, and the advisor hears so; hanging up stops it', async () => {
    const advisor = await rig.advisor('a')
    telephones.place(CALLEE, 'rings', voice(1))
    await dial()
    await rig.when((floor) => Object.values(floor.calls).some(({ state }) => state.is === 'dialling' && state.ringing))
    await eventually(advisor.heard, PROMPT)
    advisor.hangUp()
    await rig.when(empty)
    await telephones.came[0]?.over
    expect(ended()).toMatchObject({ outcome: 'noAnswer', by: 'advisor' })
  })

  it('lets the advisor hear what comes before the answer', async () => {
    const advisor = await rig.advisor('a')
    telephones.place(CALLEE, 'earlyMedia', voice(0xe1))
    await dial()
    await eventually(advisor.heard, 0xe1)
    expect(is('dialling')(rig.present())).toBe(true)
  })

  it.each([
    ['busy', CALLEE, 'busy'],
    ['rings', '+46701740699', 'unreachable'],
  ] as const)('that is %s says so, and the advisor is as before', async (rule, number, outcome) => {
    await rig.advisor('a')
    telephones.place(CALLEE, rule, voice(1))
    await dial(number)
    await rig.when((floor) => empty(floor) && ended() !== undefined)
    expect(ended()).toMatchObject({ outcome })
    expect(rig.present().advisors.a?.state.is).toBe('available')
  })

  it('of a number that the line may not call is refused before anything rings', async () => {
    await rig.advisor('a')
    for (const number of ['112', '0900-123 45 67', '+44 20 7946 0000', 'hello'])
      expect(await dial(number)).toMatchObject({ ok: false, refusal: { field: 'number' } })
    expect(rig.changes.map(({ type }) => type)).not.toContain('callBackStarted')
    expect(telephones.came).toEqual([])
  })

  it('whose advisor is lost goes to the queue, first in line', async () => {
    const advisor = await rig.advisor('a')
    const callee = voice(0xd1)
    telephones.place(CALLEE, 'answers', callee)
    await dial()
    await rig.when(is('talking'))
    callee.heard.clear()
    await rig.switchboard.phoneLeft('a', advisor.instance)
    await rig.when(is('waiting'))
    await eventually(callee.heard, PROMPT)
  })
})

describe('an interpreter', () => {
  it('hears both and is heard by both; on hold neither; and the caller stays when the interpreter goes', async () => {
    const advisor = await rig.advisor('a')
    const caller = voice(0xc1)
    const call = telephones.call('020555666', caller)
    await rig.when(is('talking'))
    const id = only(rig.present())?.id ?? ''
    const tolk = voice(0xf1)
    telephones.place(TOLK, 'answers', tolk)
    expect(await rig.switchboard.callInterpreter('a', { call: id, service: 'tolk', language: 'ar' })).toMatchObject({ ok: true })
    await rig.when((floor) => only(floor)?.interpreter?.is === 'talking')
    expect(rig.switchboard.figures().legs).toBe(3)
    // What is mixed is encoded anew: no longer the marked frames of one speaker.
    for (const one of [caller, tolk, advisor]) {
      one.heard.clear()
      await eventually(one.heard, PROMPT)
    }
    expect(await rig.switchboard.holdParty('a', { call: id, party: 'caller', hold: true })).toMatchObject({ ok: true })
    await rig.when((floor) => Object.values(floor.calls).some(({ state }) => state.is === 'talking' && state.onHold))
    expect(await rig.switchboard.holdParty('a', { call: id, party: 'caller', hold: false })).toMatchObject({ ok: true })
    telephones.came[0]?.hangUp()
    await rig.when((floor) => only(floor)?.interpreter === null)
    caller.heard.clear()
    advisor.heard.clear()
    await eventually(caller.heard, 0xa0)
    await eventually(advisor.heard, 0xc1)
    expect(only(rig.present())).toMatchObject({ interpretedLanguage: 'ar', state: { is: 'talking' } })
    call.hangUp()
    await rig.when(empty)
  })

  it('can be let go while it rings', async () => {
    await rig.advisor('a')
    telephones.call('020555666', voice(0xc1))
    await rig.when(is('talking'))
    const id = only(rig.present())?.id ?? ''
    telephones.place(TOLK, 'rings', voice(1))
    await rig.switchboard.callInterpreter('a', { call: id, service: 'tolk', language: 'ar' })
    await rig.when((floor) => only(floor)?.interpreter?.is === 'ringing')
    expect(await rig.switchboard.dropInterpreter('a', id)).toMatchObject({ ok: true })
    await telephones.came[0]?.over
    expect(only(rig.present())?.interpreter).toBeNull()
  })

  it('is nobody else’s to call', async () => {
    await rig.advisor('a')
    await rig.advisor('b', { autoAnswerMs: null })
    telephones.call('020555666', voice(0xc1))
    await rig.when(is('talking'))
    const call = only(rig.present())?.id ?? ''
    const refused = { ok: false, refusal: { code: 'notYourCall' } }
    expect(await rig.switchboard.callInterpreter('b', { call, service: 'tolk', language: 'ar' })).toEqual(refused)
    expect(await rig.switchboard.holdParty('b', { call, party: 'caller', hold: true })).toEqual(refused)
    expect(await rig.switchboard.dropInterpreter('b', call)).toEqual(refused)
    expect(await rig.switchboard.pressKey('b', { call, party: 'caller', key: '1' })).toEqual(refused)
  })
})

function never(): never {
  throw new Error('the line is not there')
}
