import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { BufferTarget, EncodedAudioPacketSource, EncodedPacket, OggOutputFormat, Output } from 'mediabunny'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newLineService } from '../../shared/floor/service.ts'
import { PROMPT_IDS, type PromptState, RECORDING_MAX_BYTES, SOUND_IDS, SPOKEN_IDS } from '../../shared/prompts.ts'
import { shippedPrompts } from '../media/shippedPrompts.ts'
import { opusHead as headWith, pagesOf, writePage } from '../media/testing/fuzzOgg.ts'
import { LINE, startTestApp, type TestApp } from '../testApp.ts'

const shipped = (path: string) => readFileSync(join(shippedPrompts(), path))
const RECORDING = shipped('sv/press_return.ogg')
const OTHER = shipped('en/message_saved.ogg')

/** A recording whose header asks players for -20 dB, as encoders write who take over what a music library has measured. */
const softer = Buffer.concat(pagesOf(new Array<Buffer>(50).fill(Buffer.from([0xf8])), { head: headWith(-5_120) }).map(writePage))

/** An Ogg Opus file of so many packets, each of which begins with this table-of-contents byte (RFC 6716, 3.1). */
async function oggOf(count: number, toc = 0xf8, numberOfChannels = 1): Promise<Buffer> {
  const output = new Output({ format: new OggOutputFormat(), target: new BufferTarget() })
  const source = new EncodedAudioPacketSource('opus')
  output.addAudioTrack(source)
  await output.start()
  const meta = { decoderConfig: { codec: 'opus', numberOfChannels, sampleRate: 48_000, description: opusHead(numberOfChannels) } }
  for (let at = 0; at < count; at++) await source.add(new EncodedPacket(new Uint8Array([toc, 0xff, 0xfe]), 'key', at / 50, 1 / 50), meta)
  await output.finalize()
  return Buffer.from(output.target.buffer ?? new ArrayBuffer(0))
}

/** The identification header (RFC 7845, 5.1). */
function opusHead(channels: number): Uint8Array {
  const head = Buffer.from('OpusHead\x01\0\0\0\x80\xbb\0\0\0\0\0', 'latin1')
  head[9] = channels
  if (channels <= 2) return head
  head[18] = 1
  return Buffer.concat([head, Buffer.from([channels, 0, ...new Array(channels).keys()])])
}

