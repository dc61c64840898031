import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ADDRESS, NAME, NUMBER } from './anonymity/markers.ts'
import { answers, type Finding, files, keepNotifications, pageContents, recordFrames, search } from './anonymity/search.ts'
import type { Advisor } from './people/advisor.ts'
import { disguisesIn } from './sbc/disguises.ts'
import { expect, test, trunkEnv, trunkIs } from './sbc/fixtures.ts'
import { PCMA } from './sbc/g711.ts'
import { knock } from './sbc/knocks.ts'
import { LINE_NUMBER, OPERATOR, type Sbc, STRANGER, startSbc } from './sbc/sbc.ts'
import { runSipp } from './sbc/sipp.ts'
import { tap, type Wiretap } from './sbc/wiretap.ts'
import { signIn } from './server/client.ts'
import { LINE, STAFF } from './server/house.ts'
import { ROOT, type RunningServer, startServer } from './server/server.ts'

/** Everything that a caller's identity might have been mixed with. */
const KNOWN = [
  'sip:anonymous@anonymous.invalid',
  'anonymous@anonymous.invalid',
  'anonymous',
  `sip:${LINE_NUMBER}@lyhord.invalid`,
  `sip:+46${LINE_NUMBER.slice(1)}@127.0.0.1`,
  LINE_NUMBER,
  'sbc.invalid',
  'hidden.invalid',
]
const TONE = 650

// Notifications are looked at too, and the shell has none.
test.use({ program: 'whole' })

test('a telephone call that tells everything leaves no trace on our side of the border', async ({ newAdvisor, sbc, server, wire }) => {
  test.setTimeout(120_000)
  const advisor = await newAdvisor('first', { arrive: false })
  expect(await wholeCall(sbc, wire, server, advisor)).toEqual([])
})

for (const [name, spoil, places] of [
  [
    'lets a header through',
    {
      file: 'routes/message.cfg',
      change: (text: string) => text.replace('append_hf("Max-Forwards: 70\\r\\n");', 'append_hf("P-Asserted-Identity: <$fu>\\r\\n");'),
    },
    ['frames between border controller and server'],
  ],
  [
    'hides who called where it can be found',
    {
      file: 'routes/message.cfg',
      change: (text: string) =>
        text.replace('append_hf("Max-Forwards: 70\\r\\n");', 'append_hf("Max-Forwards: 70\\r\\nX-Ref: $(fu{s.encode.hexa})\\r\\n");'),
    },
    ['frames between border controller and server'],
  ],
  [
    'writes down who called',
    {
      file: 'kamailio.cfg',
      change: (text: string) => text.replace('request_route {', 'request_route {\n    xlog("L_CRIT", "$rm from $fu\\n");'),
    },
    ['log of the border controller'],
  ],
] as const) {
  test(`the same search finds a border controller that ${name}`, async ({ house, newAdvisor }) => {
    test.setTimeout(120_000)
    const leaky = await startSbc({ spoil })
    const wire = await tap(leaky.url)
    const server = await startServer({ dataDir: house.copy(), env: trunkEnv(wire.url) })
    try {
      const lead = await signIn(server.url, STAFF.lead.username)
      await lead.patch(`/api/lines/${LINE}`, { number: LINE_NUMBER })
      await trunkIs(server.url, 'up')
      const advisor = await newAdvisor('first', { url: server.url, arrive: false })
      const found = await wholeCall(leaky, wire, server, advisor)
      for (const place of places) expect(found.map(({ where }) => where)).toContain(place)
    } finally {
      await server.stop()
      await wire.close()
      await leaky.stop()
    }
  })
}

test('what looks encoded is decoded', () => {
  const xored = (key: string) => Buffer.from(`sip:+${NUMBER}@${ADDRESS}`).map((byte, i) => byte ^ key.charCodeAt(i % key.length))
  for (const [disguise, text] of [
    [
      'uac, its own base64 and XOR',
      Buffer.from(xored('sip:anonymous@anonymous.invalid')).toString('base64').replaceAll('+', '.').replaceAll('=', '-'),
    ],
    ['base64url', `x${Buffer.from(`a${NUMBER}`).toString('base64url')}`],
    ['XOR with one byte', Buffer.from(`__${NUMBER}__`.split('').map((c) => c.charCodeAt(0) ^ 0x5a)).toString('hex')],
    ['twice', Buffer.from(Buffer.from(NUMBER).toString('hex')).toString('base64')],
  ] as const)
    expect(disguisesIn(`Record-Route: <sip:127.0.0.1;vsf=${text}>`, KNOWN), disguise).not.toEqual([])
  expect(disguisesIn('Contact: <sip:73c8ce21-7be8-47fb-befa-2b5d76a4683b@sbc.invalid;transport=ws>', KNOWN)).toEqual([])
})

/** A call from its first knock to after its end, by sipp with every header known to SIP, and what was found of the caller. */
async function wholeCall(sbc: Sbc, wire: Wiretap, server: RunningServer, advisor: Advisor): Promise<Finding[]> {
  const frames = recordFrames(advisor.page)
  await advisor.page.addInitScript(keepNotifications)
  await advisor.signIn()
  await advisor.startShift()
  const lead = await signIn(server.url, STAFF.lead.username)
  await knock(sbc, OPERATOR)
  await knock(sbc, STRANGER)
  const sipp = runSipp(sbc, {
    scenario: 'telling.xml',
    keys: {
      ...{ number: NUMBER, address: ADDRESS, name: NAME, tone: toneFile(), before: 8_000, after: 3_000 },
      passport: Buffer.from(JSON.stringify({ orig: { tn: NUMBER } })).toString('base64url'),
    },
    args: ['-m', '1', '-s', LINE_NUMBER, '-cid_str', `${NUMBER}-%u-%p@${ADDRESS}`],
  })
  try {
    await advisor.answer()
    await advisor.hears(TONE)
    const within = await look()
    expect(wire.all(), 'the call must have been recorded').toContain(`INVITE sip:${LINE_NUMBER}@`)
    expect(await sipp.done, sipp.output()).toBe(0)
    await advisor.is('afterCall')
    return [...within, ...(await look())]
  } finally {
    await sipp.stop()
  }

  async function look(): Promise<Finding[]> {
    const between = disguisesIn(wire.all(), KNOWN)
    const logged = disguisesIn(sbc.log(), KNOWN)
    return [
      ...(between.length > 0 ? [{ where: 'frames between border controller and server', shapes: between }] : []),
      ...(logged.length > 0 ? [{ where: 'log of the border controller', shapes: logged }] : []),
      ...search([
        ['log', server.output()],
        ["page of the advisor's browser", await pageContents(advisor.page)],
        ["frames of the advisor's browser", frames.all()],
        ...files(server.dataDir).map(({ name, bytes }): [string, Buffer] => [name, bytes]),
        ...files(sbc.dir).map(({ name, bytes }): [string, Buffer] => [`border controller's ${name}`, bytes]),
        ...(await answers(server.url, lead)).map(({ path, text }): [string, string] => [path, text]),
      ]),
    ]
  }
}

/** A tone as sipp plays it: bare PCMA. */
function toneFile(): string {
  const dir = join(ROOT, 'e2e/.out/tones')
  mkdirSync(dir, { recursive: true })
  const file = join(dir, `${TONE}-${process.pid}.alaw`)
  writeFileSync(
    file,
    Uint8Array.from({ length: 8_000 }, (_, i) => PCMA.encode(Math.round(9_000 * Math.sin((2 * Math.PI * TONE * i) / 8_000)))),
  )
  return file
}
