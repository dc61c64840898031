import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { MediaPortTaken, mediaPort } from './address.ts'

async function taken(): Promise<Socket> {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return socket
}

it('takes any free port for 0', async () => {
  expect((await mediaPort(0, null)).port).toBeGreaterThan(0)
})

it('says which setting is wrong when the port is taken', async () => {
  const socket = await taken()
  const wanted = mediaPort(socket.address().port, '127.0.0.1')
  await expect(wanted).rejects.toThrow(MediaPortTaken)
  await expect(wanted).rejects.toThrow('MEDIA_PORT')
  socket.close()
})

it('binds an address of its own, and advertises one that others see', async () => {
  expect(await mediaPort(0, '127.0.0.1')).toMatchObject({ bind: '127.0.0.1', advertise: null })
  expect(await mediaPort(0, '198.51.100.7')).toMatchObject({ bind: undefined, advertise: '198.51.100.7' })
})