describe('recordings of a line', () => {
  let server: TestApp
  let cookie: string
  let own: string
  beforeAll(async () => {
    server = await startTestApp()
    cookie = (await server.person('boss', 'supervisor')).cookie
    own = join(server.config.dataDir, 'prompts')
  })
  afterAll(() => server.close())

  const ask = (method: string, path: string, body?: Buffer) =>
    fetch(`${server.origin}/api/lines/${path}`, {
      method,
      headers: { cookie, ...(body ? { 'content-type': 'audio/ogg' } : {}) },
      ...(body ? { body: new Uint8Array(body) } : {}),
    })
  const at = (prompt: string, language = 'sv', line = LINE) => `${line}/prompts/${language}/${prompt}`
  const list = async () => (await (await ask('GET', `${LINE}/prompts`)).json()) as PromptState[]
  const state = async (id: string, language = 'sv') => (await list()).find((one) => one.id === id && one.language === language)
  const refusal = async (answer: Response) => [answer.status, ((await answer.json()) as { refusal: { code: string } }).refusal.code]

  it('are listed with their texts for each language of the line, and sounds once', async () => {
    const all = await list()
    expect(all.map(({ language, id }) => `${language}/${id}`)).toEqual([
      ...PROMPT_IDS.map((id) => `sv/${id}`),
      ...SPOKEN_IDS.map((id) => `en/${id}`),
    ])
    expect(all.every(({ voice, recording }) => voice === 'standard' && recording === null)).toBe(true)
    expect(await state('welcome')).toMatchObject({ review: 'draft', played: true, text: expect.stringContaining('anonym') })
    expect(await state('position_1')).toMatchObject({ played: false })
    expect(await state('welcome', 'en')).toMatchObject({ review: 'machineDraft' })
    expect(SOUND_IDS.map((id) => all.find((one) => one.id === id)?.text)).toEqual(['', '', '', ''])
  })

  it('say where nothing can be heard in a language', async () => {
    const line = Object.values(server.app.floor.subscribe(() => {}).now.lines)[0]
    if (!line) throw new Error('no line')
    await server.app.floor.submit({
      type: 'setLine',
      line: { ...line, service: { ...line.service, languages: ['sv', 'fa'], languageMenu: true } },
    })
    expect(await state('choose_language', 'fa')).toMatchObject({
      voice: 'missing',
      played: true,
      text: 'برای فارسی، عدد هفت را فشار دهید.',
    })
    expect((await ask('GET', at('welcome', 'fa'))).status).toBe(404)
    await server.app.floor.submit({ type: 'setLine', line })
  })

  it('are put, listened to, replaced and removed', async () => {
    const put = await ask('PUT', at('welcome'), RECORDING)
    expect([put.status, await put.json()]).toMatchObject([200, { id: 'welcome', voice: 'own', recording: { seconds: expect.any(Number) } }])
    expect((await state('welcome'))?.recording?.changedAt).toBeGreaterThan(Date.now() - 60_000)
    const heard = await ask('GET', at('welcome'))
    expect([heard.headers.get('content-type'), heard.headers.get('x-content-type-options')]).toEqual(['audio/ogg', 'nosniff'])
    expect(Buffer.from(await heard.arrayBuffer()).equals(RECORDING)).toBe(true)

    const before = (await state('welcome'))?.recording?.seconds ?? 0
    expect((await ask('PUT', at('welcome'), OTHER)).status).toBe(200)
    expect((await state('welcome'))?.recording?.seconds).toBeGreaterThan(before)
    expect(readdirSync(join(own, LINE, 'sv')), 'nothing half-done is left').toEqual(['welcome.ogg'])
    expect(statSync(join(own, LINE, 'sv/welcome.ogg')).mode & 0o077, 'nobody else on the machine can read it').toBe(0)

    expect((await ask('DELETE', at('welcome'))).status).toBe(204)
    expect((await ask('DELETE', at('welcome'))).status).toBe(404)
    expect(await state('welcome')).toMatchObject({ voice: 'standard', recording: null })
    expect(Buffer.from(await (await ask('GET', at('welcome'))).arrayBuffer()).equals(shipped('sv/welcome.ogg'))).toBe(true)
  })

  it('are whole, one of them, when two come at once', async () => {
    const answers = await Promise.all([RECORDING, OTHER, RECORDING, OTHER].map((bytes) => ask('PUT', at('closed'), bytes)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const kept = readFileSync(join(own, LINE, 'sv/closed.ogg'))
    expect([RECORDING, OTHER].some((bytes) => bytes.equals(kept))).toBe(true)
  })

  it('survive a file that a power cut has left half-done', async () => {
    await ask('PUT', at('danger'), RECORDING)
    writeFileSync(join(own, LINE, 'sv/danger.ogg.new'), RECORDING.subarray(0, 100))
    expect(await state('danger')).toMatchObject({ voice: 'own' })
    expect((await ask('PUT', at('danger'), OTHER)).status).toBe(200)
    expect(Buffer.from(await (await ask('GET', at('danger'))).arrayBuffer()).equals(OTHER)).toBe(true)
  })

  it.each<[string, Buffer, number, string]>([
    ['nothing', Buffer.alloc(0), 400, 'recordingUnusable'],
    ['no sound at all', Buffer.from('not a sound'), 400, 'recordingUnusable'],
    ['a cut file', RECORDING.subarray(0, 60), 400, 'recordingUnusable'],
    ['too many bytes', Buffer.alloc(RECORDING_MAX_BYTES + 1), 413, 'recordingTooLong'],
  ])('are refused in words: %s', async (_name, bytes, status, code) => {
    expect(await refusal(await ask('PUT', at('returned'), bytes))).toEqual([status, code])
    expect(existsSync(join(own, LINE, 'sv/returned.ogg'))).toBe(false)
  })

  it.each<[string, () => Promise<Buffer>, number, string]>([
    ['two minutes and a frame', () => oggOf(6_001), 413, 'recordingTooLong'],
    ['frames of 10 ms', () => oggOf(50, 0xf0), 400, 'recordingUnusable'],
    ['frames of 60 ms', () => oggOf(50, 0x18), 400, 'recordingUnusable'],
    ['six channels', () => oggOf(50, 0xf8, 6), 400, 'recordingUnusable'],
    ['softer by its header', async () => softer, 400, 'recordingUnusable'],
  ])('are refused though they are Ogg Opus: %s', async (_name, make, status, code) => {
    expect(await refusal(await ask('PUT', at('returned'), await make()))).toEqual([status, code])
  })

  it.each<[string, () => Promise<Buffer>]>([
    ['two minutes', () => oggOf(6_000)],
    ['stereo', () => oggOf(50, 0xfc, 2)],
    ['one frame', () => oggOf(1)],
  ])('can be %s', async (_name, make) => {
    expect((await ask('PUT', at('returned'), await make())).status).toBe(200)
    expect((await ask('DELETE', at('returned'))).status).toBe(204)
  })

  it('are refused when they are too much and do not say how much', async () => {
    const stream = new ReadableStream({
      start(controller) {
        for (let sent = 0; sent <= RECORDING_MAX_BYTES; sent += 100_000) controller.enqueue(new Uint8Array(100_000))
        controller.close()
      },
    })
    const sent = { method: 'PUT', headers: { cookie, 'content-type': 'audio/ogg' }, body: stream, duplex: 'half' } as RequestInit
    expect(await refusal(await fetch(`${server.origin}/api/lines/${at('returned')}`, sent))).toEqual([413, 'recordingTooLong'])
  })

  it('never end the server, whatever bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(RECORDING.length - 1), fc.nat(255)), { minLength: 1, maxLength: 40 }), async (changes) => {
        const spoilt = Buffer.from(RECORDING)
        for (const [index, value] of changes) spoilt[index] = value
        expect([200, 400]).toContain((await ask('PUT', at('returned'), spoilt)).status)
      }),
      { numRuns: 60 },
    )
    await ask('DELETE', at('returned'))
  })

  it.each([
    at('welcome', 'sv', 'nowhere'),
    at('welcome', 'sv', '..%2f..'),
    at('welcome', 'sv', '__proto__'),
    at('welcome', '..'),
    at('welcome', '%2e%2e%2fsv'),
    at('welcome', 'de'),
    at('../../secret'),
    at('..%2f..%2f..%2flyhord.db'),
    at('welcome.ogg'),
    at('welcome%00'),
    at('toString'),
  ])('have no other place: %s', async (path) => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const answer = await ask(method, path, method === 'PUT' ? RECORDING : undefined)
      expect(answer.status, method).toBe(404)
    }
    const files = existsSync(own) ? (readdirSync(own, { recursive: true }) as string[]) : []
    expect(files.filter((file) => file.endsWith('.ogg')).every((file) => /^valj-att-sluta\/sv\/[a-z_0-9]+\.ogg$/.test(file))).toBe(true)
  })

  it('are nobody’s but a supervisor’s', async () => {
    const advisor = (await server.person('ada', 'advisor')).cookie
    for (const [given, status] of [
      [advisor, 403],
      ['', 401],
    ] as const) {
      const answer = await fetch(`${server.origin}/api/lines/${at('welcome')}`, {
        method: 'PUT',
        headers: { cookie: given },
        body: new Uint8Array(RECORDING),
      })
      expect(answer.status).toBe(status)
    }
    expect(await state('welcome')).toMatchObject({ voice: 'standard' })
  })

  it('are of one line alone', async () => {
    const line = { id: 'ny', name: 'Ny', greeting: '', order: 2, startedOn: '2026-01-01', catchment: 1, timeZone: 'Europe/Stockholm' }
    await server.app.floor.submit({ type: 'setLine', line: { ...line, ...newLineService } })
    await ask('PUT', at('hold'), RECORDING)
    const others = (await (await ask('GET', 'ny/prompts')).json()) as PromptState[]
    expect(others.every(({ voice }) => voice === 'standard')).toBe(true)
  })
})
