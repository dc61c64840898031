import { expect, test } from '@playwright/test'
import { tracesIn } from './anonymity/markers.ts'
import { isReport } from './anonymity/tellingSound.ts'
import { DIALLED } from './people/dial.ts'
import { createRtpPhone } from './sbc/rtpPhone.ts'
import { type SbcOptions, STRANGER, startSbc } from './sbc/sbc.ts'
import { createTelephone } from './sbc/telephone.ts'
import { createTellingServer } from './sbc/tellingServer.ts'

/** Packets of sound, one second of it, with which a telephone and a server send ten reports each. */
const ENOUGH = 50
/** rtpengine would learn for three seconds who it is that sends. */
const SECONDS = 5

const WAYS = [
  ['calls', 'routes/operator.cfg'],
  ['is called', 'routes/reply.cfg'],
] as const

for (const [way, file] of WAYS) {
  test(`a telephone that ${way} names its user in all its sound, and so does the server: neither learns of the other`, async () => {
    const found = await soundsInACall(way)
    expect(found, 'before, and after each renewed offer').toHaveLength(way === 'calls' ? 2 : 3)
    for (const { bySender, byServer, byTelephone } of found) {
      expect(bySender, 'the same search finds what was sent').toEqual(expect.arrayContaining(['number', 'address', 'name', 'source']))
      expect({ byServer, byTelephone }).toEqual({ byServer: [], byTelephone: [] })
    }
  })

  test(`the same search finds a border controller that passes reports on when a telephone ${way}`, async () => {
    const [first] = await soundsInACall(way, { spoil: { file, change: (text) => text.replaceAll(' generate-RTCP', '') } })
    for (const shapes of [first?.byServer, first?.byTelephone])
      expect(shapes).toEqual(expect.arrayContaining(['number', 'address', 'name']))
  })
}

test('who sends sound to a call from elsewhere hears nothing of it', async () => {
  const { byStranger, byTelephone } = await strangerInACall()
  expect(byStranger).toBe(0)
  expect(byTelephone).toBeGreaterThan(SECONDS * ENOUGH)
})

test('the same look finds a border controller that sends sound to whoever sends some', async () => {
  const spoil = { file: 'rtpengine.conf', change: (text: string) => text.replace(/^endpoint-learning.*$/m, '') }
  expect((await strangerInACall({ spoil })).byStranger).toBeGreaterThan(0)
})

/** Packets that a telephone, and somebody who sends to the same port from elsewhere, get of a call. */
async function strangerInACall(options: SbcOptions = {}) {
  const sbc = await startSbc(options)
  const server = await createTellingServer(sbc)
  const telephone = await createTelephone(sbc)
  const stranger = await createRtpPhone(STRANGER, 1_000)
  try {
    expect(await telephone.call()).toBe(200)
    const answer = telephone.got.find(({ status, method }) => status === 200 && method === 'INVITE')
    stranger.talk({ address: '127.0.0.1', port: Number(/^m=audio (\d+)/m.exec(answer?.body ?? '')?.[1]) }, 'PCMA')
    await expect
      .poll(() => telephone.rtp.received + stranger.received, { message: 'the call should sound', timeout: 20_000 })
      .toBeGreaterThan(SECONDS * ENOUGH)
    return { byStranger: stranger.received, byTelephone: telephone.rtp.received }
  } finally {
    stranger.close()
    telephone.close()
    server.close()
    await sbc.stop()
  }
}

/** What each side has heard of the other in a call, and what was sent: at first, and after each renewed offer. */
async function soundsInACall(way: (typeof WAYS)[number][0], options: SbcOptions = {}) {
  const sbc = await startSbc(options)
  const server = await createTellingServer(sbc)
  const telephone = await createTelephone(sbc, { tells: true, port: sbc.operatorPort })
  const telling = telephone.rtp.telling
  if (!telling) throw new Error('the telephone does not tell')
  try {
    expect(way === 'calls' ? await telephone.call() : await server.call(DIALLED)).toBe(200)
    const found = [await listen()]
    expect((await telephone.ask('INVITE')).status).toBe(200)
    found.push(await listen())
    if (way === 'calls') return found
    expect(await server.renew()).toBe(200)
    return [...found, await listen()]
  } finally {
    telephone.close()
    server.close()
    await sbc.stop()
  }

  async function listen() {
    const { ssrc, sent, heard } = telling as NonNullable<typeof telling>
    const leg = server.leg()
    const before = [leg.heard.length, heard.length, sent.length] as const
    const since = () => [leg.heard, heard, sent].map((packets, i) => packets.slice(before[i]))
    await expect
      .poll(() => Math.min(...since().map((packets) => packets.filter((one) => !isReport(one)).length)), {
        message: 'both should hear each other',
        timeout: 20_000,
      })
      .toBeGreaterThan(ENOUGH)
    const [byServer = [], byTelephone = [], bySender = []] = since()
    return { byServer: told(byServer, ssrc), byTelephone: told(byTelephone, leg.ssrc), bySender: told(bySender, ssrc) }
  }
}

/** What packets tell of who sent them: in which shapes, and whether by the number of the source. */
function told(packets: readonly Buffer[], ssrc: number): string[] {
  const all = Buffer.concat(packets)
  const source = Buffer.alloc(4)
  source.writeUInt32BE(ssrc)
  return [...tracesIn(all), ...(all.includes(source) ? ['source'] : [])]
}
