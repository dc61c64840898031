import { fork } from 'node:child_process'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { CallerHeard, SoundPlan, Sounds } from './trunkSound.ts'

const CALLER = '127.0.0.2'
/** A sender report (RFC 3550, 6.4.1) as rtpengine sends it to the port above a telephone's, which may be another telephone's. */
const REPORT = Buffer.from([0x80, 200, 0, 6, ...new Array<number>(24).fill(0)])

test('a caller speaks to where the answer says, whoever has sent something before', async () => {
  const sound = fork(join(import.meta.dirname, 'trunkSound.ts'), { execArgv: ['--import', 'tsx'] })
  onTestFinished(() => void sound.kill())
  sound.send({ address: CALLER, calls: 1 } satisfies SoundPlan)
  const [[port]] = (await once(sound, 'message')) as [number[]]
  const stranger = await bound()
  const border = await bound()
  let strayed = 0
  stranger.on('message', () => strayed++)

  stranger.send(REPORT, port, CALLER)
  sound.send({ call: 0, port: border.address().port } satisfies Sounds)
  const [packet] = (await once(border, 'message')) as [Buffer]
  stranger.send(REPORT, port, CALLER)
  for (let heard = 0; heard < 10; heard++) await once(border, 'message')

  expect(packet[1], 'PCMA').toBe(8)
  expect(strayed).toBe(0)
  sound.send({ call: 0, port: null } satisfies Sounds)
  const heard = once(sound, 'message') as Promise<[CallerHeard[]]>
  sound.send('finish')
  expect((await heard)[0], 'a report is no sound').toMatchObject([{ received: 0 }])
})

async function bound(): Promise<Socket> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  onTestFinished(() => void socket.close())
  await once(socket, 'listening')
  return socket
}
