import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { TONES } from './people/tone.ts'
import { expect, isHungUp, test as plain, telephoneHears } from './sbc/fixtures.ts'
import { type Operator, startOperator } from './sbc/operator.ts'
import type { Sbc } from './sbc/sbc.ts'
import { ROOT } from './server/server.ts'

/** Everything that means something to a shell, to Kamailio or to its text files. */
const PASSWORD = String.raw`p"w\n;$fu#!X:'a,b{} %40|&<z>`
const SETTINGS = { OPERATOR_USER: 'line+1', OPERATOR_PASSWORD: PASSWORD, OPERATOR_REGISTER: 'yes' }

const test = plain.extend<{ readonly asks: 401 | 407; readonly operator: Operator }>({
  sbcOptions: { settings: SETTINGS },
  asks: [407, { option: true }],
  operator: async ({ asks, sbc }, use) => {
    const operator = await startOperator(sbc, { password: PASSWORD, asks })
    await use(operator)
    await operator.close()
  },
})

/** What check.sh says of the registration. */
function checked(sbc: Sbc): string {
  const { stdout } = spawnSync(join(ROOT, 'deploy/sbc/check.sh'), [sbc.dir, '1'], { encoding: 'utf8' })
  return stdout.split('\n').find((line) => line.includes('registered at the operator')) ?? ''
}

test('registers with a password, takes calls there, and makes them when asked by 407', async ({ newAdvisor, operator, sbc }) => {
  await expect.poll(operator.customer, 'the border controller should register').toBe(`sip:020555666@${sbc.address}`)
  await expect.poll(() => checked(sbc)).toBe('  works    registered at the operator')
  const { telephone } = operator
  const advisor = await newAdvisor('first')
  const bothHear = () => Promise.all([telephoneHears(telephone, TONES.first), advisor.hears(TONES.caller)])
  expect(await telephone.call()).toBe(200)
  await advisor.answer()
  await bothHear()
  await advisor.hangUp.click()
  await isHungUp(telephone)

  await advisor.is('afterCall')
  await advisor.presence.click()
  await advisor.dial('0701234567')
  await advisor.is('talking')
  await bothHear()
  await advisor.hangUp.click()
  await expect.poll(() => telephone.got.filter(({ method, status }) => method === 'BYE' && status === 0).length).toBe(2)
})

test.describe(() => {
  test.use({ asks: 401 })
  test('calls when asked by 401; who is forgotten comes back, and a password that is wrong is told', async ({
    newAdvisor,
    operator,
    sbc,
  }) => {
    test.setTimeout(90_000)
    await expect.poll(operator.customer, 'the border controller should register').not.toBe('')
    const advisor = await newAdvisor('first')
    await advisor.dial('0701234567')
    await advisor.is('talking')
    await telephoneHears(operator.telephone, TONES.first)
    expect(await operator.telephone.hangUp()).toBe(200)

    operator.forget()
    expect(await operator.telephone.call()).toBe(480)
    await expect.poll(operator.customer, { message: 'it should register anew', timeout: 20_000 }).not.toBe('')
    expect(await operator.telephone.call()).toBe(200)
    await operator.telephone.hangUp()

    operator.change('another')
    const told = 'not registered at the operator: it does not answer, or refuses OPERATOR_USER or OPERATOR_PASSWORD'
    await expect.poll(() => checked(sbc), { timeout: 20_000 }).toBe(`  BROKEN   ${told}`)
    await expect.poll(sbc.log, { timeout: 20_000 }).toContain(told)
  })
})
