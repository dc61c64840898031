import type { Advisor } from './people/advisor.ts'
import { TONES } from './people/tone.ts'
import { type Authority, foundAuthority } from './sbc/authority.ts'
import { expect, isHungUp, test as plain, telephoneHears, trunkEnv, trunkIs } from './sbc/fixtures.ts'
import { OPERATOR, type Sbc } from './sbc/sbc.ts'
import type { Telephone, TelephoneOptions } from './sbc/telephone.ts'
import { startServer } from './server/server.ts'

const tcp = plain.extend({ sbcOptions: { settings: { OPERATOR_TRANSPORT: 'tcp' } } })

/** TLS to the operator, and to the server. */
const tls = plain.extend<{ readonly authority: Authority }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is asked for from this pattern.
  authority: async ({}, use) => {
    const authority = foundAuthority()
    await use(authority)
    authority.remove()
  },
  sbcOptions: async ({ authority }, use) => {
    const { certFile, keyFile } = authority.issue('127.0.0.1')
    await use({
      settings: {
        ...{ OPERATOR_TRANSPORT: 'tls', SIP_TLS_CERT: certFile, SIP_TLS_KEY: keyFile, SIP_TLS_CA: authority.file },
        ...{ LYHORD_TLS_CERT: certFile, LYHORD_TLS_KEY: keyFile },
      },
    })
  },
  serverEnv: async ({ authority, sbc }, use) => use({ TRUNK_URL: sbc.url, NODE_EXTRA_CA_CERTS: authority.file }),
})

tcp('over TCP calls come and go, with sound both ways', async ({ newAdvisor, newTelephone, sbc }) => {
  await callsComeAndGo(await newAdvisor('first'), newTelephone, sbc, { transport: 'tcp' })
})

tls(
  'over TLS calls come and go, the server registers by wss, and nobody speaks with an impostor',
  async ({ authority, house, newAdvisor, newTelephone, sbc }) => {
    expect(sbc.url).toMatch(/^wss:/)
    const { papers } = authority.issue(OPERATOR)
    const advisor = await newAdvisor('first')
    await callsComeAndGo(advisor, newTelephone, sbc, { transport: 'tls', papers })

    // What the operator's name in another authority's certificate would hear of a call-back.
    const other = foundAuthority()
    const impostor = await newTelephone({
      ...{ transport: 'tls', port: sbc.operatorPort },
      papers: { ...other.issue(OPERATOR).papers, ca: papers.ca },
    })
    other.remove()
    await advisor.presence.click()
    await advisor.dial('0701234567')
    await expect(advisor.page.getByTestId('dial-outcome')).toHaveAttribute('data-value', 'unreachable', { timeout: 20_000 })
    expect(impostor.got).toEqual([])

    // A server that has not been told of the authority.
    const distrustful = await startServer({ dataDir: house.copy(), env: trunkEnv(sbc.url) })
    await expect
      .poll(distrustful.output, { message: 'the log should say why' })
      .toContain('"msg":"trunk has a certificate that is not trusted"')
    await trunkIs(distrustful.url, 'down')
    await distrustful.stop()
  },
)

async function callsComeAndGo(
  advisor: Advisor,
  newTelephone: (options: TelephoneOptions) => Promise<Telephone>,
  sbc: Sbc,
  options: TelephoneOptions,
): Promise<void> {
  const telephone = await newTelephone({ ...options, port: sbc.operatorPort })
  const bothHear = () => Promise.all([telephoneHears(telephone, TONES.first), advisor.hears(TONES.caller)])
  expect(await telephone.call()).toBe(200)
  await advisor.answer()
  await bothHear()
  await advisor.hangUp.click()
  await isHungUp(telephone)

  await advisor.is('afterCall')
  await advisor.presence.click()
  await advisor.is('available')
  await advisor.dial('0701234567')
  await advisor.is('talking')
  await bothHear()
  expect(await telephone.hangUp()).toBe(200)
  await advisor.is('afterCall')
  telephone.close()
}
