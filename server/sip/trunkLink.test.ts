import { afterEach, expect, it } from 'vitest'
import { header } from './testing/registrar.ts'
import { cleanUp, createRig, request, SDP, TIMES } from './testing/trunkRig.ts'
import { createTrunkLink } from './trunkLink.ts'

afterEach(cleanUp)

it('a message that nobody can handle costs the link, which is made anew at once', async () => {
  const { registrar } = await createRig()
  let ups = 0
  let downs = 0
  const heard: string[] = []
  await new Promise<void>((resolve) => {
    const link = createTrunkLink(
      registrar.url,
      {
        onUp: () => {
          if (++ups === 1) registrar.send('break')
          else registrar.send('again')
        },
        onDown: () => void downs++,
        onMessage(text) {
          if (text === 'break') throw new Error('x')
          if (text !== 'again') return
          heard.push(text)
          link.close()
          resolve()
        },
        probe() {},
      },
      TIMES.link,
    )
  })
  expect([ups, downs, heard]).toEqual([2, 1, ['again']])
})

it.each(['To', 'From', 'Call-ID', 'CSeq', 'Via', 'Contact'])('calls come after a message without %s as before', async (missing) => {
  const { registrar, invites, states, when } = await createRig()
  await when(() => states.length > 0)
  const target = [...registrar.contacts.keys()][0] as string
  for (const method of ['OPTIONS', 'INVITE', 'REGISTER', 'BYE', 'MESSAGE'])
    registrar.send(
      request(method, target, { callId: 'odd', body: method === 'INVITE' ? SDP : '' }).replace(
        new RegExp(`^${missing}: .*\\r\\n`, 'm'),
        '',
      ),
    )
  registrar.send(request('INVITE', target, { callId: 'good', body: SDP }))
  await when(() => invites.length > 0)
  expect(states).toEqual([true])
  registrar.send(request('OPTIONS', target, { callId: 'later' }))
  await registrar.next((text) => text.startsWith('SIP/2.0 200') && header(text, 'Call-ID') === 'later')
})
